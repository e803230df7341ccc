# oracle: numba
# From many elements to fewer: reductions, orders, products.
import math

import numpy as np
from numba import njit



@njit
def r_sum(a):
    return np.sum(a), a.sum()


calls("r_sum(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_sum(np.array([5, 3, 9, -1, 7, 3]))", "r_sum(np.arange(12.0).reshape(3, 4))", "r_sum(np.arange(12).reshape(3, 4))")


@njit
def r_prod(a):
    return np.prod(a), a.prod()


calls("r_prod(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_prod(np.array([5, 3, 9, -1, 7, 3]))", "r_prod(np.arange(12.0).reshape(3, 4))", "r_prod(np.arange(12).reshape(3, 4))")


@njit
def r_mean(a):
    return np.mean(a), a.mean()


calls("r_mean(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_mean(np.array([5, 3, 9, -1, 7, 3]))", "r_mean(np.arange(12.0).reshape(3, 4))", "r_mean(np.arange(12).reshape(3, 4))")


@njit
def r_var(a):
    return np.var(a), a.var()


calls("r_var(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_var(np.array([5, 3, 9, -1, 7, 3]))", "r_var(np.arange(12.0).reshape(3, 4))", "r_var(np.arange(12).reshape(3, 4))")


@njit
def r_std(a):
    return np.std(a), a.std()


calls("r_std(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_std(np.array([5, 3, 9, -1, 7, 3]))", "r_std(np.arange(12.0).reshape(3, 4))", "r_std(np.arange(12).reshape(3, 4))")


@njit
def r_min(a):
    return np.min(a), a.min()


calls("r_min(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_min(np.array([5, 3, 9, -1, 7, 3]))", "r_min(np.arange(12.0).reshape(3, 4))", "r_min(np.arange(12).reshape(3, 4))")


@njit
def r_max(a):
    return np.max(a), a.max()


calls("r_max(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_max(np.array([5, 3, 9, -1, 7, 3]))", "r_max(np.arange(12.0).reshape(3, 4))", "r_max(np.arange(12).reshape(3, 4))")


@njit
def r_argmin(a):
    return np.argmin(a), a.argmin()


calls("r_argmin(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_argmin(np.array([5, 3, 9, -1, 7, 3]))", "r_argmin(np.arange(12.0).reshape(3, 4))")


@njit
def r_argmax(a):
    return np.argmax(a), a.argmax()


calls("r_argmax(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_argmax(np.array([5, 3, 9, -1, 7, 3]))", "r_argmax(np.arange(12.0).reshape(3, 4))")


@njit
def r_any(a):
    return np.any(a), a.any()


calls("r_any(np.array([True, False, True]))", "r_any(np.array([0, 0]))", "r_any(np.array([1.5, 2.0]))")


@njit
def r_all(a):
    return np.all(a), a.all()


calls("r_all(np.array([True, False, True]))", "r_all(np.array([0, 0]))", "r_all(np.array([1.5, 2.0]))")


@njit
def r_cumsum(a):
    return np.cumsum(a), a.cumsum()


calls("r_cumsum(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_cumsum(np.array([5, 3, 9, -1, 7, 3]))", "r_cumsum(np.array([True, False, True]))")


@njit
def r_cumprod(a):
    return np.cumprod(a), a.cumprod()


calls("r_cumprod(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_cumprod(np.array([5, 3, 9, -1, 7, 3]))", "r_cumprod(np.array([True, False, True]))")


@njit
def r_sum_axis(a):
    return np.sum(a, axis=0), np.sum(a, axis=1), a.sum(axis=0), a.sum(1)


calls("r_sum_axis(np.arange(12.0).reshape(3, 4))", "r_sum_axis(np.arange(12).reshape(3, 4))")


@njit
def r_sum_axis_value(a, k):
    return a.sum(axis=k)


calls("r_sum_axis_value(np.arange(12.0).reshape(3, 4), 0)", "r_sum_axis_value(np.arange(12.0).reshape(3, 4), 1)")


@njit
def r_sum_of_mask(a):
    return np.sum(a > 2), np.mean(a > 2)


calls("r_sum_of_mask(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_ptp(a):
    return np.ptp(a)


calls("r_ptp(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_ptp(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def r_median(a):
    return np.median(a)


calls("r_median(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_median(np.array([5, 3, 9, -1, 7, 3]))", "r_median(np.array([3.0, 1.0, 2.0]))", "r_median(np.arange(12.0).reshape(3, 4))")


@njit
def r_percentile(a, q):
    return np.percentile(a, q)


calls("r_percentile(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 50)", "r_percentile(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 5.0)", "r_percentile(np.array([5, 3, 9, -1, 7, 3]), 100)", "r_percentile(np.array([5, 3, 9, -1, 7, 3]), 33.3)")


@njit
def r_percentiles(a, q):
    return np.percentile(a, q)


calls("r_percentiles(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.array([0.0, 25.0, 99.0]))")


@njit
def r_quantile(a, q):
    return np.quantile(a, q)


calls("r_quantile(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0.5)", "r_quantile(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0.05)", "r_quantile(np.array([5, 3, 9, -1, 7, 3]), 1.0)")


@njit
def r_nans(a):
    return np.nansum(a), np.nanmean(a), np.nanmin(a), np.nanmax(a), np.nanstd(a), np.nanmedian(a)


calls("r_nans(np.array([1.0, np.nan, 3.0, 5.5]))")


@njit
def r_with_nan(a):
    return np.sum(a), np.min(a), np.max(a), np.mean(a), np.argmax(a), np.median(a)


calls("r_with_nan(np.array([1.0, np.nan, 3.0]))")


@njit
def r_count(a):
    return np.count_nonzero(a)


calls("r_count(np.array([0, 1, 2, 0]))", "r_count(np.array([True, False, True]))")


@njit
def r_builtin(a):
    return min(a[0], a[1]), max(a[0], a[1]), sum((1, 2, 3))


calls("r_builtin(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_slices(a):
    return a[::2].sum(), a[1:4].mean(), a[::-1].cumsum()


calls("r_slices(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_rows(a):
    return a[0].sum(), a[:, 1].mean(), a.T.sum(), a[1:, :2].max()


calls("r_rows(np.arange(12.0).reshape(3, 4))")


@njit
def r_dot(a, b):
    return np.dot(a, b), a.dot(b), a @ b


calls("r_dot(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_dot(np.arange(3.0), np.ones(3))")


@njit
def r_dot_matrix(a, b):
    return np.dot(a, b), a @ b


calls("r_dot_matrix(np.arange(12.0).reshape(3, 4), np.arange(4.0))", "r_dot_matrix(np.arange(12.0).reshape(3, 4), np.arange(8.0).reshape(4, 2))", "r_dot_matrix(np.arange(3.0), np.arange(12.0).reshape(3, 4))")


@njit
def r_dot_transposed(a):
    return np.dot(a, a.T), a.T @ a


calls("r_dot_transposed(np.arange(12.0).reshape(3, 4))")


@njit
def r_outer(a, b):
    return np.outer(a, b)


calls("r_outer(np.arange(3.0), np.arange(2.0))")


@njit
def r_diff(a):
    return np.diff(a)


calls("r_diff(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_diff(np.array([5, 3, 9, -1, 7, 3]))", "r_diff(np.arange(12.0).reshape(3, 4))")


@njit
def r_diff2(a):
    return np.diff(a, 2)


calls("r_diff2(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_sort(a):
    return np.sort(a)


calls("r_sort(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_sort(np.array([5, 3, 9, -1, 7, 3]))", "r_sort(np.array([2.0, np.nan, -1.0, np.inf, -np.inf]))")


@njit
def r_sort_method(a):
    a.sort()
    return a


calls("r_sort_method(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_sort_method(np.array([5, 3, 9, -1, 7, 3]))", "r_sort_method(np.array([np.nan, 1.0, -0.5]))")


@njit
def r_sort_slice(a):
    b = a.copy()
    b[::2].sort()
    return b


calls("r_sort_slice(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_argsort(a):
    return np.argsort(a), a.argsort()


calls("r_argsort(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "r_argsort(np.array([3, 1, 2]))")


@njit
def r_searchsorted(a, v):
    return np.searchsorted(a, v)


calls("r_searchsorted(np.array([1.0, 2.0, 3.0]), 2.0)", "r_searchsorted(np.array([1, 2, 3]), np.array([0, 2, 9]))")


@njit
def r_searchsorted_right(a, v):
    return np.searchsorted(a, v, side='right')


calls("r_searchsorted_right(np.array([1.0, 2.0, 2.0, 3.0]), 2.0)")


@njit
def r_unique(a):
    return np.unique(a)


calls("r_unique(np.array([5, 3, 9, -1, 7, 3]))", "r_unique(np.array([2.5, 1.0, 2.5]))")


@njit
def r_bincount(a):
    return np.bincount(a)


calls("r_bincount(np.array([0, 1, 1, 5]))")


@njit
def r_trace(a):
    return np.trace(a)


calls("r_trace(np.arange(12.0).reshape(3, 4))")


@njit
def r_flips(a):
    return np.flip(a)


calls("r_flips(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_roll(a, n):
    return np.roll(a, n)


calls("r_roll(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 2)", "r_roll(np.array([5, 3, 9, -1, 7, 3]), -1)")


@njit
def r_repeat(a):
    return np.repeat(a, 2)


calls("r_repeat(np.array([1.0, 2.0]))")


@njit
def r_interp(x, a, b):
    return np.interp(x, a, b)


calls("r_interp(np.array([0.5, 1.5, 9.0, -1.0]), np.array([0.0, 1.0, 2.0]), np.array([10.0, 20.0, 40.0]))")


@njit
def r_concatenate(a, b):
    return np.concatenate((a, b))


calls("r_concatenate(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.arange(3.0))")


@njit
def r_append(a, b):
    return np.append(a, b)


calls("r_append(np.array([1.0, 2.0]), np.array([3.0]))")


@njit
def r_cov(a):
    return np.cumsum(a - a.mean())


calls("r_cov(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def r_convolve(a, b):
    return np.convolve(a, b)


calls("r_convolve(np.array([1.0, 2.0, 3.0]), np.array([0.5, 0.5]))")


@njit
def r_array_equal(a, b):
    return np.array_equal(a, b)


calls("r_array_equal(np.arange(3), np.arange(3))", "r_array_equal(np.arange(3), np.arange(4))")


@njit
def r_flatnonzero(a):
    return np.flatnonzero(a)


calls("r_flatnonzero(np.array([0, 3, 0, 5]))")


@njit
def r_bincount_weights(a, w):
    return np.bincount(a, w), np.bincount(a, weights=w, minlength=7)


calls("r_bincount_weights(np.array([0, 1, 1, 5]), np.array([1.0, 0.5, 0.25, 2.0]))", "r_bincount_weights(np.array([0, 1]), np.array([1.0]))")


@njit
def r_bincount_minlength(a, n):
    return np.bincount(a, minlength=n)


calls("r_bincount_minlength(np.array([0, 1, 1, 5]), 3)", "r_bincount_minlength(np.array([0, 1]), 4)")
