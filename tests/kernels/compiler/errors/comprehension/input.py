from numba import njit


@njit
def f(n):
    squares = [i * i for i in range(n)]
    return sum(x for x in squares)
