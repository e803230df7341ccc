# oracle: numba
# Elements, rows, columns, slices, masks: what an index may be, read and written.
import numpy as np
from numba import njit


@njit
def element(a, i):
    return a[i]


calls("element(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0)", "element(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 5)", "element(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), -1)", "element(np.array([5, 3, 9, -1, 7, 3]), -6)")


@njit
def element2(a, i, j):
    return a[i, j]


calls("element2(np.arange(12.0).reshape(3, 4), 1, 2)", "element2(np.arange(12).reshape(3, 4), -1, -1)", "element2(np.arange(12.0).reshape(3, 4), 0, 3)")


@njit
def element_of_row(a, i, j):
    return a[i][j]


calls("element_of_row(np.arange(12.0).reshape(3, 4), 1, 2)", "element_of_row(np.arange(12).reshape(3, 4), -1, 0)")


@njit
def row(a, i):
    return a[i]


calls("row(np.arange(12.0).reshape(3, 4), 1)", "row(np.arange(12).reshape(3, 4), -1)")


@njit
def column(a, j):
    return a[:, j]


calls("column(np.arange(12.0).reshape(3, 4), 1)", "column(np.arange(12).reshape(3, 4), -1)")


@njit
def slice_(a, i, j):
    return a[i:j]


calls("slice_(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 1, 4)", "slice_(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), -3, 100)", "slice_(np.array([5, 3, 9, -1, 7, 3]), 4, 2)", "slice_(np.array([5, 3, 9, -1, 7, 3]), -100, -4)")


@njit
def slice_step(a, i, j, s):
    return a[i:j:s]


calls("slice_step(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0, 6, 2)", "slice_step(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 5, 0, -2)", "slice_step(np.array([5, 3, 9, -1, 7, 3]), 10, -10, -1)", "slice_step(np.array([5, 3, 9, -1, 7, 3]), 1, 6, 3)")


@njit
def slices(a):
    return a[2:], a[:2], a[:], a[-2:], a[:-2], a[::2], a[::-1], a[1::2], a[-1::-2]


calls("slices(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "slices(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def block(a):
    return a[1:, :2]


calls("block(np.arange(12.0).reshape(3, 4))", "block(np.arange(12).reshape(3, 4))")


@njit
def block_steps(a):
    return a[::2, ::-1], a[::-1], a[1, ::2], a[0:2, 1]


calls("block_steps(np.arange(12.0).reshape(3, 4))")


@njit
def transposed(a):
    return a.T


calls("transposed(np.arange(12.0).reshape(3, 4))", "transposed(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def transposed_element(a):
    t = a.T
    return t[1, 2], t.shape, t[0]


calls("transposed_element(np.arange(12.0).reshape(3, 4))")


@njit
def numpy_transpose(a):
    return np.transpose(a)


calls("numpy_transpose(np.arange(12.0).reshape(3, 4))")


@njit
def mask(a, b):
    return a[a > b]


calls("mask(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0)", "mask(np.array([5, 3, 9, -1, 7, 3]), 100)", "mask(np.array([5, 3, 9, -1, 7, 3]), -10)")


@njit
def mask_and(a):
    return a[(a > 0) & (a < 6)]


calls("mask_and(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "mask_and(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def mask_or_not(a):
    return a[(a < 0) | ~(a < 6)]


calls("mask_or_not(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def mask_array(a, m):
    return a[m]


calls("mask_array(np.array([1, 2, 3]), np.array([True, False, True]))")


@njit
def mask_sum(a):
    return np.sum(a > 1), (a > 1).sum()


calls("mask_sum(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def take(a, i):
    return a[i]


calls("take(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.array([0, 2, -1]))")


@njit
def assign(a, i, v):
    a[i] = v
    return a


calls("assign(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 1, 9.5)", "assign(np.array([5, 3, 9, -1, 7, 3]), -1, 4)", "assign(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0, 2)")


@njit
def assign2(a, v):
    a[1, 2] = v
    a[-1, -1] = v + 1
    a[0][1] = 5
    return a


calls("assign2(np.arange(12.0).reshape(3, 4), 1.5)", "assign2(np.arange(12).reshape(3, 4), 3)")


@njit
def assign_slice(a):
    a[1:3] = 0
    a[::2] = 1.5
    return a


calls("assign_slice(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def assign_slice_array(a, b):
    a[1:4] = b
    return a


calls("assign_slice_array(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.array([1.0, 2.0, 3.0]))")


@njit
def assign_row(a, b):
    a[1] = b
    a[:, 0] = 7
    return a


calls("assign_row(np.arange(12.0).reshape(3, 4), np.array([1.0, 2.0, 3.0, 4.0]))")


@njit
def assign_all(a):
    a[:] = 2.5
    return a


calls("assign_all(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "assign_all(np.arange(12.0).reshape(3, 4))")


@njit
def augmented(a):
    a[0] += 1
    a[1] *= 2
    a[2] -= 0.5
    a[3] /= 4
    a[4] //= 2
    a[5] **= 2
    return a


calls("augmented(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def augmented_int(a):
    a[0] += 1
    a[1] <<= 2
    a[2] %= 4
    a[3] |= 6
    a[-1] //= 2
    return a


calls("augmented_int(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def augmented_arrays(a, b):
    a += b
    a *= 2
    a -= 1
    return a


calls("augmented_arrays(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 2)", "augmented_arrays(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.ones(6))")


@njit
def augmented_slice(a):
    a[1:4] += 10
    a[::2] *= 2
    return a


calls("augmented_slice(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "augmented_slice(np.array([5, 3, 9, -1, 7, 3]))")
