import numpy as np
from numba import njit, prange


@njit
def f(x):
    return x + np


# call: f(1)
