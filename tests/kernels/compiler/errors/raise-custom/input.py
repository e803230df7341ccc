from numba import njit


class TooSmall(Exception):
    pass


@njit
def f(x):
    if x < 0:
        raise TooSmall(x)
    return x
