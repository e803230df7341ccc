from numba import njit


@njit
def f(n):
    found = []
    return len(found)


# call: f(3)
