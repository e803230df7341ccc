import math

import numpy as np
from numba import njit


@njit
def f(n):
    t = (1, 2)
    t[0] = n
    return t


# call: f(2)
