from numba import njit


@njit
def f():
    return b"abc"
