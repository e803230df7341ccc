import numpy as np
from numba import njit


@njit
def f(a):
    return a[:a]


# call: f(np.arange(3))
