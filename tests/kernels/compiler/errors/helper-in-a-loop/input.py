from numba import njit


@njit
def item(a, i):
    return a[i]


@njit
def f(n):
    total = 0
    for i in range(n):
        total = total + 0.5
        last = item(n, i)
    return total


# call: f(3)
