from numba import njit


@njit
def f(pair):
    return max(*pair)
