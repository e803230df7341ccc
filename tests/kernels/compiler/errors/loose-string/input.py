import numpy as np
from numba import njit, prange


@njit
def f(n):
    name = f"row {n}"
    return name


# call: f(3)
