import numpy as np
from numba import njit, prange


@njit
def f(a):
    a[0] = (1, 2)
    return a


# call: f(np.zeros(2))
