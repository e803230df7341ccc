# oracle: numba
# Whole numbers: Python's operators on int64, which wraps.
import math

from numba import njit


@njit
def add(a, b):
    return a + b


calls("add(1, 2)", "add(9223372036854775807, 1)", "add(True, 1)", "add(1.5, 2)", "add(-0.0, 0.0)")


@njit
def subtract(a, b):
    return a - b


calls("subtract(1, 2)", "subtract(-9223372036854775807, 5)", "subtract(0.1, 0.3)")


@njit
def multiply(a, b):
    return a * b


calls("multiply(3037000500, 3037000500)", "multiply(-3, 7)", "multiply(0.1, 3)", "multiply(True, 5)")


@njit
def true_divide(a, b):
    return a / b


calls("true_divide(7, 2)", "true_divide(-7, 2)", "true_divide(1, 3)", "true_divide(7.5, 0.5)", "true_divide(9007199254740993, 1)")


@njit
def floor_divide(a, b):
    return a // b


calls("floor_divide(7, 2)", "floor_divide(-7, 2)", "floor_divide(7, -2)", "floor_divide(-7, -2)", "floor_divide(7.5, 2)", "floor_divide(-7.5, 2.0)", "floor_divide(1.0, 0.1)", "floor_divide(0, 5)", "floor_divide(-9223372036854775807, 2)")


@njit
def modulo(a, b):
    return a % b


calls("modulo(7, 3)", "modulo(-7, 3)", "modulo(7, -3)", "modulo(-7, -3)", "modulo(7.5, 2)", "modulo(-7.5, 2.0)", "modulo(7.5, -2.0)", "modulo(1e300, 7.0)", "modulo(5, 5)", "modulo(-0.0, 3.0)")


@njit
def power(a, b):
    return a**b


calls("power(2, 10)", "power(-3, 3)", "power(2, 62)", "power(2.0, 10)", "power(2.0, -2)", "power(2.0, 0.5)", "power(0.0, 0)", "power(1.5, 3)", "power(2, 0.5)", "power(7, 0)")


@njit
def constant_powers(x):
    return x**2, x**3, x**0, x**-1.0, x**0.5


calls("constant_powers(3.0)", "constant_powers(4)", "constant_powers(1.1)")


@njit
def negative_constant_power(x):
    return x**-2


calls("negative_constant_power(2.0)", "negative_constant_power(-3.0)")


@njit
def bits(a, b):
    return a & b, a | b, a ^ b, ~a


calls("bits(12, 10)", "bits(-1, 255)", "bits(0, -5)", "bits(9223372036854775807, 1)")


@njit
def bool_bits(a, b):
    return a & b, a | b, a ^ b


calls("bool_bits(True, False)", "bool_bits(True, True)", "bool_bits(True, 6)")


@njit
def shifts(a, n):
    return a << n, a >> n


calls("shifts(1, 10)", "shifts(-16, 2)", "shifts(1, 62)", "shifts(12345, 0)", "shifts(3, 63)")


@njit
def unary(a):
    return -a, +a, ~a, abs(a)


calls("unary(5)", "unary(-5)", "unary(0)", "unary(9223372036854775807)")


@njit
def not_values(a):
    return not a


calls("not_values(0)", "not_values(3)", "not_values(0.0)", "not_values(True)", "not_values(-0.0)")


@njit
def augmented(a, b):
    x = a
    x += b
    x *= 3
    x -= 1
    x //= 2
    x %= 1000
    x <<= 2
    x >>= 1
    x |= 1
    x &= 0xFF
    x ^= 0x0F
    x **= 2
    return x


calls("augmented(5, 7)", "augmented(-100, 3)", "augmented(123456, 654321)")


@njit
def augmented_float(a, b):
    x = a
    x += b
    x *= 1.5
    x -= 0.25
    x /= 3
    x **= 2
    x //= 0.5
    x %= 7.0
    return x


calls("augmented_float(5.0, 7.0)", "augmented_float(-100.0, 3.5)", "augmented_float(1, 2)")


@njit
def divmods(a, b):
    q, r = divmod(a, b)
    return q, r


calls("divmods(17, 5)", "divmods(-17, 5)", "divmods(17, -5)", "divmods(17.5, 5.0)", "divmods(-17.5, 5.0)")


@njit
def pows(a, b):
    return pow(a, b)


calls("pows(2, 8)", "pows(2.0, 0.5)", "pows(-2.0, 3)", "pows(9, 2)")


@njit
def wraps(n):
    x = 1
    for i in range(1, n):
        x = x * 6364136223846793005 + 1442695040888963407
    return x


calls("wraps(1)", "wraps(2)", "wraps(50)", "wraps(1000)")


@njit
def sum_of_squares(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


calls("sum_of_squares(0)", "sum_of_squares(10)", "sum_of_squares(5000000)", "sum_of_squares(50000000)", "sum_of_squares(-3)")


@njit
def gcd(a, b):
    while b != 0:
        a, b = b, a % b
    return a


calls("gcd(48, 36)", "gcd(17, 5)", "gcd(1000000007, 998244353)", "gcd(0, 9)")


@njit
def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


calls("is_prime(1)", "is_prime(2)", "is_prime(97)", "is_prime(1000003)", "is_prime(1000001)")


@njit
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


calls("collatz(1)", "collatz(27)", "collatz(97)")


@njit
def digits(n):
    total = 0
    count = 0
    while n > 0:
        n, d = divmod(n, 10)
        total += d
        count += 1
    return total, count


calls("digits(0)", "digits(12345)", "digits(9223372036854775807)")


@njit
def reversed_digits(n):
    result = 0
    while n:
        result = result * 10 + n % 10
        n //= 10
    return result


calls("reversed_digits(12345)", "reversed_digits(1000)", "reversed_digits(0)")


@njit
def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


calls("popcount(0)", "popcount(255)", "popcount(-1)", "popcount(123456789)")


@njit
def xorshift(seed, n):
    x = seed
    for _ in range(n):
        x ^= x << 13
        x ^= x >> 7
        x ^= x << 17
    return x


calls("xorshift(1, 1)", "xorshift(88172645463325252, 10)", "xorshift(-5, 100)")


@njit
def literals():
    return 1_000_000, 0xFF, 0o17, 0b1010, 1e3, 1_0.5, .5, 2.


calls("literals()")


@njit
def casts(x):
    return int(x), float(x), bool(x)


calls("casts(3)", "casts(3.99)", "casts(-3.99)", "casts(0.0)", "casts(True)", "casts(1e18)")


@njit
def int_or_float(flag):
    x = 1
    if flag:
        x = 2.5
    return x


calls("int_or_float(True)", "int_or_float(False)")


@njit
def grows_to_float(n):
    x = 0
    for i in range(n):
        x = x + 0.5
    return x


calls("grows_to_float(0)", "grows_to_float(5)")


@njit
def bool_to_int(n):
    x = True
    for i in range(n):
        x = x + 1
    return x


calls("bool_to_int(0)", "bool_to_int(3)")


@njit
def minmax(a, b, c):
    return min(a, b, c), max(a, b, c)


calls("minmax(3, 1, 2)", "minmax(3.5, 1, 2)", "minmax(-1, -1, -1)", "minmax(1.5, 0.5, -2.5)")


@njit
def modular_power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


calls("modular_power(2, 10, 1000)", "modular_power(3, 200, 1000007)", "modular_power(7, 0, 13)")


@njit
def burn(n):
    total = 0
    for i in range(n):
        total += i * i % 1000
    return total


calls("burn(0)", "burn(1000)", "burn(200000)")


@njit
def integer_sqrt(n):
    x = int(math.sqrt(n))
    while x * x > n:
        x -= 1
    while (x + 1) * (x + 1) <= n:
        x += 1
    return x


calls("integer_sqrt(0)", "integer_sqrt(99)", "integer_sqrt(10**14)")


@njit
def folded_before_it_runs():
    return 2 ** -1, 2**65 // 2**64, 2**63 - 1, -(2**63), (2**64 + 5) % 7, 10**19 // 10, 2**-2 * 4, 1 << 64 >> 60


calls("folded_before_it_runs()")
