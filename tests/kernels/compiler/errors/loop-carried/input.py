import numpy as np
from numba import njit, prange


@njit(parallel=True)
def f(n):
    x = 1.0
    for i in prange(n):
        x = x * 0.5 + i
    return x


# call: f(3)
