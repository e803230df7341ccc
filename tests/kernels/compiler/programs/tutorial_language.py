# oracle: numba
# The language around calculations: prange, options, operators, loops, tuples, lists, indices.
import math

import numpy as np
from numba import njit, prange


@njit(parallel=True)
def psum(a):
    s = 0.0
    for i in prange(a.shape[0]):
        s += a[i]
    return s


calls("psum(np.arange(10.0))", "psum(np.arange(10))")


@njit(parallel=True, fastmath=True)
def pmany(a):
    n = a.size
    s, p, mx, mn, c = 0.0, 1.0, -np.inf, np.inf, 0
    out = np.empty(n)
    for i in prange(n):
        s += a[i]
        p *= 1 + a[i] / 100
        mx = max(mx, a[i])
        mn = min(mn, a[i])
        if a[i] > 2:
            c += 1
        out[i] = a[i] ** 2
    return s, p, mx, mn, c, out


calls("pmany(np.arange(5.0))")


@njit(parallel=True)
def pmat(a):
    n, m = a.shape
    out = np.zeros(n)
    for i in prange(n):
        t = 0.0
        for j in range(m):
            t += a[i, j]
        out[i] = t
    return out


calls("pmat(np.arange(6.0).reshape(2, 3))")


@njit(cache=True, nogil=True)
def opts(x):
    return x + 1


calls("opts(1)", "opts(1.5)", "opts(np.arange(3))", "opts(True)")


@njit(nopython=True, error_model="numpy")
def numpy_div(x, y):
    return x / y, x // y, x % y


calls("numpy_div(1.0, 0.0)", "numpy_div(-1.0, 0.0)")


@njit("float64(float64, int64)")
def signed(x, n):
    return x * n


calls("signed(2.0, 3)", "signed(2, 3)")


@njit("(float64[:], int64)")
def signed3(x, k):
    return x * k


calls("signed3(np.arange(3.0), 2)")


@njit
def intmath(a, b):
    return a // b, a % b, divmod(a, b), a ** 2, a / b, a & b, a | b, a ^ b, a << 2, a >> 1, ~a, -a, +a, abs(a), pow(a, 3), min(a, b), max(a, b, 3), math.gcd(a, b)


calls("intmath(-7, 3)", "intmath(7, -3)", "intmath(7, 0)")


@njit
def boolalg(a, b):
    return a and b, a or b, not a, a == b, a != b, a is None, bool(a), (a > 0) & (b > 0), a < b <= 5


calls("boolalg(1, 0)", "boolalg(2.5, 3.0)", "boolalg(True, False)")


@njit
def whileelse(n):
    i = 0
    while i < n:
        if i == 5:
            break
        i += 1
    else:
        return -1
    return i


calls("whileelse(3)", "whileelse(10)")


@njit
def forelse(a, x):
    for i in range(len(a) - 1, -1, -2):
        if a[i] == x:
            r = i
            break
    else:
        r = -1
    return r


calls("forelse(np.arange(10), 5)", "forelse(np.arange(10), 4)")


@njit
def nested_break(n):
    total = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                continue
            if i + j > 5:
                break
            total += i * j
        else:
            total += 100
    return total


calls("nested_break(5)")


@njit
def early(x):
    if x < 0:
        return -1.0
    if x == 0:
        return 0
    return x


calls("early(-1)", "early(0)", "early(3)", "early(2.5)")


@njit
def opt(x):
    if x > 0:
        return x


calls("opt(1)", "opt(-1)", "opt(1.5)")


@njit
def tup(t):
    a, (b, c) = t
    return (c, b, a), t[0], t[1][1], len(t), t + (1, 2)


calls("tup((1, (2.0, True)))")


@njit
def tup2(t):
    s = 0
    for x in t:
        s += x
    return s, max(t), min(t), sum(t), 3 in t, t[::-1], t[1:]


calls("tup2((1, 2, 3))")


@njit
def minmax(a):
    return min(a), max(a), sum(a), sorted(a), list(reversed(a)) if False else 0


calls("minmax([3, 1, 2])")


@njit
def kw(a, b=2, c=3.5):
    return a * 100 + b * 10 + c


@njit
def callkw():
    return kw(1), kw(1, c=1), kw(b=1, a=2), kw(1, 2, 3), kw(a=1, b=2, c=3)


calls("callkw()", "kw(1, c=4)", "kw(a=1)")


@njit
def listops():
    a = [1, 2, 3]
    a.append(4)
    a.extend([5, 6])
    a.insert(0, 0)
    b = a.pop()
    c = a.pop(0)
    a.remove(3)
    a.reverse()
    d = a.index(4)
    e = a.count(4)
    a[0] = 10
    a[-1] += 5
    f_ = a[1:3]
    a.sort()
    g = a + [7]
    h = a * 2
    return a, b, c, d, e, f_, g, h, len(a), 10 in a, 99 not in a


calls("listops()")


@njit
def zipenum(a, b):
    s = 0.0
    for i, (x, y) in enumerate(zip(a, b)):
        s += i * x * y
    for i, x in enumerate(a, 1):
        s += i * x
    return s


calls("zipenum(np.arange(4.0), np.arange(4))", "zipenum([1, 2], (3, 4))")


@njit
def comp(n):
    a = [i * i for i in range(n)]
    b = [x for x in a if x % 2]
    c = np.array([math.sqrt(x) for x in a])
    d = [(i, j) for i in range(2) for j in range(2)]
    e = sum([x for x in a])
    return a, b, c, d, e


calls("comp(5)")


@njit
def fancy(a, idx):
    return a[idx], a[idx > 1] if False else a[a > 1], a[np.array([0, 2])], a.take(idx), np.take(a, idx)


calls("fancy(np.array([1.0, 2.0, 3.0]), np.array([2, 0, 1]))")


@njit
def fancy2(a, idx):
    return a[:, idx]


calls("fancy2(np.arange(6.0).reshape(2, 3), np.array([2, 0]))", "fancy2(np.arange(6).reshape(2, 3), np.array([True, False, True]))")


@njit
def fancy4(a, idx):
    a[idx] = 0
    a[idx[::-1]] += 1
    return a


calls("fancy4(np.arange(6.0), np.array([2, 0]))")


@njit
def masks(a):
    m = (a > 1) & (a < 4) | (a == 5)
    return a[m], a[~m].sum(), m.sum(), np.where(m)[0], np.any(m), np.all(m), np.where(m, a, -a), np.count_nonzero(m), a[m].size


calls("masks(np.arange(6.0))", "masks(np.arange(6))")


@njit
def mask_assign(a):
    a[a < 0] = 0
    a[a > 2] *= 10
    a[np.isnan(a)] = -1
    return a


calls("mask_assign(np.array([-1.0, 1.0, 3.0, np.nan]))")


@njit
def slices(a):
    return a[1:], a[:-1], a[::2], a[::-1], a[5:2:-1], a[-3:], a[100:], a[3:3], a[:-10], a[-100:2], a[2::-1], a[None, 2:4]


calls("slices(np.arange(8))")
