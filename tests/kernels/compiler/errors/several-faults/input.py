from numba import njit


@njit
def f(values):
    scale = {"a": 2.0}
    squares = {v * v for v in values}
    try:
        total = sum(squares)
    finally:
        pass
    return total
