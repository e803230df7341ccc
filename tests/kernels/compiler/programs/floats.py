# oracle: numba
# Floats: arithmetic, comparison, rounding and their special values.
import math

import numpy as np
from numba import njit


@njit
def arithmetic(a, b):
    return a + b, a - b, a * b, a / b


calls("arithmetic(0.1, 0.2)", "arithmetic(1e308, 1e308)", "arithmetic(-0.0, 5.0)", "arithmetic(math.inf, 2.0)", "arithmetic(math.nan, 2.0)", "arithmetic(5e-324, 2.0)")


@njit
def floor_and_modulo(a, b):
    return a // b, a % b


calls("floor_and_modulo(7.5, 2.0)", "floor_and_modulo(-7.5, 2.0)", "floor_and_modulo(7.5, -2.0)", "floor_and_modulo(1.0, 0.1)", "floor_and_modulo(-0.0, 2.0)", "floor_and_modulo(1e17, 3.0)", "floor_and_modulo(5.0, math.inf)", "floor_and_modulo(-5.0, math.inf)")


@njit
def compares(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


calls("compares(1.5, 2.5)", "compares(math.nan, 1.0)", "compares(0.0, -0.0)", "compares(1, 1.0)", "compares(math.inf, math.inf)", "compares(3, 2)", "compares(True, False)")


@njit
def mixed_compare(i, x):
    return i < x, i == x


calls("mixed_compare(9007199254740993, 9007199254740992.0)", "mixed_compare(1, 1.5)")


@njit
def rounds(x):
    return round(x)


calls("rounds(2.5)", "rounds(3.5)", "rounds(-2.5)", "rounds(2.4999)", "rounds(7)", "rounds(1e15)")


@njit
def rounds_to(x, n):
    return round(x, n)


calls("rounds_to(2.675, 2)", "rounds_to(3.14159, 3)", "rounds_to(1234.5678, -2)", "rounds_to(0.5, 0)", "rounds_to(1e20, 2)")


@njit
def floors(x):
    return math.floor(x), math.ceil(x), math.trunc(x)


calls("floors(2.7)", "floors(-2.7)", "floors(3.0)", "floors(-0.5)")


@njit
def numpy_floors(x):
    return np.floor(x), np.ceil(x), np.trunc(x), np.rint(x)


calls("numpy_floors(2.5)", "numpy_floors(-2.7)", "numpy_floors(3.5)", "numpy_floors(-0.4)")


@njit
def special():
    return math.inf, -math.inf, np.inf, math.pi, math.e, np.pi, np.e


calls("special()")


@njit
def tests(x):
    return math.isnan(x), math.isinf(x), math.isfinite(x)


calls("tests(1.0)", "tests(math.nan)", "tests(-math.inf)")


@njit
def signs(x):
    return math.copysign(1.0, x), np.sign(x), abs(x), math.fabs(x)


calls("signs(-2.5)", "signs(0.0)", "signs(3.0)")


@njit
def newton(x):
    guess = x
    while abs(guess * guess - x) > 1e-12 * x:
        guess = (guess + x / guess) / 2
    return guess


calls("newton(2.0)", "newton(9)", "newton(1e10)")


@njit
def horner(x):
    return ((1.0 * x - 6.0) * x + 11.0) * x - 6.0


calls("horner(1.5)", "horner(3)", "horner(-2.25)")


@njit
def leibniz(n):
    total = 0.0
    sign = 1.0
    for i in range(n):
        total += sign / (2 * i + 1)
        sign = -sign
    return 4 * total


calls("leibniz(0)", "leibniz(1000)", "leibniz(100000)")


@njit
def kahan(n):
    total = 0.0
    c = 0.0
    for i in range(1, n + 1):
        y = 1.0 / i - c
        t = total + y
        c = (t - total) - y
        total = t
    return total


calls("kahan(1)", "kahan(10000)")


@njit
def simpson(a, b, n):
    h = (b - a) / n
    total = a**3 + b**3
    for i in range(1, n):
        x = a + i * h
        total += (4 if i % 2 else 2) * x**3
    return total * h / 3


calls("simpson(0.0, 2.0, 100)", "simpson(-1, 1, 10)")


@njit
def mandelbrot(cr, ci, limit):
    zr = zi = 0.0
    for n in range(limit):
        if zr * zr + zi * zi > 4.0:
            return n
        zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
    return limit


calls("mandelbrot(0.0, 0.0, 50)", "mandelbrot(0.3, 0.5, 200)", "mandelbrot(-0.75, 0.1, 500)", "mandelbrot(1.0, 1.0, 50)")


@njit
def logistic(x, r, n):
    for _ in range(n):
        x = r * x * (1 - x)
    return x


calls("logistic(0.5, 3.7, 50)", "logistic(0.1, 2.5, 1000)")


@njit
def compound(principal, rate, years):
    for _ in range(years):
        principal *= 1 + rate
    return principal


calls("compound(1000.0, 0.05, 10)", "compound(1, 0.5, 3)")


@njit
def float_loop(a, b, step):
    x = a
    n = 0
    while x < b:
        x += step
        n += 1
    return n, x


calls("float_loop(0.0, 1.0, 0.1)", "float_loop(0, 10, 0.5)")


@njit
def nan_compares(x):
    y = x - x
    return y == y, min(y, 1.0) == min(y, 1.0)


calls("nan_compares(1.0)")


@njit
def int_of(x):
    return int(x)


calls("int_of(2.99)", "int_of(-2.99)", "int_of(1e15)")


@njit
def big_products(n):
    x = 1.0
    for i in range(n):
        x *= 10.0
    return x


calls("big_products(300)", "big_products(400)")
