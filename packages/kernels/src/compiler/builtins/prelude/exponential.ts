/**
 * Powers of e and of 2. The argument is split as k·ln 2 + r with |r| ≤ ln 2 / 2, and e^r = 1 + r + r²·P(r) with P from
 * scripts/vectors/polynomials.py; ln 2 is in two parts, the first with 32 bits, so that k·LN2_HI is exact.
 */
export const exponential = `
def elementwise_exp(x):
    if not abs(x) < 708.0:
        return _exp_edge(x)
    # Adding 1.5 * 2**52 rounds to a whole number, and leaves it in the lowest bits; 1023 more make it an exponent.
    shifted = x * 1.4426950408889634 + 6755399441056767.0
    k = shifted - 6755399441056767.0
    high = x - k * 0.6931471803691238
    low = k * 1.9082149292705877e-10
    r = high - low
    total = 1.0 + high
    scale = bits_to_float(float_to_bits(shifted) << 52)
    return (total + ((high - (total - 1.0)) + (r * r * _exp_tail(r) - low))) * scale

def _exp_edge(x):
    """e**x where the result may leave the normal numbers."""
    if not x <= 709.782712893384:
        return x + math.inf
    if x < -745.1332191019412:
        return 0.0
    k = rint(x * 1.4426950408889634)
    high = x - k * 0.6931471803691238
    low = k * 1.9082149292705877e-10
    r = high - low
    tail = (high - r) - low
    total = 1.0 + r
    return _scale(total + ((r - (total - 1.0)) + (r * r * _exp_tail(r) + tail)), int(k))

def _exp_tail(r):
    r2 = r * r
    r4 = r2 * r2
    a = 0.5000000000000001 + 0.16666666666666669 * r + (0.04166666666662064 + 0.008333333333329793 * r) * r2
    b = 0.0013888888918939168 + 0.00019841269864380513 * r + (2.4801518641395993e-05 + 2.75572664186123e-06 * r) * r2
    c = 2.7621338669142925e-07 + 2.510134692835034e-08 * r
    return a + (b + c * r4) * r4

def _scale(x, k):
    """x * 2**k, rounded once more only where the result is subnormal."""
    if k > 1023:
        return x * bits_to_float((k + 1022) << 52) * 2.0
    if k < -1022:
        return x * bits_to_float((k + 1077) << 52) * 5.551115123125783e-17
    return x * bits_to_float((k + 1023) << 52)

def _exp_sum(x, small):
    """e**(x + small) for -746 < x < 710 and a small correction, within 1 ulp."""
    k = rint(x * 1.4426950408889634)
    high = x - k * 0.6931471803691238
    low = small - k * 1.9082149292705877e-10
    r = high + low
    tail = low - (r - high)
    total = 1.0 + r
    return _scale(total + ((r - (total - 1.0)) + (r * r * _exp_tail(r) + tail)), int(k))

def elementwise_exp2(x):
    """2 to the power x."""
    if not x < 1024.0:
        return x + math.inf
    if x < -1075.0:
        return 0.0
    k = rint(x)
    f = x - k
    high = bits_to_float(float_to_bits(f) & -134217728)
    low = f - high
    # f * ln 2 with its rounding error, so that 2**3 is 8
    a = high * 0.693147178739309
    b = high * 1.8206362532218046e-09 + low * 0.6931471805599453
    r = a + b
    tail = b - (r - a)
    total = 1.0 + r
    return _scale(total + ((r - (total - 1.0)) + (r * r * _exp_tail(r) + tail)), int(k))
`
