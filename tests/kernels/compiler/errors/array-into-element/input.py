import numpy as np
from numba import njit


@njit
def f(rows):
    totals = np.zeros(rows.shape[0])
    for i in range(rows.shape[0]):
        totals[i] += rows[i]
    return totals


# call: f(np.ones((2, 3)))
