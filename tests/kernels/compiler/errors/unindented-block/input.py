from numba import njit


@njit
def f(n):
    for i in range(n):
    total = i
    return total
