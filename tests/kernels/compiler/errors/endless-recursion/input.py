import numpy as np
from numba import njit, prange


@njit
def f(n):
    return f(n - 1) + 1


# call: f(3)
