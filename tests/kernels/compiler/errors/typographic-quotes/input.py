from numba import njit


print(“hello”)
