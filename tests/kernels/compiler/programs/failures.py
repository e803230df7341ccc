# oracle: python
# What raises, and on which line.
import math

import numpy as np
from numba import njit



@njit
def index(a, i):
    return a[i]


calls("index(np.arange(3), 3)", "index(np.arange(3), -4)", "index(np.zeros(0), 0)", "index(np.arange(3), 2)")


@njit
def index_second(a, i, j):
    return a[i, j]


calls("index_second(np.zeros((2, 3)), 0, 3)", "index_second(np.zeros((2, 3)), 2, 0)", "index_second(np.zeros((2, 3)), -3, 0)")


@njit
def stores_outside(a, i):
    a[i] = 1
    return a


calls("stores_outside(np.zeros(3), 3)", "stores_outside(np.zeros(3), -3)")


@njit
def divides(a, b):
    return a / b


calls("divides(1, 0)", "divides(1.0, 0.0)", "divides(0, 5)")


@njit
def floor_divides(a, b):
    return a // b


calls("floor_divides(1, 0)", "floor_divides(1.0, 0.0)")


@njit
def modulo(a, b):
    return a % b


calls("modulo(1, 0)", "modulo(1.0, 0.0)")


@njit
def deep_line(n):
    total = 0
    for i in range(n):
        total += 10 // (i - 3)
    return total


calls("deep_line(3)", "deep_line(5)")


@njit
def inner(x):
    if x < 0:
        raise ValueError("negative")
    return x


@njit
def outer(x):
    y = inner(x)
    return y + 1


calls("outer(1)", "outer(-1)")


@njit
def asserts(x):
    assert x > 0, "must be positive"
    return x


calls("asserts(1)", "asserts(0)")


@njit
def empty_min(a):
    return a.min()


calls("empty_min(np.zeros(0))")


@njit
def empty_argmax(a):
    return np.argmax(a)


calls("empty_argmax(np.zeros(0))")


@njit
def comb_negative(n):
    return math.comb(n, 2)


calls("comb_negative(-1)")


@njit
def isqrt_negative(n):
    return math.isqrt(n)


calls("isqrt_negative(-1)")


@njit
def factorial_negative(n):
    return math.factorial(n)


calls("factorial_negative(-1)")


@njit
def percentile_outside(q):
    return np.percentile(np.arange(3.0), q)


calls("percentile_outside(101)")


@njit
def negative_size(n):
    return np.zeros(n)


calls("negative_size(-1)")


@njit
def shapes_differ(a, b):
    return a + b


calls("shapes_differ(np.zeros(3), np.zeros(4))", "shapes_differ(np.zeros(3), np.ones(3))")


@njit
def randint_empty(a, b):
    return np.random.randint(a, b)


calls("randint_empty(5, 5)")


@njit
def range_zero_step(s):
    total = 0
    for i in range(0, 10, s):
        total += i
    return total


calls("range_zero_step(0)", "range_zero_step(5)")


@njit
def reshape_wrong(a):
    return a.reshape(4, 2)


calls("reshape_wrong(np.zeros(6))")


@njit
def dot_wrong(a, b):
    return np.dot(a, b)


calls("dot_wrong(np.zeros(3), np.zeros(4))")


@njit
def tuple_index(t):
    return t[1]


calls("tuple_index((1, 2))")
