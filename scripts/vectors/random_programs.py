"""Random well-typed programs of the subset with what CPython answers: [source, [[arguments, answer], …]].

    python3 scripts/vectors/random_programs.py [SEED [COUNT]] > tests/kernels/compiler/vectors/random.json

Whole numbers stay small by a modulo after every operation, so that CPython's do not outgrow int64.
"""
import json
import random
import struct
import sys

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20261122
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 1200
rng = random.Random(SEED)
INTS, FLOATS = ["a", "b", "i1", "i2"], ["x", "y", "f1", "f2"]


def whole(depth):
    if depth <= 0 or rng.random() < 0.2:
        return rng.choice([*INTS, str(rng.randrange(-9, 100))])
    e = lambda: whole(depth - 1)
    return rng.choice(
        [
            lambda: f"(({e()} {rng.choice('+-*&|^')} {e()}) % 1000003)",
            lambda: f"({e()} {rng.choice(['//', '%'])} {rng.choice([3, 7, -5, 13, -1000])})",
            lambda: f"({e()} {rng.choice(['//', '%'])} (abs({e()}) + 1))",
            lambda: f"({e()} >> {rng.randrange(8)})",
            lambda: f"(({e()} << {rng.randrange(8)}) % 1000003)",
            lambda: f"{rng.choice(['-', '~', '+'])}{e()}",
            lambda: f"({e()} if {truth(depth - 1)} else {e()})",
            lambda: f"{rng.choice(['min', 'max'])}({e()}, {e()})",
            lambda: f"abs({e()})",
            lambda: f"int({real(depth - 1)} % 1000.0)",
            lambda: f"int({truth(depth - 1)})",
        ]
    )()


def real(depth):
    if depth <= 0 or rng.random() < 0.2:
        return rng.choice([*FLOATS, repr(round(rng.uniform(-20, 20), 2))])
    e = lambda: real(depth - 1)
    return rng.choice(
        [
            lambda: f"(({e()} {rng.choice('+-*')} {e()}) % 1e6)",
            lambda: f"({e()} / (abs({e()}) + 1.5))",
            lambda: f"({whole(depth - 1)} / (abs({whole(depth - 1)}) + 2))",
            lambda: f"({e()} {rng.choice(['//', '%'])} {rng.choice(['0.75', '-3.5', '100.0'])})",
            lambda: f"({e()} {rng.choice('+-*')} {whole(depth - 1)}) % 1e6",
            lambda: f"-{e()}",
            lambda: f"({e()} if {truth(depth - 1)} else {e()})",
            lambda: f"{rng.choice(['min', 'max'])}({e()}, {e()})",
            lambda: f"abs({e()})",
            lambda: f"float({whole(depth - 1)})",
        ]
    )()


def truth(depth):
    compare = lambda: rng.choice(["<", "<=", ">", ">=", "==", "!="])
    if depth <= 0 or rng.random() < 0.6:
        side = rng.choice([whole, real])
        return f"({side(depth - 1)} {compare()} {side(depth - 1)})"
    e = lambda: truth(depth - 1)
    return rng.choice(
        [lambda: f"({e()} {rng.choice(['and', 'or'])} {e()})", lambda: f"(not {e()})", lambda: f"({whole(1)} {compare()} {whole(1)} {compare()} {whole(1)})"]
    )()


def block(depth, indent, loops):
    return [line for _ in range(rng.randrange(1, 4)) for line in statement(depth, indent, loops)]


def statement(depth, indent, loops):
    pad = "    " * indent
    kind = rng.randrange(10 if depth > 0 else 5)
    if kind <= 1:
        return [f"{pad}{rng.choice(INTS[2:])} = {whole(3)}"]
    if kind == 2:
        return [f"{pad}{rng.choice(FLOATS[2:])} = {real(3)}"]
    if kind == 3:
        return [f"{pad}i1, i2 = {whole(2)}, {whole(2)}"]
    if kind == 4:
        return [f"{pad}i1 += {whole(1)}", f"{pad}i1 %= 1000003"]
    if kind <= 6:
        lines = [f"{pad}if {truth(2)}:", *block(depth - 1, indent + 1, loops)]
        if rng.random() < 0.5:
            lines += [f"{pad}elif {truth(1)}:", *block(depth - 1, indent + 1, loops)]
        return lines + ([f"{pad}else:", *block(depth - 1, indent + 1, loops)] if rng.random() < 0.5 else [])
    name = f"k{loops}"
    bounds = rng.choice([f"{rng.randrange(6)}", f"{rng.randrange(4)}, {rng.randrange(9)}", f"{rng.randrange(9)}, -2, -{rng.randrange(1, 4)}", "a % 5"])
    leave = [f"{pad}    if {truth(1)}:", f"{pad}        {rng.choice(['break', 'continue'])}"] if rng.random() < 0.4 else []
    use = [f"{pad}    i2 = (i2 * 31 + {name}) % 1000003"]
    lines = [f"{pad}for {name} in range({bounds}):", *use, *leave, *block(depth - 1, indent + 1, loops + 1)]
    return lines + ([f"{pad}else:", f"{pad}    i1 = {whole(1)}"] if rng.random() < 0.2 else [])


def program():
    lines = ["@njit", "def f(a, b, x, y):", "    i1 = 1", "    i2 = 2", "    f1 = 0.5", "    f2 = -1.5"]
    for _ in range(rng.randrange(2, 6)):
        lines += statement(2, 1, 0)
    return "\n".join([*lines, "    return i1, i2, f1, f2"]) + "\n"


def bits(value):
    return "f" + struct.pack(">d", value).hex() if isinstance(value, float) else str(value)


def main():
    entries = []
    while len(entries) < COUNT:
        source = program()
        if len(source) > 1500:
            continue
        namespace = {"njit": lambda f: f}
        exec(source, namespace)
        runs = []
        for _ in range(3):
            args = (rng.randrange(-50, 200), rng.randrange(-9, 9), round(rng.uniform(-30, 30), 3), float(rng.randrange(-3, 4)))
            runs.append([[bits(v) for v in args], [bits(v) for v in namespace["f"](*args)]])
        entries.append([source, runs])
    print("[\n" + ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries) + "\n]")


main()
