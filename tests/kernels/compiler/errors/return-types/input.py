import numpy as np
from numba import njit, prange


@njit
def first_negative(values):
    for i in range(len(values)):
        if values[i] < 0:
            return i, values[i]
    return -1


# call: first_negative(np.arange(3.0))
