import numpy as np
from numba import njit, prange


@njit
def f(a):
    return a[1.5]


# call: f(np.zeros(3))
