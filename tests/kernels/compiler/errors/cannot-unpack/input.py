import numpy as np
from numba import njit, prange


@njit
def f(pair):
    a, b, c = pair
    return a + b + c


# call: f((1, 2))
