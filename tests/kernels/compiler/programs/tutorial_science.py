# oracle: numba
# Grids and filters, equations, simulations.
import math
from math import pi, sqrt

import numpy as np
from numba import njit


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
