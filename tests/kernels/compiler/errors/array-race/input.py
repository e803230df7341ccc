import numpy as np
from numba import njit, prange


@njit(parallel=True)
def f(n):
    a = np.zeros(n)
    for i in prange(1, n):
        a[i] = a[i - 1] + 1
    return a


# call: f(3)
