import numpy as np
from numba import njit, prange


def helper(x):
    return x * 2


@njit
def twice(x):
    return helper(x)


# call: twice(1)
