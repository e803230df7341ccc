# oracle: numba
# Whole expressions of arrays: fused, chosen by where and clip, strided.
import numpy as np
from numba import njit


@njit
def fused(a, b):
    return np.sqrt(a * a + b * b) / (1.0 + np.abs(a))


calls("fused(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "fused(np.array([0.5, 1.0, 2.25, 9.0]), np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def where(a):
    return np.where(a > 1, a, -a)


calls("where(np.array([0.5, 1.0, 2.25, 9.0]))", "where(np.array([1, 2, 3]))")


@njit
def where_scalars(a):
    return np.where(a > 1, 1.0, 0.0), np.where(a > 1, 1, 0)


calls("where_scalars(np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def where_arrays(c, a, b):
    return np.where(c, a, b)


calls("where_arrays(np.array([True, False, True]), np.array([1, 2, 3]), np.array([4, 5, 6]))")


@njit
def clip(a, lo, hi):
    return np.clip(a, lo, hi)


calls("clip(np.array([0.5, 1.0, 2.25, 9.0]), 1.0, 5.0)", "clip(np.array([1, 5, 9]), 2, 6)")


@njit
def strided(a):
    return np.sqrt(a[::2]) + a[1::2]


calls("strided(np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def columns(a):
    return a[:, 0] * a[:, 1] + a[:, -1]


calls("columns(np.arange(12.0).reshape(3, 4))")


@njit
def transposed_sum(a):
    return a.T + 1, (a * 2).T


calls("transposed_sum(np.arange(12.0).reshape(3, 4))")


@njit
def rounded(a):
    return np.round(a, 1), np.around(a, 0)


calls("rounded(np.array([0.25, 1.35, -2.55]))")


@njit
def normalized(a):
    return (a - a.mean()) / a.std()


calls("normalized(np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def softmax(a):
    b = np.exp(a - a.max())
    return b / b.sum()


calls("softmax(np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def polynomial(x):
    return 3 * x**2 - 2 * x + 1


calls("polynomial(np.array([0.5, 1.0, 2.25, 9.0]))", "polynomial(2)", "polynomial(1.5)")


@njit
def distances(a, b):
    return np.sqrt(((a - b) ** 2).sum())


calls("distances(np.array([0.5, 1.0, 2.25, 9.0]), np.array([0.5, 1.0, 2.25, 9.0])[::-1])")


@njit
def clip_above(a, high):
    return np.clip(a, None, high)


calls("clip_above(np.array([1.0, 5.0, np.nan]), 2.0)", "clip_above(np.array([1, 5]), 2)")


@njit
def clip_below(a, low):
    return np.clip(a, low, None)


calls("clip_below(np.array([1.0, 5.0]), 2.5)", "clip_below(np.array([1, 5]), 2)")


@njit
def where_alone(a):
    return np.where(a > 1)[0], np.nonzero(a)


calls("where_alone(np.array([0, 3, 1, 2]))", "where_alone(np.array([0.0, 0.0]))")


@njit
def where_in_matrix(a):
    return np.where(a > 1)


calls("where_in_matrix(np.arange(6).reshape(2, 3))")


@njit
def norm(a):
    return np.linalg.norm(a)


calls("norm(np.array([3.0, 4.0]))", "norm(np.arange(6.0).reshape(2, 3))")


@njit
def side_by_side(a, b):
    return np.column_stack((a, b))


calls("side_by_side(np.arange(3), np.arange(3) * 2)")
