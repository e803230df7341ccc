/**
 * Logarithms and powers. x = 2^k·m with m in [√½, √2), s = (m−1)/(m+1), log m = 2·atanh s = 2s + s·z·(2/3 + z·Q(z)) with
 * z = s²; coefficients from scripts/vectors/polynomials.py. Where more than a double is needed (pow, log2, log10), sums and
 * products carry their rounding errors along (Dekker): a result is a pair high + low of about 2^-68 relative error.
 */
export const logarithm = `
def elementwise_log(x):
    bits = float_to_bits(x)
    # One comparison for all but normal positive numbers: those end up below, the others wrap or do not.
    if bits + 0x7FF0000000000000 >= -0x20000000000000:
        return _log_edge(x)
    return _log_bits(bits, 0)

def _log_edge(x):
    """Logarithm of what is no normal positive number."""
    if not x > 0.0:
        return -math.inf if x == 0.0 else math.nan
    if x == math.inf:
        return x
    return _log_bits(float_to_bits(x * 18014398509481984.0), -54)

def _log_bits(bits, shift):
    """Logarithm of a number, given by its bits, times 2**shift."""
    n = (bits - 0x3FE6A09E667F3BCD) >> 52
    m = bits_to_float(bits - (n << 52))
    f = m - 1.0
    k = float(n + shift)
    s = np.divide(f, m + 1.0)
    half = 0.5 * f * f
    r = _atanh_tail(s * s)
    return k * 0.6931471803691238 - ((half - (s * (half + r) + k * 1.9082149292705877e-10)) - f)

def _atanh_tail(z):
    z2 = z * z
    z4 = z2 * z2
    a = 0.666666666666667 + 0.3999999999989924 * z + (0.2857142862609592 + 0.22222211115141333 * z) * z2
    b = 0.1818289055685574 + 0.1533167402581507 * z + 0.1461703759429283 * z2
    return z * (a + b * z4)

def _product_error(a, b, product):
    """What was lost when a * b was rounded to product."""
    ah = bits_to_float(float_to_bits(a) & -134217728)
    bh = bits_to_float(float_to_bits(b) & -134217728)
    al = a - ah
    bl = b - bh
    return ((ah * bh - product) + ah * bl + al * bh) + al * bl

def _log_pair(x):
    """log(x) as high + low for finite x > 0, and the k of x = 2**k * m beside log(m)."""
    bits = float_to_bits(x)
    shift = 0
    if bits < 0x10000000000000:
        bits = float_to_bits(x * 18014398509481984.0)
        shift = -54
    n = (bits - 0x3FE6A09E667F3BCD) >> 52
    f = bits_to_float(bits - (n << 52)) - 1.0
    d = 2.0 + f
    dl = f - (d - 2.0)
    s = f / d
    p = s * d
    sl = ((f - p) - _product_error(s, d, p) - s * dl) / d
    z = s * s
    zl = _product_error(s, s, z) + 2.0 * s * sl
    z2 = z * z
    q = 0.4 + 0.2857142857142937 * z + (0.22222222221654733 + 0.1818181833565416 * z) * z2
    q += (0.15384594934597917 + 0.13334806212100603 * z + (0.11706195689881364 + 0.11723603622905411 * z) * z2) * z2 * z2
    q *= z
    t = 0.6666666666666666 + q
    tl = (q - (t - 0.6666666666666666)) + 3.700743415417188e-17
    u = z * t
    ul = _product_error(z, t, u) + (z * tl + zl * t)
    v = s * u
    vl = _product_error(s, u, v) + (s * ul + sl * u)
    high = 2.0 * s + v
    low = (v - (high - 2.0 * s)) + (vl + 2.0 * sl)
    return high, low, float(n + shift)

def _add_log2s(high, low, k):
    """log(m) + k * ln 2, as a pair."""
    big = k * 0.6931471803691238
    total = big + high
    error = (high - (total - big)) if k != 0.0 else 0.0
    rest = error + (low + k * 1.9082149292705877e-10)
    sum = total + rest
    return sum, rest - (sum - total)

def _pow(x, y):
    """x ** y of two floats, as C's pow: within 1 ulp."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if x != x or y != y:
        return x + y
    odd = False
    whole = np.floor(y) == y
    if whole and abs(y) < 9007199254740992.0:
        half = y * 0.5
        odd = np.floor(half) != half
    a = abs(x)
    if y == math.inf or y == -math.inf:
        if a == 1.0:
            return 1.0
        return math.inf if (a > 1.0) == (y > 0.0) else 0.0
    negative = math.copysign(1.0, x) < 0.0
    if a == 0.0 or a == math.inf:
        result = math.inf if (a == 0.0) == (y < 0.0) else 0.0
        return -result if negative and odd else result
    if negative and not whole:
        return math.nan
    sign = -1.0 if negative and odd else 1.0
    high, low, k = _log_pair(a)
    high, low = _add_log2s(high, low, k)
    p = y * high
    if p > 710.0:
        return sign * math.inf
    if p < -746.0:
        return sign * 0.0
    pl = _product_error(y, high, p) + y * low
    return sign * _exp_sum(p, pl)

def math_log(x, base=None):
    """Natural logarithm, or the logarithm to a base."""
    if base is None:
        return elementwise_log(float(x))
    else:
        return elementwise_log(float(x)) / elementwise_log(float(base))

def elementwise_hypot(x, y):
    """The root of x² + y², without overflow on the way."""
    a = abs(x)
    b = abs(y)
    if a == math.inf or b == math.inf:
        return math.inf
    if a < b:
        a, b = b, a
    if a != a or b != b or b <= a * 1e-18:
        return a + b
    scale = 1.0
    if a > 1e150:
        scale = 1.3407807929942597e154
    elif a < 1e-150:
        scale = 7.458340731200207e-155
    a /= scale
    b /= scale
    aa = a * a
    bb = b * b
    h = math.sqrt(aa + bb)
    hh = h * h
    residue = (_product_error(a, a, aa) + _product_error(b, b, bb)) - _product_error(h, h, hh)
    total = aa + bb
    residue += (bb - (total - aa)) + (total - hh)
    return (h + residue / (2.0 * h)) * scale

def elementwise_cbrt(x):
    """Cube root."""
    if x == 0.0 or x - x != 0.0:
        return x
    a = abs(x)
    factor = 1.0
    if a < 1e-280:
        a *= 18014398509481984.0
        factor = 3.814697265625e-06
    elif a > 1e300:
        a *= 5.551115123125783e-17
        factor = 262144.0
    # A third of the exponent is right to 5 %; Halley's step triples the digits.
    t = bits_to_float(float_to_bits(a) // 3 + 0x2A9F7893782DA1CE)
    for _ in range(3):
        c = t * t * t
        t *= (c + 2.0 * a) / (2.0 * c + a)
    # One last step with the residue computed exactly.
    q = t * t
    ql = _product_error(t, t, q)
    c = q * t
    cl = _product_error(q, t, c) + ql * t
    t -= ((c - a) + cl) / (3.0 * q)
    return math.copysign(t * factor, x)
`
