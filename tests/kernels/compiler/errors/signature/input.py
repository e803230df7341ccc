from numba import njit


@njit("complex128(complex128)")
def f(x):
    return 2 * x
