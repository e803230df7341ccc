# oracle: numba
# Functions of every element of one array, or of a number.
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
