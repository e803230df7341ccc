"""Random well-typed programs with arrays, views, lists, tuples and functions of their own, and what CPython with NumPy answers.

    /usr/bin/python3 scripts/vectors/random_arrays.py [SEED [COUNT]] > tests/kernels/compiler/vectors/random_arrays.json

Every 1-D array has six elements and every matrix is six by six, so that any two go together. Floats are multiples of small
powers of two below 64: sums are exact, in whatever order they are made.
"""
import json
import random
import struct
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
# With others NumPy is asked for np.maximum(0.0, -0.0), whose sign depends on where in a SIMD register it is worked out.
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 4
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 250
rng = random.Random(SEED)
pick = rng.choice

HELPERS = '''
@njit
def item(a, i):
    return a[i % 6]


@njit
def bump(a, i, by):
    a[i % a.size] += by
    return a.sum()


@njit
def pair(i, x=0.5):
    if i % 2:
        return i, x
    return -i, x + 1.0


@njit
def depth(i, k):
    return k if i <= 0 else depth(i // 2, k + i % 3)


@njit
def tail(a):
    return a[1:]


@njit
def largest(a):
    best = a[0]
    for e in a:
        if e > best:
            best = e
    return best
'''


def index():
    return pick([lambda: str(rng.randrange(-6, 6)), lambda: f"({whole(1)}) % 6", lambda: f"-(({whole(1)}) % 6) - 1"])()


def whole(depth):
    if depth <= 0 or rng.random() < 0.2:
        return pick(["a", "b", "i1", "i2", str(rng.randrange(-9, 40))])
    e = lambda: whole(depth - 1)
    return pick([
        lambda: f"(({e()} {pick('+-*&|^')} {e()}) % 10007)",
        lambda: f"({e()} {pick(['//', '%'])} {pick([3, 7, -5, 13])})",
        lambda: f"({e()} >> {rng.randrange(4)})",
        lambda: f"{ints(0)}[{index()}]",
        lambda: f"({pick(['sum', 'max', 'min'])}({ints(1)}))",
        lambda: f"({ints(1)}).{pick(['sum', 'max', 'min', 'argmax', 'argmin'])}()",
        lambda: f"np.{pick(['argmax', 'argmin'])}({floats(1)})",
        lambda: f"({flags(1)}).sum()",
        lambda: f"np.count_nonzero({flags(1)})",
        lambda: f"int({real(depth - 1)})",
        lambda: f"len({pick(['xs', 'v1', 'm1', floats(0)])})",
        lambda: "xs[-1]",
        lambda: f"sum([e * e % 7 for e in {pick(['xs', ints(0)])} if e > {rng.randrange(5)}])",
        lambda: f"item({ints(0)}, {e()})",
        lambda: f"depth({rng.randrange(40)}, {e()})",
        lambda: f"pair({e()})[0]",
        lambda: f"largest({ints(0)})",
        lambda: f"({e()} if {truth(depth - 1)} else {e()})",
        lambda: "t1[0]",
    ])()


def real(depth):
    if depth <= 0 or rng.random() < 0.2:
        return pick(["x", "y", "f1", "f2", repr(rng.randrange(-40, 40) / 4)])
    e = lambda: real(depth - 1)
    return pick([
        lambda: f"(({e()} {pick('+-')} {e()}) % 64.0)",
        lambda: f"({e()} / {pick(['2', '4.0', '-2'])} % 64.0)",
        lambda: f"({e()} {pick(['//', '%'])} {pick(['0.75', '-3.5', '10.0'])})",
        lambda: f"{floats(0)}[{index()}]",
        lambda: f"{matrix(0)}[{index()}, {index()}]",
        lambda: f"({floats(1)}).{pick(['sum', 'max', 'min'])}()",
        lambda: f"np.{pick(['sum', 'max', 'min', 'median'])}({floats(1)})",
        lambda: f"{matrix(0)}.{pick(['sum', 'max', 'min'])}()",
        lambda: f"np.dot({floats(0)}, {floats(0)})",
        lambda: f"item({floats(0)}, {whole(1)})",
        lambda: f"pair({whole(1)}, {e()})[1]",
        lambda: f"pair({whole(1)}, x={e()})[1]",
        lambda: f"largest({floats(0)})",
        lambda: f"float({whole(1)} % 32)",
        lambda: f"abs({e()})",
        lambda: "t1[1]",
    ])()


def truth(depth):
    compare = pick(["<", "<=", ">", ">=", "==", "!="])
    side = pick([whole, real])
    return pick([
        lambda: f"({side(depth)} {compare} {side(depth)})",
        lambda: f"(not {side(1)} {compare} {side(1)})",
        lambda: f"({whole(1)} {compare} {whole(1)} {pick(['and', 'or'])} {real(1)} < {real(1)})",
        lambda: f"({flags(1)}).{pick(['any', 'all'])}()",
        lambda: f"({whole(1)} in {pick(['xs', 'v1'])})",
    ])()


def ints(depth):
    if depth <= 0:
        return pick(["v", "v1", "v1", "v2"])
    e = lambda: ints(depth - 1)
    return pick([
        e,
        lambda: f"({e()})[::-1]",
        lambda: f"({e()} {pick(['+', '-', '*', '&', '|', '^'])} {pick([e(), whole(1)])}) % 997",
        lambda: f"({e()} {pick(['//', '%'])} {pick([3, -7, 5])})",
        lambda: f"np.{pick(['cumsum', 'sort', 'abs', 'sign', 'copy', 'argsort'])}({e()})",
        lambda: f"np.{pick(['maximum', 'minimum'])}({e()}, {pick([e(), whole(1)])})",
        lambda: f"np.where({flags(0)}, {e()}, {e()})",
        lambda: f"np.array([{', '.join(whole(1) for _ in range(6))}])",
        lambda: "np.arange(6)",
        lambda: f"{floats(0)}.astype(np.int64)",
        lambda: f"({e()})[({e()}) % 6]",
        lambda: f"(-{e()})",
    ])()


def floats(depth):
    if depth <= 0:
        return pick(["w", "w1", "w1", "w2", "m1[1]", "m1[:, 2]", "m1[-1][::-1]", "m1.T[0]"])
    e = lambda: floats(depth - 1)
    return pick([
        e,
        lambda: f"({e()} {pick('+-')} {pick([e(), real(1), ints(0)])}) % 64.0",
        lambda: f"({e()} * 2 - {ints(0)} / 4) % 64.0",
        lambda: f"({e()} {pick(['//', '%'])} {pick(['3.0', '-2.5'])})",
        lambda: f"np.{pick(['sort', 'abs', 'floor', 'ceil', 'sign', 'trunc'])}({e()})",
        lambda: f"np.{pick(['maximum', 'minimum'])}({e()}, {pick([e(), real(1)])})",
        lambda: f"np.where({flags(0)}, {e()}, {pick([e(), real(1)])})",
        lambda: f"{matrix(0)}.sum(axis={rng.randrange(2)}) % 64.0",
        lambda: f"np.full(6, {real(1)})",
        lambda: "np.zeros(6)",
        lambda: f"{ints(0)}.astype(np.float64)",
        lambda: f"({e()}).copy()",
    ])()


def matrix(depth):
    if depth <= 0:
        return pick(["m", "m1", "m1", "m1.T", "m[::-1]"])
    e = lambda: matrix(depth - 1)
    return pick([
        lambda: f"({e()} {pick('+-')} {pick([e(), real(1), floats(0)])}) % 64.0",
        lambda: f"np.maximum({e()}, {floats(0)})",
        lambda: f"({e()}).copy()",
        lambda: f"({e()})[:, ::-1]",
        lambda: f"np.where({e()} > {real(1)}, {e()}, {real(0)})",
    ])()


def flags(depth):
    compare = pick(["<", "<=", ">", ">=", "==", "!="])
    one = lambda: pick([lambda: f"({ints(0)} {compare} {whole(1)})", lambda: f"({floats(0)} {compare} {floats(0)})", lambda: f"({ints(0)} {compare} {ints(0)})"])()
    return one() if depth <= 0 or rng.random() < 0.6 else pick([lambda: f"({one()} {pick('&|^')} {one()})", lambda: f"(~{one()})"])()


def statement(depth, indent, loops):
    pad = "    " * indent
    kind = rng.randrange(22 if depth > 0 else 17)
    low, high = sorted([rng.randrange(0, 6), rng.randrange(0, 7)])
    other = rng.randrange(0, 7 - (high - low))
    match kind:
        case 0 | 1:
            return [f"{pad}{pick(['i1', 'i2'])} = {whole(2)}"]
        case 2 | 3:
            return [f"{pad}{pick(['f1', 'f2'])} = {real(2)} % 64.0"]
        case 4 | 5:
            return [f"{pad}{pick(['v1', 'v2'])} = {ints(2)}"]
        case 6 | 7:
            return [f"{pad}{pick(['w1', 'w2'])} = {floats(2)}"]
        case 8:
            return [f"{pad}m1 = {matrix(1)}"]
        case 9:
            return [f"{pad}{pick(['v1', 'v2'])}[{index()}] {pick(['=', '+=', '-='])} {whole(1)} % 99"]
        case 10:
            return [f"{pad}{pick(['w1', 'm1[2]', 'm1[:, 3]'])}[{index()}] {pick(['=', '+=', '-='])} {real(1)} % 16.0"]
        case 11:
            name, source = pick([("w1", ["w1", "w2", "m1[0]"]), ("v1", ["v1", "v2"]), ("m1[4]", ["m1[4]", "w1"])])
            return [f"{pad}{name}[{low}:{high}] = {pick(source)}[{other}:{other + high - low}]"]
        case 12:
            return [f"{pad}{pick(['w1', 'w2'])} {pick(['+=', '-='])} {floats(1)}", f"{pad}w1 %= 64.0"]
        case 13:
            return [f"{pad}v1[{flags(0)}] = {whole(1)}", f"{pad}v1 %= 997"]
        case 14:
            return [f"{pad}m1[{pick(['1:4', '::2', ':, 1', '2', ':3, 4:'])}] {pick(['=', '+='])} {real(1)} % 8.0"]
        case 15:
            return pick([
                [f"{pad}i1, f1 = pair({whole(1)}, {real(1)} % 8.0)"],
                [f"{pad}t1 = {whole(1)}, {real(1)} % 8.0"],
                [f"{pad}w1, w2 = w2, w1"],
                [f"{pad}i1, i2 = i2, i1"],
                [f"{pad}i1 = bump({pick(['v1', 'v2'])}, {whole(1)}, {whole(1)} % 9) % 10007"],
                [f"{pad}f1 = bump({pick(['w1', 'm1[3]'])}, {whole(1)}, 0.5) % 64.0"],
                [f"{pad}f1 = tail({floats(0)}).sum() % 64.0"],
            ])
        case 16:
            return pick([[f"{pad}xs.append({whole(1)} % 99)"], [f"{pad}xs[{whole(1)} % len(xs)] = {whole(1)} % 99"], [f"{pad}xs = [e + 1 for e in xs][:8] + [3]"], [f"{pad}xs = xs[::-1]"]])
        case 17 | 18:
            lines = [f"{pad}if {truth(1)}:", *block(depth - 1, indent + 1, loops)]
            return lines + ([f"{pad}else:", *block(depth - 1, indent + 1, loops)] if rng.random() < 0.6 else [])
        case 19:
            k = f"k{loops}"
            bounds = pick(["6", "1, 6", "5, -1, -1", "0, 6, 2", "i1 % 5"])
            use = pick([f"v1[{k}] = (v1[{k} - 1] + {k}) % 997", f"w1[{k}] = w1[5 - {k}] + 0.5", f"m1[{k}, {k}] += {k}", f"i2 = (i2 * 31 + v1[{k}]) % 10007"])
            return [f"{pad}for {k} in range({bounds}):", f"{pad}    {use}", *block(depth - 1, indent + 1, loops + 1)]
        case 20:
            e, k = f"e{loops}", f"k{loops}"
            head, use = pick([
                (f"for {e} in {floats(0)}:", f"f1 = (f1 + {e}) % 64.0"),
                (f"for {e} in {ints(1)}:", f"i1 = (i1 * 3 + {e}) % 10007"),
                (f"for {k}, {e} in enumerate({ints(0)}):", f"i1 = (i1 + {k} * {e}) % 10007"),
                (f"for {e}, {k} in zip({ints(0)}, {floats(0)}):", f"f2 = (f2 + {k} - {e} % 4) % 64.0"),
                (f"for {e} in m1:", f"f2 = (f2 + {e}[0]) % 64.0"),
                (f"for {e} in xs[:]:", f"i2 = (i2 + {e}) % 10007"),
            ])
            return [f"{pad}{head}", f"{pad}    {use}", *block(depth - 1, indent + 1, loops + 1)]
        case _:
            k = f"c{loops}"
            leave = [f"{pad}    if {truth(1)}:", f"{pad}        break"] if rng.random() < 0.5 else []
            return [f"{pad}{k} = {rng.randrange(5)}", f"{pad}while {k} > 0:", f"{pad}    {k} -= 1", *leave, *block(depth - 1, indent + 1, loops + 1)]


def block(depth, indent, loops):
    return [line for _ in range(rng.randrange(1, 3)) for line in statement(depth, indent, loops)]


def program():
    lines = ["@njit", "def f(a, b, x, y, v, w, m):", "    i1, i2, f1, f2 = 1, 2, 0.5, -1.5", "    v1, v2, w1, w2 = v[::-1], v.copy(), w[::-1], w.copy()", "    m1 = m.copy()", "    t1 = (3, 0.25)", "    xs = [4, 5]"]
    for _ in range(rng.randrange(3, 9)):
        lines += statement(2, 1, 0)
    return "\n".join([*lines, "    return i1, i2, f1, f2, v1, v2, w1, w2, m1, v, w, t1, xs"]) + "\n"


def encode(value):
    if isinstance(value, (float, np.floating)):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, list):
        return {"list": [encode(each) for each in value]}
    if isinstance(value, np.ndarray):
        return {"dtype": str(value.dtype), "shape": value.shape, "data": [encode(each) for each in value.ravel().tolist()]}
    return str(int(value))


def main():
    entries = []
    while len(entries) < COUNT:
        source = program()
        if len(source) > 2500:
            continue
        namespace = {"njit": lambda f: f, "np": np}
        exec(HELPERS + source, namespace)
        a, b, x, y = rng.randrange(-50, 200), rng.randrange(-9, 9), rng.randrange(-99, 99) / 4, rng.randrange(-9, 9) / 2
        ints, reals = [rng.randrange(-20, 60) for _ in range(6)], [rng.randrange(-80, 200) / 4 for _ in range(42)]
        call = f"f({a}, {b}, {x}, {y}, np.array({ints}), np.array({reals[:6]}), np.array({reals[6:]}).reshape(6, 6))"
        try:
            answer = encode(eval(call, namespace))
        except (OverflowError, ValueError, TypeError):
            continue
        entries.append([source, call, answer])
    body = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    print(f"[{json.dumps(HELPERS)},\n{body}\n]")


main()
