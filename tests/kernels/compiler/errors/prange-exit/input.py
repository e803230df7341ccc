import numpy as np
from numba import njit, prange


@njit(parallel=True)
def f(values):
    for i in prange(len(values)):
        if values[i] < 0:
            return i
    return -1


# call: f(np.zeros(3))
