from numba import njit


@njit
def f(x):
    y = x
      z = y
    return z
