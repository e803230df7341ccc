import numpy as np
from numba import njit


@njit
def f(a, m):
    x = np.searchsorted(a, "a")
    y = np.sort(np.ones((2, 2, 2)))
    z = np.vstack((a, 1.5))
    u = np.vstack((a, 1.5))
    v = np.array(["a", "b"])
    w = np.convolve(m, a)
    return np.random.randint(0.5, 2)


# call: f(np.zeros(3), np.ones((2, 2)))
