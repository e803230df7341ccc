"""Random well-typed programs with arrays, views, lists, tuples and functions of their own, and what CPython with NumPy answers.

    /usr/bin/python3 scripts/vectors/random_arrays.py [SEED [COUNT]] > tests/kernels/compiler/vectors/random_arrays.json

Every 1-D array has six elements and every matrix is six by six, so that any two go together. Floats are multiples of small
powers of two below 64: sums are exact, in whatever order they are made.
"""
import json
import math
import random
import struct
import sys
import traceback
import warnings

import numpy as np

warnings.simplefilter("ignore")
# With others NumPy is asked for np.maximum(0.0, -0.0), whose sign depends on where in a SIMD register it is worked out.
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 4
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 250
rng = random.Random(SEED)
pick = rng.choice

HELPERS = '''
import math


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
def twice(q):
    return q * 2 + 1


@njit
def apply(f, q):
    return f(q) + f(1)


@njit
def largest(a):
    best = a[0]
    for e in a:
        if e > best:
            best = e
    return best
'''


ORDERS = ["np.array([5, 0, 3, 3, 1, 2])", "np.array([-1, 4, 0, 2, -6, 1])", "np.argsort(v1)", "v1 % 6"]


def evenly(start, halves):
    """Six numbers whose distance is a multiple of a half, so that sums of them stay exact."""
    return f"np.linspace({start}, {start + 2.5 * halves}, 6)"


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
        lambda: f"t2[1][0] + {e()} % 5",
        lambda: "ys[-1][0]",
        lambda: f"twice({e()}) % 10007",
        lambda: f"(lambda q: q * 3 + {rng.randrange(9)})({e()}) % 10007",
        lambda: f"apply(twice, {e()}) % 10007",
        lambda: f"({matrix(1)} > {real(0)}).sum()",
        lambda: f"{matrix(0)}[{matrix(0)} > {real(0)}].size",
        lambda: f"{ints(0)}[{ints(0)} > {whole(0)}].sum() % 997",
        lambda: f"np.searchsorted(np.sort({ints(0)}), {whole(0)})",
        lambda: f"math.gcd({e()}, {rng.randrange(1, 30)})",
        lambda: f"min({e()}, {e()}, {rng.randrange(50)})",
        lambda: f"divmod({e()}, {pick([3, -7])})[{rng.randrange(2)}]",
        lambda: f"round({real(depth - 1)})",
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
        lambda: f"(np.dot({floats(0)}, {floats(0)}) % 64.0)",
        lambda: f"item({floats(0)}, {whole(1)})",
        lambda: f"pair({whole(1)}, {e()})[1]",
        lambda: f"pair({whole(1)}, x={e()})[1]",
        lambda: f"largest({floats(0)})",
        lambda: f"float({whole(1)} % 32)",
        lambda: f"abs({e()})",
        lambda: "t1[1]",
        lambda: "ys[0][1]",
        lambda: f"t2[1][1][{index()}]",
        lambda: f"mixed({e()}) % 64.0",
        lambda: f"{matrix(0)}[{pick(ORDERS)}, {index()}].sum() % 64.0",
        lambda: f"{matrix(0)}[{matrix(0)} > {real(0)}].sum() % 64.0",
        lambda: f"({matrix(1)}).max(axis={rng.randrange(2)})[{index()}]",
        lambda: f"math.floor({e()}) / 2",
        lambda: f"np.clip({e()}, -3.0, {rng.randrange(9)})",
        lambda: f"{matrix(0)}[1:4, ::2].sum() % 64.0",
        lambda: f"{matrix(0)}[::-2, 1].min()",
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
        lambda: f"({e()})[{pick(ORDERS)}]",
        lambda: f"np.concatenate((({e()})[{rng.randrange(1, 6)}:], {e()}))[:6]",
        lambda: f"np.roll({e()}, {rng.randrange(-3, 4)})",
        lambda: f"np.clip({e()}, {rng.randrange(5)}, {rng.randrange(5, 60)})",
        lambda: f"np.repeat(({e()})[::2], 2)",
        lambda: f"np.array([q * 2 % 97 for q in {e()}])",
        lambda: f"np.take({e()}, {pick(ORDERS)})",
        lambda: f"np.diff({e()}, 1)[np.array([0, 1, 2, 3, 4, 4])]",
        lambda: f"{matrix(0)}.argmax(axis={rng.randrange(2)})",
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
        lambda: f"({e()})[{pick(ORDERS)}]",
        lambda: f"{matrix(0)}[{pick(ORDERS)}, {index()}]",
        lambda: f"{matrix(0)}[{index()}, {pick(ORDERS)}]",
        lambda: f"({matrix(1)}).{pick(['max', 'min'])}(axis={rng.randrange(2)})",
        lambda: f"np.concatenate((({e()})[:{rng.randrange(1, 6)}], {ints(0)}))[-6:]",
        lambda: evenly(rng.randrange(4), rng.randrange(1, 6)),
        lambda: f"(np.dot({matrix(0)}, {e()}) % 64.0)",
        lambda: f"np.full_like({e()}, {real(1)})",
        lambda: f"({matrix(0)}.T)[{index()}]",
        lambda: f"{matrix(0)}.ravel()[{pick(['::6', '1::6', '-6:', '5::-1'])}]",
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
        lambda: f"({e()})[:, {pick(ORDERS)}]",
        lambda: f"({e()})[{pick(ORDERS)}]",
        lambda: f"(({e()}) - ({e()}).{pick(['sum', 'max', 'min'])}(axis={rng.randrange(2)}, keepdims=True)) % 64.0",
        lambda: f"({floats(0)}[:, None] {pick('+-')} {pick([floats(0), ints(0)])}[np.newaxis, :]) % 64.0",
        lambda: f"np.vstack((({e()})[{rng.randrange(1, 6)}:], {e()}))[:6]",
        lambda: f"({e()}).reshape(4, 9).T.copy().reshape(6, 6)",
        lambda: f"np.abs({e()})",
    ])()


def flags(depth):
    compare = pick(["<", "<=", ">", ">=", "==", "!="])
    one = lambda: pick([lambda: f"({ints(0)} {compare} {whole(1)})", lambda: f"({floats(0)} {compare} {floats(0)})", lambda: f"({ints(0)} {compare} {ints(0)})"])()
    return one() if depth <= 0 or rng.random() < 0.6 else pick([lambda: f"({one()} {pick('&|^')} {one()})", lambda: f"(~{one()})"])()


RETURN = "return i1, i2, f1, f2, v1, v2, w1, w2, m1, v, w, t1, xs, ys, t2"


def statement(depth, indent, loops):
    pad = "    " * indent
    kind = rng.randrange(28 if depth > 0 else 20)
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
        case 17:
            return pick([
                # A copy: NumPy lets what is stored at places in any order change while it is read.
                [f"{pad}m1[:, {pick(ORDERS[:2])}] = {pick([f'{floats(0)}.copy()', real(1)])}", f"{pad}m1 %= 64.0"],
                [f"{pad}m1[{pick(ORDERS[:2])}] = {pick([matrix(0), floats(0)])}.copy()"],
                [f"{pad}m1[m1 > {real(0)}] = {real(1)} % 8.0"],
                [f"{pad}m1[{rng.randrange(6)}] = {', '.join(real(0) for _ in range(6))}"],
                [f"{pad}w1[{pick(['::2', '1::2', '::-2', ':3'])}] {pick(['=', '+=', '-='])} {real(1)} % 8.0"],
                [f"{pad}m1[{pick(['::2, 1::2', ':3, ::-2', '3:, :3'])}] {pick(['=', '+='])} {pick(['m1[::2, ::2]', 'm[3:, 3:]', 'm1[:3, 3:]'])} % 16.0"],
                [f"{pad}v1[{pick(ORDERS[:2])}] = {whole(1)} % 99"],
            ])
        case 18:
            return pick([
                [f"{pad}ys.append(({whole(1)} % 99, {real(1)} % 8.0))"],
                [f"{pad}t2 = ({whole(1)} % 99 < 50, ({whole(1)} % 99, {floats(1)}))"],
                [f"{pad}(i1, f1), i2 = ({whole(1)}, {real(1)} % 8.0), {whole(1)}"],
                [f"{pad}flag, (i2, w2) = t2"],
                [f"{pad}i1 += sum([p for p, q in ys]) % 97"],
                [f"{pad}ys = ys[-3:]"],
            ])
        case 19:
            return pick([
                [f"{pad}if {truth(0)}:", f"{pad}    raise {pick(['ValueError', 'IndexError', 'RuntimeError'])}('{pick('abc')}')"] if rng.random() < 0.3 else [f"{pad}pass"],
                [f"{pad}i1 = v1[{whole(1)} % {pick([6, 6, 6, 7])}]"],
                [f"{pad}assert {truth(0)} or {truth(0)}"] if rng.random() < 0.3 else [f"{pad}i2 -= 1"],
                [f"{pad}if {truth(0)} and {truth(0)}:", f"{pad}    {RETURN}"],
                [f"{pad}g = lambda q: (q * {rng.randrange(1, 9)} + {pick(['i1', 'i2', '4'])}) % 10007", f"{pad}i2 = g({whole(1)})", f"{pad}i1 = i1 % 97", f"{pad}i2 += g(i1)"],
            ])
        case 26:
            k = f"k{loops}"
            return [f"{pad}for {k} in range({rng.randrange(7)}):", f"{pad}    if {truth(1)}:", f"{pad}        {pick(['break', 'continue'])}", *block(depth - 1, indent + 1, loops + 1), f"{pad}else:", *block(depth - 1, indent + 1, loops)]
        case 27:
            e, k, r = f"e{loops}", f"k{loops}", f"r{loops}"
            head, use = pick([
                (f"for {k}, {r} in enumerate(m1):", f"w1[{k}] = {r}[{index()}]"),
                (f"for {r}, {e} in zip({matrix(1)}, {ints(0)}):", f"f1 = (f1 + {r}[{e} % 6]) % 64.0"),
                (f"for {k}, {e} in ys[:]:", f"f2 = (f2 + {k} * {e}) % 64.0"),
                (f"for {r} in {matrix(0)}.T:", f"f1 = (f1 + {r}[::2].sum()) % 64.0"),
                (f"for {e} in {matrix(0)}.ravel():", f"f2 = max(f2, {e})"),
                (f"for {e} in (3, i1 % 7, {rng.randrange(9)}):", f"i2 = (i2 * 3 + {e}) % 10007"),
                (f"for {e} in reversed({ints(0)}):", f"i1 = (i1 * 3 + {e}) % 10007"),
            ])
            return [f"{pad}{head}", f"{pad}    {use}", *block(depth - 1, indent + 1, loops + 1)]
        case 25:
            k = f"c{loops}"
            return [f"{pad}{k} = {rng.randrange(5)}", f"{pad}while {k} > 0 and {truth(1)}:", f"{pad}    {k} -= 1", f"{pad}    if {truth(1)}:", f"{pad}        {pick(['break', 'continue'])}", *block(depth - 1, indent + 1, loops + 1), f"{pad}else:", *block(depth - 1, indent + 1, loops)]
        case 20 | 21:
            lines = [f"{pad}if {truth(1)}:", *block(depth - 1, indent + 1, loops)]
            return lines + ([f"{pad}else:", *block(depth - 1, indent + 1, loops)] if rng.random() < 0.6 else [])
        case 22:
            k = f"k{loops}"
            bounds = pick(["6", "1, 6", "5, -1, -1", "0, 6, 2", "i1 % 5"])
            use = pick([f"v1[{k}] = (v1[{k} - 1] + {k}) % 997", f"w1[{k}] = w1[5 - {k}] + 0.5", f"m1[{k}, {k}] += {k}", f"i2 = (i2 * 31 + v1[{k}]) % 10007"])
            return [f"{pad}for {k} in range({bounds}):", f"{pad}    {use}", *block(depth - 1, indent + 1, loops + 1)]
        case 23:
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
    lines = ["@njit", "def f(a, b, x, y, v, w, m):", "    i1, i2, f1, f2 = 1, 2, 0.5, -1.5", "    v1, v2, w1, w2 = v[::-1], v.copy(), w[::-1], w.copy()", "    m1 = m.copy()", "    t1 = (3, 0.25)", "    xs = [4, 5]", "    ys = [(7, 0.5), (i1, f1)]", "    t2 = (True, (5, w))", "    def mixed(q):", "        return q + i1 % 7 / 4 + twice(b) % 3"]
    for _ in range(rng.randrange(3, 9)):
        lines += statement(2, 1, 0)
    return "\n".join([*lines, f"    {RETURN}"]) + "\n"


def encode(value):
    if isinstance(value, (float, np.floating)):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, list):
        return {"list": [encode(each) for each in value]}
    if isinstance(value, np.ndarray):
        return {"dtype": str(value.dtype), "shape": value.shape, "data": [encode(each) for each in value.ravel().tolist()]}
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    return str(int(value))


def main():
    entries = []
    while len(entries) < COUNT:
        source = program()
        if len(source) > 2500:
            continue
        namespace = {"njit": lambda f: f, "np": np, "math": math}
        exec(HELPERS + source, namespace)
        a, b, x, y = rng.randrange(-50, 200), rng.randrange(-9, 9), rng.randrange(-99, 99) / 4, rng.randrange(-9, 9) / 2
        ints, reals = [rng.randrange(-20, 60) for _ in range(6)], [rng.randrange(-80, 200) / 4 for _ in range(42)]
        call = f"f({a}, {b}, {x}, {y}, np.array({ints}), np.array({reals[:6]}), np.array({reals[6:]}).reshape(6, 6))"
        try:
            answer = encode(eval(call, namespace))
        except (AssertionError, IndexError, RuntimeError, ValueError) as error:
            # NumPy's own complaints are worded and placed otherwise than ours.
            if traceback.extract_tb(error.__traceback__)[-1].name != "f":
                continue
            answer = {"error": type(error).__name__}
        except (OverflowError, TypeError):
            continue
        entries.append([source, call, answer])
    body = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    print(f"[{json.dumps(HELPERS)},\n{body}\n]")


main()
