"""The sum of squares below n: pure CPU work (cells 09 to 12 of the lesson)."""

from numba import njit, prange


def slow_sum(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


@njit
def fast_sum(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


@njit(parallel=True)
def parallel_sum(n):
    total = 0
    for i in prange(n):
        total += i * i
    return total
