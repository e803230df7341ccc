"""Monte Carlo π: the share of darts that fall inside the quarter circle (cells 13 and 14 of the lesson)."""

import numpy as np
from numba import njit, prange


def pi_slow(n):
    inside = 0
    for _ in range(n):
        x = np.random.random()
        y = np.random.random()
        if x*x + y*y < 1:
            inside += 1
    return 4 * inside / n


@njit
def pi_fast(n, seed):
    np.random.seed(seed)
    inside = 0
    for _ in range(n):
        x = np.random.random()
        y = np.random.random()
        if x*x + y*y < 1:
            inside += 1
    return inside


@njit(parallel=True)
def pi_parallel(n, seed):
    np.random.seed(seed)
    inside = 0
    for _ in prange(n):
        x = np.random.random()
        y = np.random.random()
        if x*x + y*y < 1:
            inside += 1
    return inside
