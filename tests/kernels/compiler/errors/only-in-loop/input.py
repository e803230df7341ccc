import math

import numpy as np
from numba import njit


@njit
def f(n):
    return max(range(n))


# call: f(2)
