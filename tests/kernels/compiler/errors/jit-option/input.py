from numba import njit


@njit(parallel=True, speed="ludicrous")
def f(x):
    return 2 * x
