# oracle: numba
# Functions of every element, on numbers and on arrays.
import math

import numpy as np
from numba import njit



@njit
def u_sqrt(x):
    return np.sqrt(x)


calls("u_sqrt(0.7)", "u_sqrt(np.array([0.5, 1.0, 2.25, 9.0]))", "u_sqrt(np.array([1, 4, 9]))")


@njit
def u_exp(x):
    return np.exp(x)


calls("u_exp(0.7)", "u_exp(np.array([0.5, 1.0, 2.25, 9.0]))", "u_exp(np.array([1, 4, 9]))")


@njit
def u_log(x):
    return np.log(x)


calls("u_log(0.7)", "u_log(np.array([0.5, 1.0, 2.25, 9.0]))", "u_log(np.array([1, 4, 9]))")


@njit
def u_log2(x):
    return np.log2(x)


calls("u_log2(0.7)", "u_log2(np.array([0.5, 1.0, 2.25, 9.0]))", "u_log2(np.array([1, 4, 9]))")


@njit
def u_log10(x):
    return np.log10(x)


calls("u_log10(0.7)", "u_log10(np.array([0.5, 1.0, 2.25, 9.0]))", "u_log10(np.array([1, 4, 9]))")


@njit
def u_log1p(x):
    return np.log1p(x)


calls("u_log1p(0.7)", "u_log1p(np.array([0.5, 1.0, 2.25, 9.0]))", "u_log1p(np.array([1, 4, 9]))")


@njit
def u_expm1(x):
    return np.expm1(x)


calls("u_expm1(0.7)", "u_expm1(np.array([0.5, 1.0, 2.25, 9.0]))", "u_expm1(np.array([1, 4, 9]))")


@njit
def u_sin(x):
    return np.sin(x)


calls("u_sin(0.7)", "u_sin(np.array([0.5, 1.0, 2.25, 9.0]))", "u_sin(np.array([1, 4, 9]))")


@njit
def u_cos(x):
    return np.cos(x)


calls("u_cos(0.7)", "u_cos(np.array([0.5, 1.0, 2.25, 9.0]))", "u_cos(np.array([1, 4, 9]))")


@njit
def u_tan(x):
    return np.tan(x)


calls("u_tan(0.7)", "u_tan(np.array([0.5, 1.0, 2.25, 9.0]))", "u_tan(np.array([1, 4, 9]))")


@njit
def u_arctan(x):
    return np.arctan(x)


calls("u_arctan(0.7)", "u_arctan(np.array([0.5, 1.0, 2.25, 9.0]))", "u_arctan(np.array([1, 4, 9]))")


@njit
def u_sinh(x):
    return np.sinh(x)


calls("u_sinh(0.7)", "u_sinh(np.array([0.5, 1.0, 2.25, 9.0]))", "u_sinh(np.array([1, 4, 9]))")


@njit
def u_cosh(x):
    return np.cosh(x)


calls("u_cosh(0.7)", "u_cosh(np.array([0.5, 1.0, 2.25, 9.0]))", "u_cosh(np.array([1, 4, 9]))")


@njit
def u_tanh(x):
    return np.tanh(x)


calls("u_tanh(0.7)", "u_tanh(np.array([0.5, 1.0, 2.25, 9.0]))", "u_tanh(np.array([1, 4, 9]))")


@njit
def u_arcsinh(x):
    return np.arcsinh(x)


calls("u_arcsinh(0.7)", "u_arcsinh(np.array([0.5, 1.0, 2.25, 9.0]))", "u_arcsinh(np.array([1, 4, 9]))")


@njit
def u_abs(x):
    return np.abs(x)


calls("u_abs(0.7)", "u_abs(np.array([0.5, 1.0, 2.25, 9.0]))", "u_abs(np.array([1, 4, 9]))")


@njit
def u_sign(x):
    return np.sign(x)


calls("u_sign(0.7)", "u_sign(np.array([0.5, 1.0, 2.25, 9.0]))", "u_sign(np.array([1, 4, 9]))")


@njit
def u_floor(x):
    return np.floor(x)


calls("u_floor(0.7)", "u_floor(np.array([0.5, 1.0, 2.25, 9.0]))", "u_floor(np.array([1, 4, 9]))")


@njit
def u_ceil(x):
    return np.ceil(x)


calls("u_ceil(0.7)", "u_ceil(np.array([0.5, 1.0, 2.25, 9.0]))", "u_ceil(np.array([1, 4, 9]))")


@njit
def u_trunc(x):
    return np.trunc(x)


calls("u_trunc(0.7)", "u_trunc(np.array([0.5, 1.0, 2.25, 9.0]))", "u_trunc(np.array([1, 4, 9]))")


@njit
def u_rint(x):
    return np.rint(x)


calls("u_rint(0.7)", "u_rint(np.array([0.5, 1.0, 2.25, 9.0]))", "u_rint(np.array([1, 4, 9]))")


@njit
def u_square(x):
    return np.square(x)


calls("u_square(0.7)", "u_square(np.array([0.5, 1.0, 2.25, 9.0]))", "u_square(np.array([1, 4, 9]))")


@njit
def u_reciprocal(x):
    return np.reciprocal(x)


calls("u_reciprocal(0.7)", "u_reciprocal(np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def u_negative(x):
    return np.negative(x)


calls("u_negative(0.7)", "u_negative(np.array([0.5, 1.0, 2.25, 9.0]))", "u_negative(np.array([1, 4, 9]))")


@njit
def u_cbrt(x):
    return np.cbrt(x)


calls("u_cbrt(0.7)", "u_cbrt(np.array([0.5, 1.0, 2.25, 9.0]))", "u_cbrt(np.array([1, 4, 9]))")


@njit
def u_exp2(x):
    return np.exp2(x)


calls("u_exp2(0.7)", "u_exp2(np.array([0.5, 1.0, 2.25, 9.0]))", "u_exp2(np.array([1, 4, 9]))")


@njit
def u_radians(x):
    return np.radians(x)


calls("u_radians(0.7)", "u_radians(np.array([0.5, 1.0, 2.25, 9.0]))", "u_radians(np.array([1, 4, 9]))")


@njit
def u_degrees(x):
    return np.degrees(x)


calls("u_degrees(0.7)", "u_degrees(np.array([0.5, 1.0, 2.25, 9.0]))", "u_degrees(np.array([1, 4, 9]))")


@njit
def u_deg2rad(x):
    return np.deg2rad(x)


calls("u_deg2rad(0.7)", "u_deg2rad(np.array([0.5, 1.0, 2.25, 9.0]))", "u_deg2rad(np.array([1, 4, 9]))")


@njit
def u_fabs(x):
    return np.fabs(x)


calls("u_fabs(0.7)", "u_fabs(np.array([0.5, 1.0, 2.25, 9.0]))", "u_fabs(np.array([1, 4, 9]))")


@njit
def u_arcsin(x):
    return np.arcsin(x)


calls("u_arcsin(0.3)", "u_arcsin(np.array([-0.9, 0.0, 0.5]))")


@njit
def u_arccos(x):
    return np.arccos(x)


calls("u_arccos(0.3)", "u_arccos(np.array([-0.9, 0.0, 0.5]))")


@njit
def u_arctanh(x):
    return np.arctanh(x)


calls("u_arctanh(0.3)", "u_arctanh(np.array([-0.9, 0.0, 0.5]))")


@njit
def u_arccosh(x):
    return np.arccosh(x)


calls("u_arccosh(1.5)", "u_arccosh(np.array([1.0, 2.0, 100.0]))")


@njit
def u_isnan(x):
    return np.isnan(x)


calls("u_isnan(0.3)", "u_isnan(np.array([np.nan, np.inf, 1.0]))")


@njit
def u_isinf(x):
    return np.isinf(x)


calls("u_isinf(0.3)", "u_isinf(np.array([np.nan, np.inf, 1.0]))")


@njit
def u_isfinite(x):
    return np.isfinite(x)


calls("u_isfinite(0.3)", "u_isfinite(np.array([np.nan, np.inf, 1.0]))")


@njit
def u_maximum(x, y):
    return np.maximum(x, y)


calls("u_maximum(2.5, 1.5)", "u_maximum(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_maximum(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_minimum(x, y):
    return np.minimum(x, y)


calls("u_minimum(2.5, 1.5)", "u_minimum(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_minimum(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_arctan2(x, y):
    return np.arctan2(x, y)


calls("u_arctan2(2.5, 1.5)", "u_arctan2(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_arctan2(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_hypot(x, y):
    return np.hypot(x, y)


calls("u_hypot(2.5, 1.5)", "u_hypot(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_hypot(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_power(x, y):
    return np.power(x, y)


calls("u_power(2.5, 1.5)", "u_power(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_power(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_fmod(x, y):
    return np.fmod(x, y)


calls("u_fmod(2.5, 1.5)", "u_fmod(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_fmod(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_mod(x, y):
    return np.mod(x, y)


calls("u_mod(2.5, 1.5)", "u_mod(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_mod(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_add(x, y):
    return np.add(x, y)


calls("u_add(2.5, 1.5)", "u_add(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_add(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_subtract(x, y):
    return np.subtract(x, y)


calls("u_subtract(2.5, 1.5)", "u_subtract(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_subtract(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_multiply(x, y):
    return np.multiply(x, y)


calls("u_multiply(2.5, 1.5)", "u_multiply(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_multiply(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_divide(x, y):
    return np.divide(x, y)


calls("u_divide(2.5, 1.5)", "u_divide(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_divide(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_true_divide(x, y):
    return np.true_divide(x, y)


calls("u_true_divide(2.5, 1.5)", "u_true_divide(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_true_divide(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_floor_divide(x, y):
    return np.floor_divide(x, y)


calls("u_floor_divide(2.5, 1.5)", "u_floor_divide(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_floor_divide(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_copysign(x, y):
    return np.copysign(x, y)


calls("u_copysign(2.5, 1.5)", "u_copysign(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_copysign(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_fmax(x, y):
    return np.fmax(x, y)


calls("u_fmax(2.5, 1.5)", "u_fmax(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_fmax(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_fmin(x, y):
    return np.fmin(x, y)


calls("u_fmin(2.5, 1.5)", "u_fmin(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "u_fmin(np.array([0.5, 1.0, 2.25, 9.0]), np.array([2.0, 1.0, 0.5, 3.0]))")


@njit
def u_less(x, y):
    return np.less(x, y)


calls("u_less(2.5, 1.5)", "u_less(np.array([0.5, 1.0, 2.25, 9.0]), 1.0)")


@njit
def u_less_equal(x, y):
    return np.less_equal(x, y)


calls("u_less_equal(2.5, 1.5)", "u_less_equal(np.array([0.5, 1.0, 2.25, 9.0]), 1.0)")


@njit
def u_greater(x, y):
    return np.greater(x, y)


calls("u_greater(2.5, 1.5)", "u_greater(np.array([0.5, 1.0, 2.25, 9.0]), 1.0)")


@njit
def u_greater_equal(x, y):
    return np.greater_equal(x, y)


calls("u_greater_equal(2.5, 1.5)", "u_greater_equal(np.array([0.5, 1.0, 2.25, 9.0]), 1.0)")


@njit
def u_equal(x, y):
    return np.equal(x, y)


calls("u_equal(2.5, 1.5)", "u_equal(np.array([0.5, 1.0, 2.25, 9.0]), 1.0)")


@njit
def u_not_equal(x, y):
    return np.not_equal(x, y)


calls("u_not_equal(2.5, 1.5)", "u_not_equal(np.array([0.5, 1.0, 2.25, 9.0]), 1.0)")


@njit
def u_logical_and(x, y):
    return np.logical_and(x, y)


calls("u_logical_and(np.array([True, False, True]), np.array([True, True, False]))")


@njit
def u_logical_or(x, y):
    return np.logical_or(x, y)


calls("u_logical_or(np.array([True, False, True]), np.array([True, True, False]))")


@njit
def u_logical_xor(x, y):
    return np.logical_xor(x, y)


calls("u_logical_xor(np.array([True, False, True]), np.array([True, True, False]))")


@njit
def u_logical_not(x):
    return np.logical_not(x)


calls("u_logical_not(np.array([True, False, True]))")


@njit
def bitwise(a, b):
    return a & b, a | b, a ^ b, ~a, a << 1, a >> 1


calls("bitwise(np.array([12, 7]), np.array([10, 1]))", "bitwise(np.array([12, 7]), 3)")


@njit
def operators(a, b):
    return a + b, a - b, a * b, a / b


calls("operators(np.array([0.5, 1.0, 2.25, 9.0]), 2.0)", "operators(2, np.array([0.5, 1.0, 2.25, 9.0]))", "operators(np.array([0.5, 1.0, 2.25, 9.0]), np.array([0.5, 1.0, 2.25, 9.0]))", "operators(np.array([1, 2]), np.array([3, 4]))")


@njit
def floor_operators(a, b):
    return a // b, a % b


calls("floor_operators(np.array([7, -7, 9]), 3)", "floor_operators(np.array([7.5, -7.5]), 2.0)", "floor_operators(np.array([7, -7]), np.array([-2, 2]))")


@njit
def powers(a):
    return a**2, a**0.5, a**3, 2.0**a


calls("powers(np.array([0.5, 1.0, 2.25, 9.0]))")


@njit
def integer_powers(a):
    return a**2, a**3


calls("integer_powers(np.array([1, -2, 3]))")


@njit
def unary(a):
    return -a, +a, abs(a)


calls("unary(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "unary(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def compare(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


calls("compare(np.array([0.5, 1.0, 2.25, 9.0]), 2.25)", "compare(np.array([1, 2, 3]), np.array([3, 2, 1]))")


@njit
def broadcast(a, b):
    return a + b


calls("broadcast(np.arange(12.0).reshape(3, 4), np.arange(4.0))", "broadcast(np.arange(12.0).reshape(3, 4), np.array([[10.0], [20.0], [30.0]]))", "broadcast(np.arange(12.0).reshape(3, 4), 1)", "broadcast(np.ones((1, 4)), np.arange(3.0).reshape(3, 1))")


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
