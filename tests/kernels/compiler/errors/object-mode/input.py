from numba import jit


@jit(forceobj=True)
def f(x):
    return 2 * x
