# oracle: numba
# Element-wise functions of NumPy that put their answer into an array that is given.
import numpy as np
from numba import njit

A = np.array([1.0, 4.0, 9.0, 16.0])
B = np.array([0.5, -2.0, 3.0, 0.0])
I = np.array([3, -1, 0, 7])
M = np.arange(6.0).reshape(2, 3)


@njit
def added(a, b):
    out = np.zeros(4)
    again = np.add(a, b, out)
    out[0] = 99.0
    return out, again


@njit
def in_place(a):
    a = a.copy()
    np.sqrt(a, a)
    np.multiply(a, 2.0, a)
    np.subtract(a, a[::-1].copy(), a)
    return a


@njit
def into_part(a, m):
    np.negative(a[:3], m[1])
    np.exp(m[0], m[0])
    return m


@njit
def of_numbers(a):
    out = np.zeros(3)
    np.maximum(a, 2.5, out)
    return out


@njit
def widened(i):
    out = np.zeros(4)
    np.add(i, i, out)
    near = np.zeros(4, np.bool_)
    np.less(i, 2, near)
    return out, near


@njit
def spread(m, row):
    out = np.empty((2, 3))
    np.hypot(m, row, out)
    return out


calls("added(A, B)", "in_place(A)", "into_part(A, M.copy())", "of_numbers(np.array([1.0, 2.0, 3.0]))", "widened(I)", "spread(M, A[:3])")
