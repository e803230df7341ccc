# oracle: python
# What Python's own functions and math ask of whole sequences; generator expressions, which Numba does not take.
import math

import numpy as np
from numba import njit


@njit
def any_all(xs):
    return any(xs), all(xs)


calls("any_all(np.array([0, 1]))", "any_all([1, 2])", "any_all((0, 0))", "any_all(np.empty(0))", "any_all([True, False])")


@njit
def products(xs):
    return math.prod(xs)


calls("products((1, 2.5, 3))", "products(np.arange(1, 5))", "products([2, 3])")


@njit
def exact_sums(xs):
    return math.fsum(xs)


calls("exact_sums(np.array([0.1] * 10))", "exact_sums((1e100, 1.0, -1e100))", "exact_sums([0.1, 0.2, 0.3])", "exact_sums((1.0, 2**-53, 2**-106))", "exact_sums((1.0, float('inf')))", "exact_sums(np.array([0.5**k for k in range(200)]))")


@njit
def distances(p, q):
    return math.dist(p, q)


calls("distances((1.0, 2.0), (4.0, 6.0))", "distances(np.arange(3), np.ones(3))")


@njit
def generated(n):
    return sum(i * i for i in range(n)), max(i % 3 for i in range(n)), any(i > 2 for i in range(n)), all((i < 9 for i in range(n)))


calls("generated(5)", "generated(12)")


@njit
def lazily(n):
    return 1 if n <= 0 else n + sum([lazily(n - 1) for k in range(2)])


calls("lazily(5)")


@njit
def leaves_the_outer_loop(n):
    total = 0
    for k in range(3):
        while sum([i for i in range(n)]) > 100:
            n -= 1
        else:
            total += n
            if k == 1:
                break
            continue
        total += 1000
    return total


calls("leaves_the_outer_loop(30)")


@njit
def differences(a):
    return np.diff(a, axis=0), np.diff(a, 2, 0), np.diff(a, axis=1)


calls("differences(np.array([[1, 2, 4], [1, 3, 9], [0, 1, 1]]))")


@njit
def kinds_of_sort(a):
    return np.argsort(a, kind="stable"), a.argsort(kind="mergesort")


calls("kinds_of_sort(np.array([3, 1, 2, 1]))")
