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


def shortest(x, error):
    """The fewest digits that are x within an error."""
    for digits in range(1, 17):
        short = float(f"{x:.{digits - 1}e}")
        if abs(D(short) - x) <= error:
            return repr(short)
    return repr(float(x))


def fit(name, f, low, high, degree, error=0):
    """Prints a polynomial; `error` is what the rounding of one coefficient may add to its values."""
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
    reach = max(abs(low), abs(high))
    print("  " + ", ".join(shortest(a, D(error) / power(reach, k)) for k, a in enumerate(coefficients)))


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
    """What Stirling's formula with 1 / (12 x) lacks, times x cubed, in w = 1/x^2."""
    x = 1 / w.sqrt()
    return (stirling(x) * x - D(1) / 12) / w


def ratio(u):
    """(1 + 2x) erfcx(x) in u = (x - 3.75) / (x + 3.75), after Shepherd and Laframboise."""
    x = D("3.75") * (1 + u) / (1 - u)
    return (1 + 2 * x) * erfcx(x)


def leading_bits(x, bits):
    m, e = frexp(float(x))
    return float(int(m * 2.0**bits)) / 2.0**bits * 2.0**e


def pair(name, x):
    print(f"{name}: {float(x)!r} + {float(x - D(float(x)))!r}")


fit("exp: (e^r - 1 - r) / r^2", series(lambda n: 1 / factorial(n + 2)), -LN2 / 2 * D("1.01"), LN2 / 2 * D("1.01"), 9)
fit("log: (2 atanh(s)/s - 2) / z", series(lambda n: D(2) / (2 * n + 3), 120), "1e-9", "0.02945", 6)
fit("pow: (2 atanh(s)/s - 2 - 2z/3) / z^2", series(lambda n: D(2) / (2 * n + 5), 120), "1e-9", "0.02945", 7)
TINY = 2.0**-60
fit("erf: erf(x)/x - 1", erf_ratio, "1e-9", "1", 11, TINY)
fit("erfc(1.5 + d)", lambda d: erfc(D("1.5") + d), "-0.5", "0.5", 17, TINY)
fit("(1 + 2x) erfcx(x)", ratio, "-0.7648", "0.7586", 21, TINY)

getcontext().prec = 90
# The roots of lgamma up to -2.5, and as much to each side as lgamma cannot be told from a difference of larger numbers.
for x, nearby, degree in [(D(1), D(2) ** -7, 7), (D(2), D(2) ** -7, 7), (root("-2.5", "-2.4"), D(2) ** -9, 7), (root("-2.8", "-2.7"), D(2) ** -9, 7)]:
    pair("a root of lgamma", x)
    fit("lgamma(root + t) / t", lambda t: lgamma(x + t) / t, -nearby * D("1.01"), nearby, degree, TINY)
fit("Stirling", correction, "1e-12", "0.015625", 6, TINY)
pair("ln(2 pi) / 2", (2 * PI).ln() / 2)
pair("1/12", D(1) / 12)
getcontext().prec = 420

high = leading_bits(LN2, 32)
print("ln 2 in two parts:", high, float(LN2 - D(high)))
pair("1/ln 2", 1 / LN2)
pair("1/ln 10", 1 / D(10).ln())
pair("2/3", D(2) / 3)
pair("ln pi", PI.ln())
