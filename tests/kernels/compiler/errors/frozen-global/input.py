from numba import njit

TOTALS = [0, 0, 0]


@njit
def clear(totals):
    for i in range(len(totals)):
        totals[i] = 0


@njit
def count(x):
    TOTALS[0] = x
    TOTALS[1] += x
    TOTALS.append(x)
    same = TOTALS
    same[2] = x
    clear(TOTALS)
    return x


# call: count(1)
