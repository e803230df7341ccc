/** Functions of whole numbers, and those on the digits of a float. */
export const whole = `
def _fmod(x, y):
    """The exact remainder of x / y with the sign of x, as C's fmod."""
    if y == 0.0 or x - x != 0.0 or y != y:
        return math.nan
    a = abs(x)
    b = abs(y)
    if b == math.inf:
        return x
    if a < b:
        return x
    q = a / b
    if q < 4503599627370496.0 and b > 1e-280:
        q = np.floor(q)
        p = q * b
        r = (a - p) - _product_error(q, b, p)
        if r < 0.0:
            r += b
        return math.copysign(r, x)
    # Long division of the digits, nine bits at a time: 2**53 shifted by nine still fits.
    na, ma = _digits(a)
    nb, mb = _digits(b)
    gap = na - nb
    m = ma % mb
    while gap > 0:
        step = min(gap, 9)
        m = (m << step) % mb
        gap -= step
    a = _scale(float(m), nb) if nb > -1022 else bits_to_float(m)
    return math.copysign(a, x)

def _digits(x):
    """n and m with x = m * 2**n, m a whole number of at most 53 bits, for x > 0; n is -1074 for subnormal x."""
    bits = float_to_bits(x)
    n = bits >> 52
    m = bits & 0xFFFFFFFFFFFFF
    return (n - 1075, m | 0x10000000000000) if n > 0 else (-1074, m)

def math_gcd(a, b):
    """The greatest common divisor."""
    a = abs(a)
    b = abs(b)
    while b != 0:
        a, b = b, a % b
    return a

def math_lcm(a, b):
    """The least common multiple."""
    if a == 0 or b == 0:
        return 0
    return abs(a // math_gcd(a, b) * b)

def math_isqrt(n):
    """The largest whole number whose square is not above n."""
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    root = int(math.sqrt(float(n)))
    if root > 3037000499:
        root = 3037000499
    while root * root > n:
        root -= 1
    while root < 3037000499 and (root + 1) * (root + 1) <= n:
        root += 1
    return root

def _times(a, b):
    """a * b of two positive numbers, or OverflowError."""
    if a > 9223372036854775807 // b:
        raise OverflowError("the result does not fit into int64")
    return a * b

def math_factorial(n):
    """1 · 2 · … · n, modulo 2**64 as int64 has it."""
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    result = 1
    for i in range(2, n + 1):
        result = _times(result, i)
    return result

def math_comb(n, k):
    """In how many ways k of n things can be chosen."""
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    k = min(k, n - k)
    result = 1
    for i in range(1, k + 1):
        factor = n - k + i
        divisor = math_gcd(result, i)
        result = _times(result // divisor, factor // (i // divisor))
    return result

def math_perm(n, k=-1):
    """In how many orders k of n things can be chosen."""
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        return math_factorial(n)
    result = 1
    for i in range(k):
        if i == n:
            return 0
        result = _times(result, n - i)
    return result

def math_ldexp(x, k):
    """x · 2**k."""
    x = float(x)
    if k > 2100:
        k = 2100
    if k < -2200:
        k = -2200
    while k > 1023:
        x *= 8.98846567431158e307
        k -= 1023
    if k >= -1022:
        return _scale(x, k)
    # Into the subnormal numbers: round once, at the end.
    bits = float_to_bits(x)
    exponent = (bits >> 52) & 2047
    while k < -1022 and exponent > 1100:
        x *= 2.2250738585072014e-308
        exponent -= 1022
        k += 1022
    if k < -1077:
        return x * 0.0
    return _scale(x, k) if k >= -1022 else x * 2.0041683600089728e-292 * _scale(1.0, k + 969)

def math_frexp(x):
    """The mantissa between 0.5 and 1 and the exponent of x = m · 2**e."""
    x = float(x)
    if x == 0.0 or x - x != 0.0:
        return x, 0
    shift = 0
    if abs(x) < 2.2250738585072014e-308:
        x *= 18014398509481984.0
        shift = -54
    bits = float_to_bits(x)
    exponent = ((bits >> 52) & 2047) - 1022
    return bits_to_float(bits - (exponent << 52)), exponent + shift

def math_modf(x):
    """The part behind the point and the part before it."""
    x = float(x)
    if x == math.inf or x == -math.inf:
        return math.copysign(0.0, x), x
    t = np.trunc(x) if abs(x) < 4503599627370496.0 else x
    return math.copysign(x - t, x), math.copysign(t, x)

def math_nextafter(x, y):
    """The next float after x on the way to y."""
    x = float(x)
    y = float(y)
    if x != x or y != y:
        return x + y
    if x == y:
        return y
    if x == 0.0:
        return math.copysign(5e-324, y)
    bits = float_to_bits(x)
    return bits_to_float(bits + 1 if (y > x) == (x > 0.0) else bits - 1)

def math_ulp(x):
    """The distance from x to the next float."""
    x = abs(float(x))
    if x - x != 0.0:
        return x
    up = bits_to_float(float_to_bits(x) + 1)
    return up - x if up < math.inf else 1.99584030953472e292

def math_remainder(x, y):
    """x less the multiple of y that is nearest to it."""
    x = float(x)
    y = float(y)
    if x - x != 0.0 or y == 0.0 or y != y:
        return math.nan
    if y == math.inf or y == -math.inf:
        return x
    a = abs(x)
    b = abs(y)
    m = _fmod(a, b)
    c = b - m
    if m < c:
        r = m
    elif m > c:
        r = -c
    else:
        r = m - 2.0 * _fmod(0.5 * (a - m), b)
    return math.copysign(1.0, x) * r

def math_isclose(a, b, rel_tol=1e-09, abs_tol=0.0):
    """Whether a and b differ by little, relative to their size or absolutely."""
    a = float(a)
    b = float(b)
    if a == b:
        return True
    if abs(a) == math.inf or abs(b) == math.inf:
        return False
    gap = abs(a - b)
    return gap <= abs(rel_tol * b) or gap <= abs(rel_tol * a) or gap <= abs_tol
`
