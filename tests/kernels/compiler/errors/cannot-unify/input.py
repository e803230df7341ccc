import numpy as np
from numba import njit, prange


@njit
def f(n):
    if n > 3:
        result = np.zeros(n)
    else:
        result = 0.0
    return result


# call: f(5)
