import numpy as np
from numba import njit, prange


@njit
def f(n):
    total = 0
    for i in (n, np.zeros(n)):
        total += i
    return total


# call: f(10)
