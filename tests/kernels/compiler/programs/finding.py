# oracle: numba
# Where elements are, which bin they fall into, what is left without some, and running sums that leave nan out.
import numpy as np
from numba import njit

N = np.array([3.0, np.nan, -1.0, 4.0, np.nan, 0.5])
F = np.array([0.0, 0.3, 1.0, 2.5, 7.0, -1.0])
E = np.array([0.0, 1.0, 2.5, 4.0])
I = np.array([3, 0, -2, 0, 5])
M = np.array([[0, 1, 2], [3, 0, 0]])


@njit
def where_at(a):
    return np.argwhere(a)


@njit
def binned(x, bins):
    return np.digitize(x, bins), np.digitize(x, bins, True)


@njit
def kept(condition, a):
    return np.extract(condition, a)


@njit
def without(a, obj):
    return np.delete(a, obj)


@njit
def running(a):
    return np.nancumsum(a), np.nancumprod(a)


@njit
def shares(a, q):
    return np.nanpercentile(a, 100 * q), np.nanquantile(a, q)


@njit
def placed(a, k):
    return np.partition(a, k)[k]


calls("where_at(I)", "where_at(M)", "where_at(F > 0)", "where_at(M.T)", "where_at(np.zeros(2))")
calls("binned(F, E)", "binned(F, E[::-1])", "binned(I, E)", "binned(1.0, E)", "binned(F, F)", "binned(F, np.array([1.0]))")
calls("kept(F > 0, F)", "kept(I, I)", "kept(M > 1, M)", "kept(F > 9, F)")
calls("without(F, 2)", "without(I, -1)", "without(I, np.array([0, 2]))", "without(F, 9)", "without(F, np.array([1, 1]))")
calls("running(N)", "running(F)", "running(I)", "running(M)")
calls("shares(N, 0.5)", "shares(N, 0.25)", "shares(F, 1.0)")
calls("placed(F, 2)", "placed(I, 0)", "placed(I, 4)")
