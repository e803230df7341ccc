import numpy as np
from numba import njit, prange


@njit
def total(n):
    s = 0
    for i in range(n):
        s += i
        print("so far", s)
    return s


# call: total(3)
