# oracle: numba
# Grids and filters, equations, simulations, and the language around them.
import math
from math import exp as mexp
from math import pi, sqrt

import numpy as np
from numba import njit, prange


@njit
def heat(u, steps, alpha=0.1):
    for _ in range(steps):
        un = u.copy()
        u[1:-1, 1:-1] = un[1:-1, 1:-1] + alpha * (un[2:, 1:-1] + un[:-2, 1:-1] + un[1:-1, 2:] + un[1:-1, :-2] - 4 * un[1:-1, 1:-1])
    return u


calls("heat(np.arange(16.0).reshape(4, 4) ** 2, 3)")


@njit
def blur(img):
    h, w = img.shape
    out = np.zeros((h, w), np.uint8)
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            s = 0
            for dy in range(-1, 2):
                for dx in range(-1, 2):
                    s += img[y + dy, x + dx]
            out[y, x] = s // 9
    return out


calls("blur(np.arange(16, dtype=np.uint8).reshape(4, 4) * 10)")


@njit
def convolve2d(a, k):
    kh, kw = k.shape
    out = np.zeros((a.shape[0] - kh + 1, a.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(a[i:i + kh, j:j + kw] * k)
    return out


calls("convolve2d(np.arange(16.0).reshape(4, 4), np.array([[1, 0], [0, -1]]))", "convolve2d(np.arange(16).reshape(4, 4), np.ones((3, 3)) / 9)")


@njit
def sobel(a):
    gx = a[:-2, 2:] + 2 * a[1:-1, 2:] + a[2:, 2:] - a[:-2, :-2] - 2 * a[1:-1, :-2] - a[2:, :-2]
    gy = a[2:, :-2] + 2 * a[2:, 1:-1] + a[2:, 2:] - a[:-2, :-2] - 2 * a[:-2, 1:-1] - a[:-2, 2:]
    return np.hypot(gx, gy), np.arctan2(gy, gx)


calls("sobel(np.arange(16.0).reshape(4, 4) ** 2)")


@njit
def threshold(img, t):
    out = img.copy()
    out[out < t] = 0
    out[out >= t] = 255
    return out


calls("threshold(np.array([[10, 200], [130, 5]]), 128)", "threshold(np.array([[10, 200], [130, 5]], dtype=np.uint8), 128)")


@njit
def median_filter(x, k):
    h = k // 2
    out = np.empty(len(x))
    for i in range(len(x)):
        out[i] = np.median(x[max(0, i - h):min(len(x), i + h + 1)])
    return out


calls("median_filter(np.array([1.0, 9.0, 2.0, 8.0, 3.0]), 3)")


@njit
def rgb2gray(img):
    return 0.299 * img[:, :, 0] + 0.587 * img[:, :, 1] + 0.114 * img[:, :, 2]


calls("rgb2gray(np.arange(12.0).reshape(2, 2, 3))")


@njit
def flip_rot(a):
    return a[::-1], a[:, ::-1], a.T, a[::2, 1::2], a[-1], a[:, -1], a[::-1, ::-1], np.flipud(a), np.fliplr(a)


calls("flip_rot(np.arange(12).reshape(3, 4))")


@njit
def mandel(w, h, it):
    out = np.zeros((h, w), dtype=np.int32)
    for y in range(h):
        for x in range(w):
            cr = -2 + 3 * x / w
            ci = -1 + 2 * y / h
            zr = zi = 0.0
            for k in range(it):
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                if zr * zr + zi * zi > 4:
                    out[y, x] = k
                    break
            else:
                out[y, x] = it
    return out


calls("mandel(6, 4, 20)")


@njit
def nbody(pos, vel, mass, dt, steps):
    n = len(mass)
    for _ in range(steps):
        acc = np.zeros_like(pos)
        for i in range(n):
            for j in range(n):
                if i != j:
                    d = pos[j] - pos[i]
                    r2 = (d ** 2).sum() + 1e-3
                    acc[i] += mass[j] * d / r2 ** 1.5
        vel += acc * dt
        pos += vel * dt
    return pos, vel


calls("nbody(np.array([[0.0, 0.0], [1.0, 0.0]]), np.zeros((2, 2)), np.array([1.0, 2.0]), 0.01, 5)")


@njit
def f(x):
    return x * x - 2


@njit
def bisect(a, b, tol=1e-10):
    fa = f(a)
    while b - a > tol:
        m = (a + b) / 2
        fm = f(m)
        if fa * fm <= 0:
            b = m
        else:
            a, fa = m, fm
    return (a + b) / 2


calls("bisect(0, 2)", "bisect(0.0, 2.0, tol=1e-3)")


@njit
def newton(x0):
    x = x0
    for i in range(50):
        dx = (x * x - 2) / (2 * x)
        x = x - dx
        if abs(dx) < 1e-14:
            return x, i
    return x, -1


calls("newton(1.0)", "newton(1)")


@njit
def simpson(a, b, n):
    h = (b - a) / n
    s = math.sin(a) + math.sin(b)
    for i in range(1, n):
        s += (4 if i % 2 else 2) * math.sin(a + i * h)
    return s * h / 3


calls("simpson(0, math.pi, 10)", "simpson(0.0, 1.0, 0)")


@njit
def trapezoid(y, x):
    return np.trapz(y, x), ((y[1:] + y[:-1]) * np.diff(x) / 2).sum()


calls("trapezoid(np.array([1.0, 2.0, 4.0]), np.array([0.0, 1.0, 3.0]))")


@njit
def lorenz(s, n):
    sigma, rho, beta = 10.0, 28.0, 8 / 3
    out = np.empty((n, 3))
    x, y, z = s
    for i in range(n):
        dx = sigma * (y - x)
        dy = x * (rho - z) - y
        dz = x * y - beta * z
        x += dx * 0.01
        y += dy * 0.01
        z += dz * 0.01
        out[i] = x, y, z
    return out


calls("lorenz((1.0, 1.0, 1.0), 4)", "lorenz(np.array([1.0, 1.0, 1.0]), 4)")


@njit
def lorenz2(n):
    out = np.empty((n, 3))
    for i in range(n):
        out[i, :] = np.array([i, i * 2, i ** 2])
    return out


calls("lorenz2(3)")


@njit
def random_walk(n, seed):
    np.random.seed(seed)
    x = np.zeros(n + 1)
    for i in range(1, n + 1):
        x[i] = x[i - 1] + (1 if np.random.rand() < 0.5 else -1)
    return x


calls("random_walk(10, 1)")


@njit
def brownian(n):
    np.random.seed(5)
    return np.cumsum(np.random.normal(0, 1, n) * np.sqrt(1 / n))


calls("brownian(6)")


@njit
def pi_mc(n):
    np.random.seed(42)
    acc = 0
    for i in range(n):
        x = np.random.random()
        y = np.random.random()
        if (x ** 2 + y ** 2) < 1.0:
            acc += 1
    return 4.0 * acc / n


calls("pi_mc(1000)")


@njit
def pi_vec(n):
    np.random.seed(42)
    x = np.random.uniform(-1, 1, n)
    y = np.random.uniform(-1, 1, size=n)
    return 4 * np.sum(x * x + y * y <= 1) / n, np.mean(x ** 2 + y ** 2 < 1) * 4


calls("pi_vec(100)")


@njit
def ising(n, beta, steps):
    np.random.seed(0)
    s = np.ones((n, n), np.int8)
    for k in range(steps):
        i, j = np.random.randint(n), np.random.randint(0, n)
        nb_ = s[(i + 1) % n, j] + s[i - 1, j] + s[i, (j + 1) % n] + s[i, j - 1]
        dE = 2 * s[i, j] * nb_
        if dE <= 0 or np.random.rand() < np.exp(-beta * dE):
            s[i, j] *= -1
    return s, s.sum(), np.abs(s.mean())


calls("ising(4, 0.3, 50)")


@njit
def metropolis(n):
    np.random.seed(1)
    x = 0.0
    out = np.empty(n)
    acc = 0
    for i in range(n):
        p = x + np.random.uniform(-1, 1)
        if np.log(np.random.random()) < -0.5 * (p * p - x * x):
            x = p
            acc += 1
        out[i] = x
    return out, acc / n


calls("metropolis(10)")


@njit
def shuffle_sample():
    np.random.seed(9)
    a = np.arange(6)
    np.random.shuffle(a)
    b = np.random.permutation(5)
    c = np.random.choice(a, 3)
    d = np.random.choice(5, 3, replace=False)
    return a, b, c, d, np.random.choice(a)


calls("shuffle_sample()")


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
