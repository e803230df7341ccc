from numba import njit


@njit
def f(x):
    type Number = float
    return x
