import math

import numpy as np
from numba import njit


@njit
def f(x):
    return sqrt(x) + pi


# call: f(2)
