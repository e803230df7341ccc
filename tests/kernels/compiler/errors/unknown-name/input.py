import numpy as np
from numba import njit, prange


@njit
def total(values):
    for value in values:
        sum_so_far += value
    return sum_so_fat


# call: total(np.arange(3.0))
