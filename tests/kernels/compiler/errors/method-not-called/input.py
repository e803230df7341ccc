import math

import numpy as np
from numba import njit


@njit
def f(a):
    a.sort
    return a


# call: f(np.zeros(3))
