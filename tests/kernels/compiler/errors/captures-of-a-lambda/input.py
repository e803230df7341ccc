from numba import njit


@njit
def integrate(g, n):
    total = 0.0
    for i in range(n):
        total += g(i / n)
    return total / n


@njit
def f(k):
    return integrate(lambda x: k * x, 10)


# call: f(1)
