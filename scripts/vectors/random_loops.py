"""Random loops over arrays, near their ends, backwards, through views of one another, left early, and what CPython answers.

    /usr/bin/python3 scripts/vectors/random_loops.py [SEED [COUNT]] > tests/kernels/compiler/vectors/random_loops.json

Arrays have any length up to 32, so that loops that go several rounds at a time have any number left over. Whole numbers are
kept small by a modulo. Indices often lie beside the counter and now and then outside; a negative one counts from the end. What
a call leaves in its arrays is part of its answer.
"""
import json
import math
import random
import struct
import sys
import traceback
import warnings

import numpy as np

# NumPy's own scalars divide by zero with a warning.
warnings.simplefilter("error")
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 7
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 250
rng = random.Random(SEED)
pick = rng.choice

VIEWS = ["{0}[1:]", "{0}[:-1]", "{0}[::-1]", "{0}[::2]", "{0}[2:-2]", "{0}[-9:]", "{0}[::-3]", "{0}.copy()", "{0}"]
ROWS = ["m[1]", "m[:, 2]", "m[-1][::-1]", "m.T[0]", "m[::2, 0]"]
PLANES = ["m.T", "m[1:]", "m[:, ::-1]", "m[::-1]", "m.copy()", "m[1:-1, 1:-1]", "m"]
FLOATS, INTS, BOOLS = ["a", "b", "r"], ["x", "y"], ["z"]


def counter(scope):
    return pick(scope["counters"]) if scope["counters"] else "k"


def place(scope, array):
    """An index, usually inside."""
    i = counter(scope)
    by = rng.randrange(1, 4)
    return pick([
        lambda: i, lambda: i, lambda: i, lambda: i,
        lambda: f"{i} - {by}",
        lambda: f"{i} + {by}",
        lambda: f"len({array}) - 1 - {i}",
        lambda: f"-{i} - 1",
        lambda: f"-{i}",
        lambda: f"{i} % len({array})",
        lambda: f"({i} + {by}) % len({array})",
        lambda: f"({i} - {by}) % len({array})",
        lambda: f"{i} // {by + 1}",
        lambda: f"{i} * 2 % len({array})",
        lambda: f"{i} & 7",
        lambda: f"{pick(INTS)}[{i}] % len({array})",
        lambda: f"{by - 2}",
        lambda: f"{i} + n - {by}",
        lambda: f"(n - {by}) % len({array})",
    ])()


def spot(scope, kind):
    """An element: of an array, a row, or the matrix."""
    if kind == "float" and rng.random() < 0.35:
        i, j = counter(scope), counter(scope)
        near = lambda c, axis: pick([c, c, c, f"{c} - 1", f"{c} + 1", f"({c} + 1) % p.shape[{axis}]", f"({c} - 1) % p.shape[{axis}]", "0", "-1", f"{c} // 2"])
        name = pick(["m", "p"])
        return f"{name}[{near(i, 0)}, {near(j, 1)}]".replace("p.shape", f"{name}.shape")
    array = pick({"float": FLOATS, "int": INTS, "bool": BOOLS}[kind])
    return f"{array}[{place(scope, array)}]"


def real(scope, depth):
    if depth <= 0 or rng.random() < 0.2:
        return pick([lambda: spot(scope, "float"), lambda: spot(scope, "float"), lambda: pick(["f", "g", "0.25", "1.5", "-3.0"]), lambda: f"{counter(scope)} * 0.5"])()
    e = lambda: real(scope, depth - 1)
    return pick([
        lambda: f"{e()} {pick('+-')} {e()}",
        lambda: f"{e()} {pick('+-')} {e()}",
        lambda: f"({e()}) * {pick(['0.5', '2.0', '-1.0'])}",
        lambda: f"{pick(['min', 'max'])}({e()}, {e()})",
        lambda: f"abs({e()})",
        lambda: f"({e()} if {truth(scope, 0)} else {e()})",
        lambda: f"float({whole(scope, 0)} % 16)",
        lambda: f"half({e()})",
        lambda: f"math.sqrt(abs({e()}))",
    ])()


def whole(scope, depth):
    if depth <= 0 or rng.random() < 0.2:
        return pick([lambda: spot(scope, "int"), lambda: spot(scope, "int"), lambda: pick(["s", "t", "n", "3", "-7"]), lambda: counter(scope)])()
    e = lambda: whole(scope, depth - 1)
    return pick([
        lambda: f"{e()} {pick('+-')} {e()}",
        lambda: f"({e()}) * {pick([2, 3, -5])}",
        lambda: f"(({e()}) {pick('&|^')} {e()})",
        lambda: f"({e()}) {pick(['//', '%'])} {pick([3, 7, -4])}",
        lambda: f"{pick(['min', 'max'])}({e()}, {e()})",
        lambda: f"({e()} if {truth(scope, 0)} else {e()})",
        lambda: f"int({spot(scope, 'float')})",
        lambda: f"int({spot(scope, 'bool')})",
    ])()


def truth(scope, depth):
    compare = pick(["<", "<=", ">", ">=", "==", "!="])
    one = pick([
        lambda: f"{real(scope, 0)} {compare} {real(scope, 0)}",
        lambda: f"{whole(scope, 0)} {compare} {whole(scope, 0)}",
        lambda: f"{counter(scope)} {compare} {pick(['3', 'n // 2', 'n - 2', 'len(a) - 1', '0'])}",
        lambda: f"{counter(scope)} % {pick([2, 3])} == {rng.randrange(2)}",
        lambda: spot(scope, "bool"),
    ])()
    return one if depth <= 0 else pick([one, f"{one} {pick(['and', 'or'])} {truth(scope, 0)}", f"not {one}"])


def simple(scope):
    """A statement of one line, or two."""
    by = pick(["=", "=", "+=", "-="])
    return pick([
        lambda: [f"f = ({real(scope, 2)}) % 64.0"],
        lambda: [f"f = (f + {real(scope, 1)}) % 64.0"],
        lambda: [f"g += {real(scope, 1)}", "g %= 64.0"],
        lambda: [f"f = f * 0.5 + {real(scope, 2)}"],
        lambda: [f"g = 0.75 * ({real(scope, 2)})"],
        lambda: [f"{spot(scope, 'float')} = {real(scope, 2)}"],
        lambda: [f"{spot(scope, 'float')} = ({real(scope, 1)}) * 0.5 + {real(scope, 1)}"],
        lambda: [f"s = ({whole(scope, 2)}) % 10007"],
        lambda: [f"t += {whole(scope, 1)}"] if scope["short"] else [f"t = (t * 3 + {whole(scope, 1)}) % 10007"],
        lambda: [f"t += 1"],
        lambda: [f"{spot(scope, 'float')} = ({real(scope, 2)}) % 64.0"],
        lambda: [f"{spot(scope, 'float')} = ({real(scope, 1)}) % 64.0"],
        lambda: [f"{spot(scope, 'float')} {by} {pick(['0.5', '1.25', 'f % 2.0'])}"],
        lambda: [f"{spot(scope, 'int')} = ({whole(scope, 2)}) % 997"],
        lambda: [f"{spot(scope, 'int')} {by} {pick(['1', '2', counter(scope)])}"],
        lambda: [f"{spot(scope, 'bool')} = {truth(scope, 0)}"],
        lambda: (lambda p, q: [f"{p}, {q} = {q}, {p}"])(spot(scope, "float"), spot(scope, "float")),
        lambda: [f"if {truth(scope, 1)}:", *indented(simple(scope))],
        lambda: [f"if {truth(scope, 1)}:", *indented(simple(scope)), "else:", *indented(simple(scope))],
    ])()


BOUNDS = [
    "len(a)", "len(a)", "len(b)", "n", "n", "len(x)", "1, len(a)", "1, n", "len(a) - 1", "1, len(a) - 1", "2, len(b) - 2", "n - 1", "len(x) // 2",
    "len(a) - 1, -1, -1", "n - 1, -1, -1", "n - 1, 0, -1", "len(b) - 2, 0, -1", "0, n, 2", "1, len(a), 3", "n - 1, -1, -2", "len(a) - 1, 1, -3",
    "-n, 0", "-3, n - 3", "-1, n", "n + 1", "lo, hi", "lo, hi", "hi, lo, -1", "lo, hi, 2", "lo, n, st", "hi, -1, -st", "5", "len(r)",
]
PLANE = ["m.shape[0]", "m.shape[1]", "p.shape[0]", "p.shape[1]", "1, m.shape[0] - 1", "1, m.shape[1] - 1", "1, p.shape[0]", "p.shape[1] - 1, -1, -1", "-1, 2", "m.shape[0] - 1"]


def loop(scope, depth):
    """A loop, perhaps with others in it."""
    k = "ijkl"[len(scope["counters"])]
    inner = {**scope, "counters": [*scope["counters"], k], "short": False}
    if rng.random() < 0.12:
        head, last = pick([(f"while {k} < {pick(['n', 'len(a)', 'len(a) - 1', 'hi'])}:", f"{k} += {pick([1, 1, 2])}"), (f"while {k} >= {pick(['0', '1', 'lo'])}:", f"{k} -= {pick([1, 1, 2])}")])
        lines = [f"{k} = {pick(['0', '1', 'lo'] if '<' in head else ['n - 1', 'hi', 'len(a) - 1'])}", head, *indented(body(inner, depth, plain=True)), f"    {last}"]
        return lines
    if rng.random() < 0.12:
        e, array = pick([("f", "a"), ("g", "b[::-1]"), ("s", "x"), ("t", "y[1:]")])
        return pick([
            lambda: [f"for {k}, {e} in enumerate({array}):", *indented(body(inner, depth))],
            lambda: [f"for {k} in {pick(['x', 'y'])}:", *indented(simple({**inner, 'counters': scope['counters'] or ['n']}))],
        ])()
    bounds = pick(BOUNDS)
    if scope["counters"]:
        outer = scope["counters"][-1]
        bounds = pick([bounds, pick(PLANE), pick(PLANE), f"{outer}", f"{outer}, n", f"{outer} + 1, len(a)", f"n - {outer} - 1", f"{outer}, -1, -1", "-1, 2"])
    elif rng.random() < 0.3:
        bounds = pick(PLANE)
    lines = [f"for {k} in range({bounds}):", *indented(body(inner, depth))]
    if rng.random() < 0.1:
        lines += ["else:", f"    s = (s + 1) % 10007"]
    return lines


indented = lambda lines: ["    " + line for line in lines]


def body(scope, depth, plain=False):
    lines = []
    short = rng.random() < 0.5
    for _ in range(1 if short else rng.randrange(1, 4)):
        lines += simple({**scope, "short": short})
    if depth > 0 and rng.random() < 0.5:
        lines += loop(scope, depth - 1)
        if rng.random() < 0.5:
            lines += simple(scope)
    if rng.random() < 0.2:
        leave = pick(["break", "break", "break" if plain else "continue", "return f, g, s, t, first, x, m", "raise ValueError('left')"])
        at = rng.randrange(len(lines) + 1)
        while at < len(lines) and lines[at].startswith((" ", "else")):
            at += 1
        lines[at:at] = [f"if {truth(scope, 1)}:", f"    {leave}"]
    return lines


def program():
    lines = ["@njit", "def f(a, x, m, n, lo, hi, st):", "    f, g, s, t, first = 0.5, 1.0, 0, 0, a", f"    k = {pick(['0', '1', 'n // 2'])}"]
    source = pick(VIEWS)
    lines.append(f"    b = {source.format('a')}")
    lines.append(f"    r = {pick([*ROWS, 'a[::-1]', 'b[1:]', 'np.zeros(n)'])}")
    lines.append(f"    y = {pick(VIEWS).format('x')}")
    lines.append(f"    p = {pick(PLANES)}")
    lines.append("    z = x % 2 == 0")
    scope = {"counters": [], "short": False}
    for _ in range(rng.randrange(1, 4)):
        lines += indented(loop(scope, 2))
        if rng.random() < 0.2:
            lines += ["    a, b = b, a"] if rng.random() < 0.5 else [f"    y = {pick(VIEWS).format('x')}"]
    return "\n".join([*lines, "    return f, g, s, t, first, x, m"]) + "\n"


HELPERS = '''
import math


@njit
def half(q):
    return q * 0.5
'''


def encode(value):
    if isinstance(value, (float, np.floating)):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, np.ndarray):
        return {"dtype": str(value.dtype), "shape": value.shape, "data": [encode(each) for each in value.ravel().tolist()]}
    return str(int(value))


class TooLong(Exception):
    pass


def answer(source, call):
    """What CPython answers; None where that is nothing to compare with."""
    namespace = {"njit": lambda f: f, "np": np, "math": math}
    exec(HELPERS + source, namespace)
    steps = 0

    def count(*_):
        nonlocal steps
        steps += 1
        if steps > 20_000:
            raise TooLong
        return count

    sys.settrace(count)
    try:
        return encode(eval(call, namespace))
    except (IndexError, ValueError, ZeroDivisionError) as error:
        # NumPy's own complaints are worded and placed otherwise than ours.
        own = traceback.extract_tb(error.__traceback__)[-1].name == "f"
        return {"error": type(error).__name__} if own else None
    except (OverflowError, TypeError, UnboundLocalError, RuntimeWarning, TooLong):
        return None
    finally:
        sys.settrace(None)


def call():
    n = pick([rng.randrange(4), rng.randrange(31), rng.randrange(8, 31)])
    reals = [rng.randrange(-80, 200) / 4 for _ in range(n)]
    wholes = [rng.randrange(-20, 60) for _ in range(pick([n, n, n, n + 2, max(n - 1, 0)]))]
    rows, columns = rng.randrange(1, 11), rng.randrange(1, 11)
    plane = [rng.randrange(-80, 200) / 4 for _ in range(rows * columns)]
    arrays = [f"np.array({reals}, dtype=np.float64)", f"np.array({wholes}, dtype=np.int64)", f"np.array({plane}).reshape({rows}, {columns})"]
    lengths = [pick([n, n, n, n - 1, rows]), rng.randrange(-3, 5), pick([n, n, n + 1, n - 2, rng.randrange(40)]), rng.randrange(1, 4)]
    return f"f({', '.join([*arrays, *map(str, lengths)])})"


def main():
    entries = []
    while len(entries) < COUNT:
        source = program()
        if len(source) > 1500:
            continue
        for _ in range(4):
            text = call()
            found = answer(source, text)
            # Most programs are to get through their loops.
            if found is not None and ("error" not in found or rng.random() < 0.1):
                entries.append([source, text, found])
                break
    body = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    print(f"[{json.dumps(HELPERS)},\n{body}\n]")


main()
