from numba import njit


@njit
def f(n):
    for i in range(n):
        yield i
