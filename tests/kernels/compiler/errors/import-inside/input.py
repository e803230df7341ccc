from numba import njit


@njit
def f(x):
    import math
    return math.sqrt(x)
