import numpy as np
from numba import njit


@njit
def f(n):
    print("rows", (n, np.zeros(n)))
    print(n, end="")
    return n


# call: f(3)
