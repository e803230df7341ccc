import numpy as np
from numba import njit, prange


@njit
def f(a):
    return a.length


# call: f(np.zeros(3))
