# oracle: numba
# Python's own random in compiled code: the same draws as Numba for one seed.
import random
from random import gauss

from numba import njit


@njit
def pi(seed, n):
    random.seed(seed)
    inside = 0
    for i in range(n):
        x = random.random()
        y = random.random()
        if x * x + y * y < 1.0:
            inside += 1
    return 4.0 * inside / n


calls("pi(1, 1000)", "pi(42, 12345)")


@njit
def mixed(seed):
    random.seed(seed)
    return (
        random.uniform(-2.0, 3.0),
        random.randint(1, 6),
        random.randrange(10),
        random.randrange(5, 100),
        random.randrange(1),
        random.randint(0, 2**40),
        random.randint(-(2**31), 2**31),
        random.gauss(1.0, 2.0),
        random.normalvariate(0.0, 1.0),
        gauss(0.0, 0.5),
        random.random(),
    )


calls("mixed(1)", "mixed(7)")


@njit
def inverted(flag, x):
    return ~flag, ~(x > 2), -0.0 * x


calls("inverted(True, 3.0)", "inverted(False, 1.0)")
