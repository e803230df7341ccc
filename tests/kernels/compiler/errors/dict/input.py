from numba import njit


@njit
def f(x):
    names = {"a": x}
    return names["a"]
