from numba import njit


count = 0


@njit
def f(x):
    global count
    count += 1
    return x
