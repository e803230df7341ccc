import numpy as np
from numba import njit, prange


@njit
def f(n):
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n


# call: f(3)
