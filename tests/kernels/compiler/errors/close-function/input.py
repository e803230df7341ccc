import math

import numpy as np
from numba import njit


@njit
def f(x):
    return math.sqr(x) + np.sqroot(x) + np.random.norml()


# call: f(2)
