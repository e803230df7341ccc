from numba import njit


@njit
def f(n):
    squares = [i * i for i in range(n)]
    while [i for i in squares if i > n]:
        squares.pop()
    return sum(x for x in squares)
