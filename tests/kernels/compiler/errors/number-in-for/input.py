import math

import numpy as np
from numba import njit


@njit
def f(n):
    total = 0
    for i in n:
        total += i
    return total


# call: f(2)
