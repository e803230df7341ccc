import numpy as np
from numba import njit, prange


@njit
def f(n):
    name = "row"
    return n


# call: f(3)
