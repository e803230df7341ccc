# oracle: numba
# Making arrays.
import math

import numpy as np
from numba import njit



@njit
def zeros(n):
    return np.zeros(n)


calls("zeros(3)", "zeros(0)")


@njit
def zeros_shape(n, m):
    return np.zeros((n, m))


calls("zeros_shape(2, 3)", "zeros_shape(0, 3)")


@njit
def ones(n):
    return np.ones(n)


calls("ones(3)")


@njit
def ones_int(n):
    return np.ones(n, dtype=np.int64)


calls("ones_int(3)")


@njit
def zeros_dtypes(n):
    return np.zeros(n, np.int32), np.zeros(n, np.uint8), np.zeros(n, np.float32), np.zeros(n, np.bool_)


calls("zeros_dtypes(2)")


@njit
def full(n, v):
    return np.full(n, v)


calls("full(3, 2.5)", "full(3, 7)", "full(2, True)")


@njit
def full_shape(v):
    return np.full((2, 3), v)


calls("full_shape(1.5)", "full_shape(4)")


@njit
def full_dtype(n):
    return np.full(n, 3, dtype=np.float64)


calls("full_dtype(2)")


@njit
def arange(n):
    return np.arange(n)


calls("arange(5)", "arange(0)", "arange(3.5)")


@njit
def arange_ends(a, b):
    return np.arange(a, b)


calls("arange_ends(2, 6)", "arange_ends(6, 2)", "arange_ends(0.5, 3.0)")


@njit
def arange_step(a, b, s):
    return np.arange(a, b, s)


calls("arange_step(0, 10, 3)", "arange_step(10, 0, -4)", "arange_step(0.0, 1.0, 0.25)", "arange_step(0.0, 1.0, 0.1)")


@njit
def arange_dtype(n):
    return np.arange(n, dtype=np.float64)


calls("arange_dtype(4)")


@njit
def linspace(a, b, n):
    return np.linspace(a, b, n)


calls("linspace(0.0, 1.0, 5)", "linspace(1, 10, 4)", "linspace(0.0, 1.0, 11)", "linspace(0.0, 1.0, 1)", "linspace(2.0, -2.0, 9)")


@njit
def from_list():
    return np.array([1, 2, 3])


calls("from_list()")


@njit
def from_floats():
    return np.array([1.5, 2.0, -3.25])


calls("from_floats()")


@njit
def from_mixed(x):
    return np.array([1.0, x, 3.0])


calls("from_mixed(2.0)")


@njit
def from_rows():
    return np.array([[1, 2, 3], [4, 5, 6]])


calls("from_rows()")


@njit
def from_list_dtype():
    return np.array([1, 2, 3], dtype=np.float64)


calls("from_list_dtype()")


@njit
def from_tuple():
    return np.array((1.5, 2.5))


calls("from_tuple()")


@njit
def zeros_like(a):
    return np.zeros_like(a)


calls("zeros_like(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "zeros_like(np.arange(12).reshape(3, 4))")


@njit
def ones_like(a):
    return np.ones_like(a)


calls("ones_like(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "ones_like(np.arange(12).reshape(3, 4))")


@njit
def full_like(a):
    return np.full_like(a, 3)


calls("full_like(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "full_like(np.arange(12).reshape(3, 4))")


@njit
def empty_filled(n):
    a = np.empty(n)
    for i in range(n):
        a[i] = i * 0.5
    return a


calls("empty_filled(4)", "empty_filled(0)")


@njit
def empty_like_filled(a):
    b = np.empty_like(a)
    for i in range(len(a)):
        b[i] = a[i] * 2
    return b


calls("empty_like_filled(np.array([5, 3, 9, -1, 7, 3]))", "empty_like_filled(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def empty_matrix(n, m):
    a = np.empty((n, m), dtype=np.int64)
    for i in range(n):
        for j in range(m):
            a[i, j] = i * 10 + j
    return a


calls("empty_matrix(2, 3)")


@njit
def eye(n):
    return np.eye(n)


calls("eye(3)", "eye(0)")


@njit
def eye_shape():
    return np.eye(2, 4)


calls("eye_shape()")


@njit
def identity(n):
    return np.identity(n)


calls("identity(2)")


@njit
def copies(a):
    b = a.copy()
    b[0] = 100
    return a, b


calls("copies(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "copies(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def numpy_copies(a):
    b = np.copy(a)
    b[0] = 100
    return a, b


calls("numpy_copies(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def attributes(a):
    return a.size, a.ndim, a.shape, len(a)


calls("attributes(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "attributes(np.arange(12.0).reshape(3, 4))")


@njit
def asarray(a):
    return np.asarray(a)


calls("asarray(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def diag(a):
    return np.diag(a)


calls("diag(np.array([1.0, 2.0]))", "diag(np.arange(12.0).reshape(3, 4))")
