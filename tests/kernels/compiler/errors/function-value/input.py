from numba import njit


@njit
def f(x):
    def double(y):
        return 2 * y

    return double(x)
