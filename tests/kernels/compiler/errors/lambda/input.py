from numba import njit


@njit
def f(x):
    double = lambda y: 2 * y
    return double(x)
