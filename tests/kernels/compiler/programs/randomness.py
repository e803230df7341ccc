# oracle: python
# np.random after a seed: the legacy generator of NumPy, draw for draw.
import math

import numpy as np
from numba import njit



@njit
def seeded(s):
    np.random.seed(s)
    return np.random.random(), np.random.rand(), np.random.random_sample()


calls("seeded(42)", "seeded(0)", "seeded(4294967295)")


@njit
def many(s, n):
    np.random.seed(s)
    return np.random.random(n)


calls("many(1, 5)", "many(7, 700)")


@njit
def rand(s):
    np.random.seed(s)
    return np.random.rand(3), np.random.rand(2, 2)


calls("rand(3)")


@njit
def uniform(s):
    np.random.seed(s)
    return np.random.uniform(-1.0, 3.0), np.random.uniform(2, 5, 4), np.random.uniform(0.0, 1.0, (2, 2))


calls("uniform(5)")


@njit
def randn(s, n):
    np.random.seed(s)
    return np.random.randn(), np.random.randn(n)


calls("randn(1, 4)", "randn(2, 7)")


@njit
def normal(s):
    np.random.seed(s)
    return np.random.normal(), np.random.normal(10.0, 2.0), np.random.normal(0.0, 1.0, 5), np.random.standard_normal(3), np.random.standard_normal()


calls("normal(9)")


@njit
def randn_matrix(s):
    np.random.seed(s)
    return np.random.randn(2, 3)


calls("randn_matrix(4)")


@njit
def exponential(s):
    np.random.seed(s)
    return np.random.exponential(2.0), np.random.exponential(1.0, 3), np.random.standard_exponential()


calls("exponential(6)")


@njit
def randint(s):
    np.random.seed(s)
    return np.random.randint(10), np.random.randint(5, 15), np.random.randint(0, 100, 5), np.random.randint(-3, 3, 4)


calls("randint(1)", "randint(2)")


@njit
def randint_ranges(s):
    np.random.seed(s)
    return np.random.randint(0, 1), np.random.randint(0, 2**32), np.random.randint(0, 2**40), np.random.randint(7, 8, 2), np.random.randint(0, 3, size=(2, 2))


calls("randint_ranges(11)")


@njit
def mixed(s):
    np.random.seed(s)
    a = np.random.randint(0, 6)
    b = np.random.random()
    c = np.random.randint(0, 6)
    d = np.random.randn()
    e = np.random.random()
    return a, b, c, d, e


calls("mixed(1)", "mixed(2)", "mixed(3)")


@njit
def shuffle(s, n):
    np.random.seed(s)
    a = np.arange(n)
    np.random.shuffle(a)
    return a


calls("shuffle(1, 10)", "shuffle(2, 1)", "shuffle(3, 0)")


@njit
def shuffle_rows(s):
    np.random.seed(s)
    a = np.arange(12).reshape(4, 3)
    np.random.shuffle(a)
    return a


calls("shuffle_rows(1)")


@njit
def permutation(s):
    np.random.seed(s)
    return np.random.permutation(8), np.random.permutation(np.array([1.5, 2.5, 3.5]))


calls("permutation(1)")


@njit
def choice(s):
    np.random.seed(s)
    a = np.array([10, 20, 30, 40])
    return np.random.choice(a), np.random.choice(a, 6), np.random.choice(5), np.random.choice(5, 3)


calls("choice(1)")


@njit
def choice_without(s):
    np.random.seed(s)
    return np.random.choice(10, 4, False), np.random.choice(np.arange(5.0), 5, replace=False)


calls("choice_without(1)")


@njit
def choice_weighted(s):
    np.random.seed(s)
    return np.random.choice(4, 6, True, np.array([0.1, 0.2, 0.3, 0.4]))


calls("choice_weighted(1)")


@njit
def dice(s, n):
    np.random.seed(s)
    counts = np.zeros(7, dtype=np.int64)
    for _ in range(n):
        counts[np.random.randint(1, 7)] += 1
    return counts


calls("dice(42, 1000)")


@njit
def pi(s, n):
    np.random.seed(s)
    inside = 0
    for _ in range(n):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1:
            inside += 1
    return 4 * inside / n


calls("pi(42, 10000)", "pi(1, 1000)")


@njit
def walk(s, n):
    np.random.seed(s)
    x = 0
    for _ in range(n):
        if np.random.rand() < 0.5:
            x += 1
        else:
            x -= 1
    return x


calls("walk(1, 1000)")


@njit
def var(s, n):
    np.random.seed(s)
    weights = np.array([0.5, 0.3, 0.2])
    mu = np.array([0.001, 0.002, 0.0005])
    sigma = np.array([0.02, 0.03, 0.01])
    returns = np.empty(n)
    for i in range(n):
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    returns.sort()
    return returns[int(n * 0.05)]


calls("var(42, 1000)", "var(7, 2000)")


@njit
def brownian(s, n):
    np.random.seed(s)
    return np.cumsum(np.random.normal(0.0, 0.1, n))


calls("brownian(3, 20)")


@njit
def normal_number(s, n):
    np.random.seed(s)
    return np.random.standard_normal(n + 1)[n]


# Here the C library's logarithm is the neighbour of the double next to the true one, and a normal's last bits tell.
calls("normal_number(2, 3248)", "normal_number(2, 45703)", "normal_number(3, 16141)", "normal_number(3, 131868)")
