# oracle: numba
# Element types: what a function of arrays and numbers of several widths answers with.
import math
import numpy as np
from numba import njit

F4 = np.array([1.5, -2.5, 3.0], dtype=np.float32)
I4 = np.array([5, -7, 3], dtype=np.int32)
U1 = np.array([5, 7, 250], dtype=np.uint8)
I8 = np.array([5, -7, 3])
F8 = np.array([1.5, -2.5, 3.0])
B1 = np.array([True, False, True])


@njit
def clip2(a, lo, hi):
    return np.clip(a, lo, hi)


@njit
def clipm(a, lo, hi):
    return a.clip(lo, hi)


@njit
def fmod(a, b):
    return np.fmod(a, b)


@njit
def where(a, b, c):
    return np.where(a, b, c)


@njit
def maxi(a, b):
    return np.maximum(a, b)


@njit
def fmaxi(a, b):
    return np.fmax(a, b)


@njit
def add(a, b):
    return a + b


@njit
def mul(a, b):
    return a * b


@njit
def div(a, b):
    return a / b


@njit
def fdiv(a, b):
    return a // b


@njit
def mod(a, b):
    return a % b


@njit
def powr(a, b):
    return a ** b


@njit
def npow(a, b):
    return np.power(a, b)


@njit
def hyp(a, b):
    return np.hypot(a, b)


@njit
def at2(a, b):
    return np.arctan2(a, b)


@njit
def item(a):
    return a[0]


@njit
def item_plus(a):
    return a[0] + a[1]


@njit
def item_int(a):
    return a[0] + 1


@njit
def item_flt(a):
    return a[0] * 2.0


@njit
def item_div(a):
    return a[0] / a[1], a[0] / 2, a[0] // a[1], a[0] % a[1], a[0] ** 2, a[0] ** a[1], -a[0], abs(a[0])


@njit
def f32(x):
    return np.float32(x)


@njit
def f32ops(x):
    y = np.float32(x)
    return y, y + y, y * 2, y * 2.5, y / y, y / 2, -y, abs(y), y ** 2, math.sqrt(y), np.sqrt(y), math.sin(y), np.exp(y), y > 1, int(y), float(y), round(y), min(y, y), max(y, np.float32(3)), y // y, y % y, y if x > 0 else y * y


@njit
def red(a):
    return a.sum(), a.mean(), a.std(), a.var(), a.min(), a.max(), a.prod(), np.median(a), np.percentile(a, 50), a.cumsum(), a.cumprod(), np.ptp(a), np.argmax(a)


@njit
def accum32(a):
    s = np.float32(0)
    for x in a:
        s += x * x
    return s


@njit
def accum(a):
    s = 0
    for x in a:
        s += x
    return s


@njit
def accumf(a):
    s = 0.0
    for x in a:
        s += x
    return s


@njit
def fl(a):
    return np.floor_divide(a, 2), np.remainder(a, 2), np.divide(a, 2), np.mod(a, 2.0)


@njit
def log2(a):
    return np.log2(a), np.log10(a), np.log(a), np.sin(a), np.cos(a), np.tanh(a), np.cbrt(a)


@njit
def shifts(a):
    return a << 1, a >> 1, a & 1, a | 1, a ^ 3, ~a


@njit
def cmp(a, b):
    return a < b, a == b, a != b, a >= b


@njit
def cat(a, b):
    return np.concatenate((a, b))


@njit
def cat2(a, b):
    return np.concatenate((a, b), axis=1), np.vstack((a, b)), np.hstack((a, b)), np.stack((a, b)), np.append(a, b)


@njit
def lin(a, b):
    return np.linspace(a, b, 5), np.arange(a, b, 0.5), np.arange(a, b)


@njit
def dotp2(a, b):
    return np.dot(a, b), a @ b

@njit
def store_views_of_itself(a):
    a[:, np.array([2, 0, 1])] = a[0]
    a[np.array([1, 0])] = a[:2]
    v = a[0]
    v[v > 0] = v[::-1][v > 0]
    return a


calls("store_views_of_itself(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]))", "clip2(F4, -1, 2)", "clip2(F4, -1.0, 2.0)", "clip2(I4, 0, 4)", "clip2(I8, 0, 4)")
calls("clip2(I8, 0.5, 4.5)", "clip2(U1, 6, 100)", "clip2(F8, 0, 2)", "clipm(I4, 0, 4)", "clipm(F8, 0, 1)")
calls("fmod(F8, 2)", "fmod(I8, 3.0)", "fmod(7, 3)", "fmod(F4, F4)", "fmod(F4, 2)")
calls("fmod(I4, I4)", "fmod(U1, U1)", "fmod(-7.5, 3)", "fmod(B1, 2)", "where(B1, 1, 0)")
calls("where(B1, 1.0, 0)", "where(B1, F8, 0)", "where(B1, I8, 0)", "where(B1, I8, 0.5)", "where(B1, F4, 0)")
calls("where(B1, F4, F8)", "where(B1, I4, I8)", "where(B1, U1, I8)", "where(B1, B1, False)", "where(B1, U1, 0)")
calls("where(B1, I4, 0)", "where(B1, F4, 0.0)", "where(I8, F8, I8)", "where(B1, True, 0)", "where(F8, 1, 0)")
calls("item(F4)", "item(I4)", "item(U1)", "item(I8)", "item(F8)")
calls("item_plus(F4)", "item_plus(I4)", "item_plus(U1)", "item_plus(I8)", "item_plus(F8)")
calls("item_int(F4)", "item_int(I4)", "item_int(U1)", "item_int(I8)", "item_int(F8)")
calls("item_flt(F4)", "item_flt(I4)", "item_flt(U1)", "item_flt(I8)", "item_flt(F8)")
calls("item_div(F4)", "item_div(I8)", "item_div(F8)", "accum(F4)", "accum(I4)")
calls("accum(U1)", "accum(I8)", "accum(F8)", "accumf(F4)", "accumf(I4)")
calls("accumf(U1)", "accumf(I8)", "accumf(F8)", "red(I4)", "red(I8)")
calls("red(F8)", "fl(F4)", "fl(I4)", "fl(U1)", "fl(I8)")
calls("fl(F8)", "accum32(F4)", "f32(1.1)", "f32(1)", "f32(True)")
calls("f32ops(1.1)", "f32ops(3)", "log2(F8 * F8)", "log2(F4 * F4)", "log2(U1)")
calls("log2(I4 * I4)", "shifts(I4)", "shifts(U1)", "shifts(I8)", "cmp(F4, F8)")
calls("cmp(I4, U1)", "cmp(I8, 2.5)", "cmp(U1, 5)", "cat(F8, I8)", "cat(I8, F8)")
calls("cat(F4, F8)", "cat(F4, I8)", "cat(I4, I8)", "cat(U1, I4)", "cat(B1, I8)")
calls("cat(I4, F4)", "cat(U1, F4)", "cat(I8, I8)", "cat2(np.ones((2, 2)), np.ones((2, 2)))", "cat2(np.ones((2, 2)), np.ones((2, 2), np.int64))")
calls("lin(0, 2)", "lin(0.0, 2.0)", "lin(0, 1.5)", "lin(-1.0, 2)", "dotp2(np.ones((2, 3)), F8)")
calls("dotp2(np.ones((2, 3), np.float32), F4)", "maxi(F4, F4)", "maxi(F4, 2.0)", "maxi(I4, F8)", "maxi(U1, U1)")
calls("maxi(I8, F4)", "maxi(I8, 2.0)", "maxi(F8, F8)", "maxi(B1, U1)", "fmaxi(F4, I4)")
calls("fmaxi(F4, B1)", "fmaxi(I4, 2)", "fmaxi(U1, I8)", "fmaxi(I8, I4)", "fmaxi(I8, B1)")
calls("fmaxi(F8, 2)", "fmaxi(B1, I8)", "add(F4, U1)", "add(I4, F4)", "add(I4, 2.0)")
calls("add(U1, F8)", "add(I8, U1)", "add(F8, F4)", "add(F8, 2.0)", "add(B1, F8)")
calls("mul(F4, I8)", "mul(I4, I4)", "mul(I4, B1)", "mul(U1, 2)", "mul(I8, I8)")
calls("mul(F8, I4)", "mul(F8, B1)", "mul(B1, 2)", "div(F4, F8)", "div(I4, I8)")
calls("div(U1, U1)", "div(I8, I4)", "div(F8, F4)", "div(F8, 2.0)", "div(B1, 2)")
calls("fdiv(F4, F8)", "fdiv(I4, I8)", "fdiv(U1, U1)", "fdiv(I8, I4)", "fdiv(F8, F4)")
calls("fdiv(F8, 2.0)", "fdiv(B1, 2)", "mod(F4, F8)", "mod(I4, I8)", "mod(U1, U1)")
calls("mod(I8, I4)", "mod(F8, F4)", "mod(F8, 2.0)", "mod(B1, 2)", "powr(F4, F8)")
calls("powr(I4, F8)", "powr(U1, I8)", "powr(I8, I8)", "powr(F8, U1)", "powr(B1, I4)")
calls("npow(F4, I4)", "npow(I4, F4)", "npow(I4, 2.0)", "npow(U1, 2)", "npow(I8, 2)")
calls("npow(F8, F8)", "npow(B1, 2)", "hyp(F4, F8)", "hyp(I4, U1)", "hyp(U1, F4)")
calls("hyp(U1, 2.0)", "hyp(I8, F8)", "hyp(F8, U1)", "hyp(B1, F4)", "hyp(B1, 2.0)")
calls("at2(F4, 2)", "at2(I4, I8)", "at2(U1, I4)", "at2(U1, B1)", "at2(I8, 2)")
calls("at2(F8, I8)", "at2(B1, I4)", "maxi(2, 3)", "fmaxi(3.5, 3)", "hyp(2, 3)")
calls("at2(3.5, 3)")


@njit
def numbers_of(a):
    return np.reciprocal(a), np.sign(a), np.square(a), -a


calls("numbers_of(F4)", "numbers_of(I4)", "numbers_of(U1[:2])", "numbers_of(I8)", "numbers_of(F8)", "numbers_of(B1)", "numbers_of(I8 * 0)")


@njit
def running(a):
    return np.cumsum(a), a.cumprod()


calls("running(F4)", "running(I4)", "running(U1)", "running(I8)", "running(B1)")


@njit
def products(a, b):
    return np.outer(a, b), np.convolve(a, b), np.cross(a, b)


calls("products(F4, F4)", "products(I4, I4)", "products(U1, U1)", "products(U1, I4)", "products(B1, B1)", "products(B1, U1)")


@njit
def size_of(a, i):
    return np.array([abs(a[i])])


calls("size_of(F4, 1)", "size_of(I4, 1)", "size_of(U1, 1)", "size_of(I8, 1)", "size_of(B1, 0)", "size_of(np.array([-128], dtype=np.int8), 0)")
