import numpy as np
from numba import njit, prange


@njit
def area(width, height):
    return width * height


@njit
def f(x):
    return area(x)


# call: f(1.5)
