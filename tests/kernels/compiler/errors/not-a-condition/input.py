import numpy as np
from numba import njit, prange


@njit
def f(a):
    if a > 0:
        return 1
    return 0


# call: f(np.zeros(3))
