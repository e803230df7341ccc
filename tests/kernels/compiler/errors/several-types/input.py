import numpy as np
from numba import njit, prange


@njit
def f(n):
    a = np.zeros(n) + (1, 2)
    b = len(n)
    c = missing
    return n


# call: f(3)
