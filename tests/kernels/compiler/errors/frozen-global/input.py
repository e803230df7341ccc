from numba import njit

TOTALS = [0, 0, 0]


@njit
def count(x):
    TOTALS[0] = x
    TOTALS[1] += x
    return x


# call: count(1)
