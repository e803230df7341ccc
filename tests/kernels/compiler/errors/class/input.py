from numba import njit


@njit
def f(x):
    class Point:
        pass
    return x
