# oracle: python
# The whole of math.
import math

import numpy as np
from numba import njit



@njit
def m_sin(x):
    return math.sin(x)


calls("m_sin(0.3)", "m_sin(-0.7)", "m_sin(1.0)", "m_sin(12.5)", "m_sin(-30.25)")


@njit
def m_cos(x):
    return math.cos(x)


calls("m_cos(0.3)", "m_cos(-0.7)", "m_cos(1.0)", "m_cos(12.5)", "m_cos(-30.25)")


@njit
def m_tan(x):
    return math.tan(x)


calls("m_tan(0.3)", "m_tan(-0.7)", "m_tan(1.0)", "m_tan(12.5)", "m_tan(-30.25)")


@njit
def m_asin(x):
    return math.asin(x)


calls("m_asin(0.3)", "m_asin(-0.7)")


@njit
def m_acos(x):
    return math.acos(x)


calls("m_acos(0.3)", "m_acos(-0.7)")


@njit
def m_atan(x):
    return math.atan(x)


calls("m_atan(0.3)", "m_atan(-0.7)", "m_atan(1.0)", "m_atan(12.5)", "m_atan(-30.25)")


@njit
def m_sinh(x):
    return math.sinh(x)


calls("m_sinh(0.3)", "m_sinh(-0.7)", "m_sinh(1.0)", "m_sinh(12.5)", "m_sinh(-30.25)")


@njit
def m_cosh(x):
    return math.cosh(x)


calls("m_cosh(0.3)", "m_cosh(-0.7)", "m_cosh(1.0)", "m_cosh(12.5)", "m_cosh(-30.25)")


@njit
def m_tanh(x):
    return math.tanh(x)


calls("m_tanh(0.3)", "m_tanh(-0.7)", "m_tanh(1.0)", "m_tanh(12.5)", "m_tanh(-30.25)")


@njit
def m_asinh(x):
    return math.asinh(x)


calls("m_asinh(0.3)", "m_asinh(-0.7)", "m_asinh(1.0)", "m_asinh(12.5)", "m_asinh(-30.25)")


@njit
def m_atanh(x):
    return math.atanh(x)


calls("m_atanh(0.3)", "m_atanh(-0.7)")


@njit
def m_exp(x):
    return math.exp(x)


calls("m_exp(0.3)", "m_exp(-0.7)", "m_exp(1.0)", "m_exp(12.5)", "m_exp(-30.25)")


@njit
def m_expm1(x):
    return math.expm1(x)


calls("m_expm1(0.3)", "m_expm1(-0.7)", "m_expm1(1.0)", "m_expm1(12.5)", "m_expm1(-30.25)")


@njit
def m_log1p(x):
    return math.log1p(x)


calls("m_log1p(0.3)", "m_log1p(-0.7)")


@njit
def m_erf(x):
    return math.erf(x)


calls("m_erf(0.3)", "m_erf(-0.7)", "m_erf(1.0)", "m_erf(12.5)", "m_erf(-30.25)")


@njit
def m_erfc(x):
    return math.erfc(x)


calls("m_erfc(0.3)", "m_erfc(-0.7)", "m_erfc(1.0)", "m_erfc(12.5)", "m_erfc(-30.25)")


@njit
def m_gamma(x):
    return math.gamma(x)


calls("m_gamma(0.3)", "m_gamma(-0.7)", "m_gamma(5)", "m_gamma(4.5)", "m_gamma(20.0)")


@njit
def m_lgamma(x):
    return math.lgamma(x)


calls("m_lgamma(0.3)", "m_lgamma(-0.7)", "m_lgamma(5)", "m_lgamma(4.5)", "m_lgamma(20.0)")


@njit
def m_sqrt(x):
    return math.sqrt(x)


calls("m_sqrt(2.0)", "m_sqrt(8)", "m_sqrt(1000)", "m_sqrt(1e-300)", "m_sqrt(123456.789)")


@njit
def m_log(x):
    return math.log(x)


calls("m_log(2.0)", "m_log(8)", "m_log(1000)", "m_log(1e-300)", "m_log(123456.789)")


@njit
def m_log2(x):
    return math.log2(x)


calls("m_log2(2.0)", "m_log2(8)", "m_log2(1000)", "m_log2(1e-300)", "m_log2(123456.789)")


@njit
def m_log10(x):
    return math.log10(x)


calls("m_log10(2.0)", "m_log10(8)", "m_log10(1000)", "m_log10(1e-300)", "m_log10(123456.789)")


@njit
def m_acosh(x):
    return math.acosh(x)


calls("m_acosh(1.5)", "m_acosh(100.0)")


@njit
def m_log_base(x, b):
    return math.log(x, b)


calls("m_log_base(8.0, 2.0)", "m_log_base(100, 10)")


@njit
def m_two(x, y):
    return math.atan2(x, y), math.hypot(x, y), math.copysign(x, y), math.fmod(x, y), math.pow(x, y)


calls("m_two(3.0, 4.0)", "m_two(7.5, -2.0)", "m_two(2, 3)")


@njit
def m_round(x):
    return math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x)


calls("m_round(2.5)", "m_round(-2.5)")


@njit
def m_angles(x):
    return math.degrees(x), math.radians(x)


calls("m_angles(1.0)", "m_angles(180)")


@njit
def m_tests(x):
    return math.isnan(x), math.isinf(x), math.isfinite(x)


calls("m_tests(1.0)", "m_tests(math.inf)")


@njit
def m_isclose(a, b):
    return math.isclose(a, b)


calls("m_isclose(1.0, 1.0 + 1e-10)", "m_isclose(1.0, 1.1)")


@njit
def m_gcd(a, b):
    return math.gcd(a, b), math.lcm(a, b)


calls("m_gcd(48, 36)", "m_gcd(0, 5)", "m_gcd(-12, 18)")


@njit
def m_isqrt(n):
    return math.isqrt(n)


calls("m_isqrt(0)", "m_isqrt(99)", "m_isqrt(10**18)")


@njit
def m_comb(n, k):
    return math.comb(n, k), math.perm(n, k)


calls("m_comb(10, 3)", "m_comb(5, 0)", "m_comb(3, 5)", "m_comb(20, 10)")


@njit
def m_factorial(n):
    return math.factorial(n)


calls("m_factorial(0)", "m_factorial(10)", "m_factorial(20)")


@njit
def m_parts(x):
    return math.frexp(x), math.modf(x), math.ldexp(x, 3)


calls("m_parts(2.75)", "m_parts(-0.1)")


@njit
def m_next(x):
    return math.nextafter(x, 10.0), math.ulp(x), math.remainder(x, 2.0)


calls("m_next(1.0)", "m_next(3.3)")


@njit
def m_constants():
    return math.pi, math.e, math.tau, math.inf


calls("m_constants()")


@njit
def normal_cdf(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


calls("normal_cdf(0.0)", "normal_cdf(1.96)", "normal_cdf(-3.5)")


@njit
def black_scholes(s, k, t, r, v):
    d1 = (math.log(s / k) + (r + 0.5 * v * v) * t) / (v * math.sqrt(t))
    d2 = d1 - v * math.sqrt(t)
    n1 = 0.5 * math.erfc(-d1 / math.sqrt(2.0))
    n2 = 0.5 * math.erfc(-d2 / math.sqrt(2.0))
    return s * n1 - k * math.exp(-r * t) * n2


calls("black_scholes(100.0, 100.0, 1.0, 0.05, 0.2)", "black_scholes(90.0, 110.0, 0.5, 0.01, 0.4)")


@njit
def haversine(lat1, lon1, lat2, lon2):
    p1 = math.radians(lat1)
    p2 = math.radians(lat2)
    a = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(a))


calls("haversine(52.5, 13.4, 48.9, 2.35)")
