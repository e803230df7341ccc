import math

import numpy as np
from numba import njit


@njit
def f(x):
    a = np.empty(3, dtype=str)
    b = dict()
    c = set([1, 2])
    d = open("numbers.txt")
    return str(x) + 1


# call: f(2)
