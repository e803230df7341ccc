"""The loop that keeps every core at 100 % (cell 15 of the lesson)."""

from numba import njit, prange


def burn_cpu(n):
    total = 0
    for i in range(n):
        total += i * i % 1000
    return total


@njit
def burn_fast(n):
    total = 0
    for i in range(n):
        total += i * i % 1000
    return total


@njit(parallel=True)
def burn_parallel(n):
    total = 0
    for i in prange(n):
        total += i * i % 1000
    return total
