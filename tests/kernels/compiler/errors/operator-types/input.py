import numpy as np
from numba import njit, prange


@njit
def f(x):
    label = (x, x)
    count = 3
    return label - count


# call: f(1)
