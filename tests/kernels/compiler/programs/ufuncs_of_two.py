# oracle: numba
# Functions and operators of two operands, element by element, with broadcasting.
import numpy as np
from numba import njit


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
