from numba import njit


@njit
def f(x):
    y = x + 1
    del y
    return x
