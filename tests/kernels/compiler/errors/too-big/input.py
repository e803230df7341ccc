import numpy as np
from numba import njit, prange


@njit
def f(n):
    return n + 100000000000000000000


# call: f(3)
