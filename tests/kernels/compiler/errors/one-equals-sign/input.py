from numba import njit


@njit
def f(x):
    if x = 1:
        return 2
    return 3
