# oracle: numba
# Small programs of numbers as a reader of a Numba tutorial writes them.
import math

import numpy as np
from numba import njit, prange


@njit
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


calls("collatz(27)", "collatz(1)", "collatz(97)")


@njit
def longest_collatz(limit):
    best, best_start = 0, 0
    for start in range(1, limit):
        length = collatz(start)
        if length > best:
            best, best_start = length, start
    return best_start, best


calls("longest_collatz(3000)")


@njit
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


calls("fib(20)")


@njit
def fib_memo(n):
    memo = np.zeros(n + 2, dtype=np.int64)
    memo[1] = 1
    for i in range(2, n + 1):
        memo[i] = memo[i - 1] + memo[i - 2]
    return memo[n]


calls("fib_memo(90)", "fib_memo(0)", "fib_memo(100)")


@njit
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


calls("gcd(1071, 462)", "gcd(-12, 18)", "gcd(7, 0)")


@njit
def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    i = 3
    while i * i <= n:
        if n % i == 0:
            return False
        i += 2
    return True


calls("is_prime(2)", "is_prime(91)", "is_prime(104729)", "is_prime(1)")


@njit
def count_primes(n):
    return sum([1 for i in range(n) if is_prime(i)])


calls("count_primes(1000)")


@njit
def power_mod(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


calls("power_mod(3, 200, 1000007)", "power_mod(-7, 13, 97)")


@njit
def newton_sqrt(x, tol=1e-12):
    guess = x / 2 if x > 1 else 1.0
    for i in range(100):
        nxt = 0.5 * (guess + x / guess)
        if abs(nxt - guess) < tol:
            return nxt, i
        guess = nxt
    return guess, 100


calls("newton_sqrt(2.0)", "newton_sqrt(2)", "newton_sqrt(1e10)", "newton_sqrt(0.25, tol=1e-3)")


@njit
def bisect(lo, hi):
    while hi - lo > 1e-10:
        mid = (lo + hi) / 2
        if mid ** 3 - mid - 2 > 0:
            hi = mid
        else:
            lo = mid
    return lo


calls("bisect(1.0, 2.0)", "bisect(1, 2)")


@njit
def trapezoid(a, b, n):
    h = (b - a) / n
    s = 0.5 * (math.exp(-a * a) + math.exp(-b * b))
    for i in range(1, n):
        x = a + i * h
        s += math.exp(-x * x)
    return s * h


calls("trapezoid(0.0, 1.0, 100)", "trapezoid(-2, 2, 50)")


@njit
def rk4(y, t_end, n):
    h = t_end / n
    t = 0.0
    for _ in range(n):
        k1 = -2 * y + t
        k2 = -2 * (y + h / 2 * k1) + t + h / 2
        k3 = -2 * (y + h / 2 * k2) + t + h / 2
        k4 = -2 * (y + h * k3) + t + h
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += h
    return y


calls("rk4(1.0, 2.0, 40)")


@njit
def digit_sum(n):
    total = 0
    n = abs(n)
    while n:
        n, d = divmod(n, 10)
        total += d
    return total


calls("digit_sum(98765)", "digit_sum(-1203)", "digit_sum(0)")


@njit
def is_palindrome(n):
    m, r = n, 0
    while m > 0:
        r = r * 10 + m % 10
        m //= 10
    return n == r


calls("is_palindrome(12321)", "is_palindrome(123)")


@njit
def perfect_numbers(limit):
    found = []
    for n in range(2, limit):
        s = 1
        for d in range(2, int(math.sqrt(n)) + 1):
            if n % d == 0:
                s += d
                if d != n // d:
                    s += n // d
        if s == n:
            found.append(n)
    return found


calls("perfect_numbers(9000)")


@njit
def triples(n):
    out = []
    for a in range(1, n):
        for b in range(a, n):
            c = math.sqrt(a * a + b * b)
            if c == int(c) and c < n:
                out.append((a, b, int(c)))
    return out


calls("triples(25)")


@njit
def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


calls("hanoi(8, 0, 1, 2)")


@njit
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


calls("ackermann(2, 3)")


@njit
def pi_leibniz(n):
    s = 0.0
    for k in range(n):
        s += (-1) ** k / (2 * k + 1)
    return 4 * s


calls("pi_leibniz(1000)")


@njit
def bits(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


calls("bits(255)", "bits(0)", "bits(2**40 + 1)")


@njit
def lcg(seed, n):
    x = seed
    for _ in range(n):
        x = (1103515245 * x + 12345) % 2 ** 31
    return x


calls("lcg(42, 10)")


@njit
def hash_fnv(n):
    h = 1469598103934665603
    for i in range(n):
        h ^= i & 255
        h *= 1099511628211
    return h


calls("hash_fnv(5)", "hash_fnv(1000)")


@njit
def describe(x):
    if x < 0:
        return "negative"
    elif x == 0:
        return "zero"
    return "positive"


calls("describe(-1)", "describe(0.0)", "describe(3)")


@njit
def convert(value, unit):
    if unit == "km":
        return value * 1000.0
    if unit != "m":
        raise ValueError("unknown unit")
    return value * 1.0


calls("convert(2, 'km')", "convert(3.5, 'm')", "convert(1, 'ft')")


@njit
def first_divisor(n):
    for d in range(2, n):
        if n % d == 0:
            return d
    return None


calls("first_divisor(91)", "first_divisor(97)")


@njit
def safe_ratio(a, b):
    if b == 0:
        return None
    return a / b


calls("safe_ratio(1, 2)", "safe_ratio(1, 0)", "safe_ratio(1.5, 0.5)")


@njit
def uses_ratio(a, b):
    r = safe_ratio(a, b)
    if r is None:
        return -1.0
    return r + 1


calls("uses_ratio(1, 2)", "uses_ratio(1, 0)")


@njit
def smallest_above(a, limit):
    best = None
    for x in a:
        if x > limit:
            if best is None or x < best:
                best = x
    return best


calls("smallest_above(np.array([5.0, 2.0, 9.0]), 3.0)", "smallest_above(np.array([5.0, 2.0]), 7.0)")


@njit
def head_and_rest(t):
    return t[0], t[1:], t[:-1], t[::2]


calls("head_and_rest((1, 2, 3))", "head_and_rest((1.5, 2, True))")


@njit
def in_tuple(x):
    return x in (1, 3, 5), x not in (1, 3, 5)


calls("in_tuple(3)", "in_tuple(4)")


@njit
def black_scholes(s, k, t, r, v):
    d1 = (math.log(s / k) + (r + 0.5 * v * v) * t) / (v * math.sqrt(t))
    d2 = d1 - v * math.sqrt(t)
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    return s * n1 - k * math.exp(-r * t) * n2


calls("black_scholes(100.0, 95.0, 0.5, 0.03, 0.2)", "black_scholes(100, 105, 1, 0, 0.3)")


@njit
def compound(principal, rate, years, monthly=0.0):
    for _ in range(years):
        for _ in range(12):
            principal = principal * (1 + rate / 12) + monthly
    return round(principal, 2)


calls("compound(1000.0, 0.05, 10)", "compound(1000, 0.05, 2, monthly=50)")
