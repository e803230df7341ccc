from numba import vectorize


@vectorize
def f(x):
    return 2 * x
