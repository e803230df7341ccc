import numpy as np
from numba import njit, prange


@njit
def f(n):
    found = []
    for i in range(n):
        found.append(i)
    return len(found)


# call: f(3)
