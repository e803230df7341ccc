from numba import njit


@njit
def f(x):
    if (y := x * x) > 10:
        return y
    return x
