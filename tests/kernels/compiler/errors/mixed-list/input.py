from numba import njit


@njit
def f(n):
    pairs = [n, (n, n)]
    return len(pairs)


# call: f(3)
