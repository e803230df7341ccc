from numba import njit


@njit
def f(x, *, scale=1.0):
    return x * scale
