from numba import njit


values = [1, 2 3]
