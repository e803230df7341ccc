from numba import njit


@njit
def f(n):
    for i in range(n):
        total = total + 1.5 * i
    return total


# call: f(3)
