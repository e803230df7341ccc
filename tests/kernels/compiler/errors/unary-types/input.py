import numpy as np
from numba import njit, prange


@njit
def f(x):
    return ~x


# call: f(1.5)
