from numba import njit


@njit
def f(x):
    abs(x) = 1
    return x
