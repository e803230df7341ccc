from numba import njit


@njit
def f(n):
    squares = {i: i * i for i in range(n)}
    return len({i % 3 for i in range(n)})
