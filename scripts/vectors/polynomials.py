"""Coefficients and constants of the compiler's numeric prelude (packages/kernels/src/compiler/builtins/prelude).

Each function is interpolated at Chebyshev nodes in decimal arithmetic of many digits, which is within a small factor of
the best polynomial of its degree; the worst error seen on a fine grid is printed beside it.

    python3 scripts/vectors/polynomials.py
"""
from decimal import Decimal as D, getcontext
from fractions import Fraction
from math import comb, frexp

getcontext().prec = 420


def agm_pi():
    a, b, t, p = D(1), 1 / D(2).sqrt(), D(1) / 4, D(1)
    for _ in range(12):
        mean = (a + b) / 2
        b, t, p, a = (a * b).sqrt(), t - p * (a - mean) ** 2, p * 2, mean
    return (a + b) ** 2 / (4 * t)


PI = agm_pi()
LN2 = D(2).ln()


def power(x, n):
    return D(1) if n == 0 else x**n


def factorial(n):
    result = D(1)
    for i in range(2, n + 1):
        result *= i
    return result


def cosine(x):
    term, total, n = D(1), D(1), 0
    while abs(term) > D(10) ** -80:
        n += 2
        term *= -x * x / (n * (n - 1))
        total += term
    return total


def fit(name, f, low, high, degree):
    low, high, n = D(low), D(high), degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * cosine((2 * D(k) + 1) * PI / (2 * n)) for k in range(n)]
    differences = [f(x) for x in nodes]
    for j in range(1, n):
        for i in range(n - 1, j - 1, -1):
            differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - j])
    coefficients = [differences[-1]]
    for i in range(n - 2, -1, -1):
        shifted = [D(0)] + coefficients
        for k, a in enumerate(coefficients):
            shifted[k] -= a * nodes[i]
        shifted[0] += differences[i]
        coefficients = shifted
    worst = D(0)
    for k in range(1, 200):
        x = low + (high - low) * D(k) / 200
        worst = max(worst, abs(sum(a * power(x, i) for i, a in enumerate(coefficients)) - f(x)))
    print(f"{name}  on [{float(low):.4g}, {float(high):.4g}]  error {float(worst):.1e}")
    print("  " + ", ".join(repr(float(a)) for a in coefficients))


def series(term, count=60):
    return lambda z: sum((term(n) * power(z, n) for n in range(count)), D(0))


def erf_sum(x):
    """sum of 2^n x^(2n+1) / (2n+1)!!, so that erf x = 2/sqrt(pi) exp(-x^2) times it."""
    term, total, n = x, x, 0
    while abs(term) > D(10) ** -300 * abs(total):
        n += 1
        term *= 2 * x * x / (2 * n + 1)
        total += term
    return total


def erfcx(x):
    if x < 9:
        return (x * x).exp() - 2 / PI.sqrt() * erf_sum(x)
    fraction = D(0)
    for k in range(400, 0, -1):
        fraction = D(k) / 2 / (x + fraction)
    return 1 / PI.sqrt() / (x + fraction)


def erf_ratio(z):
    x = z.sqrt()
    return 2 / PI.sqrt() * (-z).exp() * erf_sum(x) / x - 1


def erfc(x):
    return 1 - 2 / PI.sqrt() * (-x * x).exp() * erf_sum(x)


def bernoulli(count):
    """B_0, B_1, … exactly."""
    numbers = []
    for n in range(count):
        numbers.append(Fraction(int(n == 0)) - sum((Fraction(comb(n, k)) * b / (n - k + 1) for k, b in enumerate(numbers)), Fraction(0)))
    return numbers


BERNOULLI = bernoulli(82)


def stirling(x):
    """ln gamma(x) - (x - 1/2) (ln x - 1) - ln(2 pi) / 2 + 1/2, for a large x."""
    return sum((D(b.numerator) / D(b.denominator) / (2 * k * (2 * k - 1) * x ** (2 * k - 1)) for k, b in enumerate(BERNOULLI[::2]) if k > 0), D(0))


def lgamma(x):
    large, product = x, D(1)
    while large < 60:
        product, large = product * large, large + 1
    return (large - D("0.5")) * (large.ln() - 1) + (2 * PI).ln() / 2 - D("0.5") + stirling(large) - abs(product).ln()


def root(low, high):
    """Where lgamma is zero between two numbers below -2."""
    low, high = D(low), D(high)
    while high - low > D(10) ** -45:
        middle = (low + high) / 2
        low, high = (middle, high) if (lgamma(low) > 0) == (lgamma(middle) > 0) else (low, middle)
    return low


def correction(w):
    x = 1 / w.sqrt()
    return (lgamma(x) - (x - D("0.5")) * (x.ln() - 1) - (2 * PI).ln() / 2 + D("0.5")) * x


def leading_bits(x, bits):
    m, e = frexp(float(x))
    return float(int(m * 2.0**bits)) / 2.0**bits * 2.0**e


def pair(name, x):
    print(f"{name}: {float(x)!r} + {float(x - D(float(x)))!r}")


fit("exp: (e^r - 1 - r) / r^2", series(lambda n: 1 / factorial(n + 2)), -LN2 / 2 * D("1.01"), LN2 / 2 * D("1.01"), 9)
fit("log: (2 atanh(s)/s - 2) / z", series(lambda n: D(2) / (2 * n + 3), 120), "1e-9", "0.02945", 6)
fit("pow: (2 atanh(s)/s - 2 - 2z/3) / z^2", series(lambda n: D(2) / (2 * n + 5), 120), "1e-9", "0.02945", 7)
fit("erf: erf(x)/x - 1", erf_ratio, "1e-9", "1", 11)
fit("erfc(1.5 + d)", lambda d: erfc(D("1.5") + d), "-0.5", "0.5", 17)
fit("erfc(2.75 + d)", lambda d: erfc(D("2.75") + d), "-0.75", "0.75", 19)
fit("erfc(4.75 + d)", lambda d: erfc(D("4.75") + d), "-1.25", "1.25", 20)
fit("erfcx(0.75 + d)", lambda d: erfcx(D("0.75") + d), "-0.25", "0.25", 15)
fit("erfcx(1.5 + d)", lambda d: erfcx(D("1.5") + d), "-0.5", "0.5", 18)
fit("erfcx(2.5 + d)", lambda d: erfcx(D("2.5") + d), "-0.5", "0.5", 16)
fit("erfcx(3.5 + d)", lambda d: erfcx(D("3.5") + d), "-0.5", "0.5", 15)
fit("x erfcx(x) in w = 1/x^2", lambda w: erfcx(1 / w.sqrt()) / w.sqrt(), "0.00125", "0.0626", 13)

getcontext().prec = 90
fit("lgamma(1 + t) / t", lambda t: lgamma(1 + t) / t, "-0.2501", "0.25", 17)
fit("lgamma(1.5 + d)", lambda d: lgamma(D("1.5") + d), "-0.25", "0.25", 16)
fit("lgamma(2 + t) / t", lambda t: lgamma(2 + t) / t, "-0.2501", "0.5", 17)
fit("x (lgamma(x) - (x - 0.5) (ln x - 1) - ln(2 pi) / 2 + 0.5) in w = 1/x^2", correction, "1e-12", "0.015625", 7)
getcontext().prec = 60
first, second, between, behind = root("-2.5", "-2.4"), root("-2.8", "-2.7"), D("-2.625"), D("-2.84375")
pair("the first root of lgamma below -2", first)
pair("the second", second)
fit("lgamma(first + t) / t", lambda t: lgamma(first + t) / t, D("-2.54") - first, D("-2.26") - first, 20)
fit("lgamma(-2.625 + d)", lambda d: lgamma(between + d), "-0.065", "0.085", 17)
fit("lgamma(second + t) / t", lambda t: lgamma(second + t) / t, D("-2.8") - second, D("-2.69") - second, 16)
fit("lgamma(-2.84375 + d)", lambda d: lgamma(behind + d), "-0.05625", "0.04375", 21)
print("ln(2 pi) / 2 - 1/2:", float((2 * PI).ln() / 2 - D("0.5")))
getcontext().prec = 420

high = leading_bits(LN2, 32)
print("ln 2 in two parts:", high, float(LN2 - D(high)))
pair("1/ln 2", 1 / LN2)
pair("1/ln 10", 1 / D(10).ln())
pair("2/3", D(2) / 3)
pair("ln pi", PI.ln())
