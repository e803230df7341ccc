/**
 * Sines, cosines and their inverses. An angle is reduced by n·π/2 to a pair y + tail of at most π/4: up to 2^20·π/2 with
 * π/2 in three parts (Cody and Waite), beyond with the 24-bit digits of 2/π that matter (Payne and Hanek). Coefficients and
 * constants are from scripts/vectors/polynomials.py.
 */
export const trigonometry = `
def _reduce(x):
    """n modulo 4 and x - n * pi/2 as a pair, for finite x."""
    if abs(x) < 1647099.0:
        n = rint(x * 0.6366197723675814)
        a = x - n * 1.5707963267341256
        b = n * 6.077100506303966e-11
        y = a - b
        v = y - a
        error = (a - (y - v)) - (b + v) + n * -2.0222662487959506e-21
        total = y + error
        return int(n) & 3, total, error - (total - y)
    return _reduce_large(x)

def _reduce_large(x):
    bits = float_to_bits(abs(x))
    exponent = (bits >> 52) - 1075
    mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000
    high = float(mantissa >> 27)
    low = float(mantissa & 0x7FFFFFF)
    first = (exponent - 2) // 24
    if first < 0:
        first = 0
    quarter = 0
    y = 0.0
    tail = 0.0
    for i in range(first, first + 9):
        digit = float(_two_over_pi_digit(i))
        weight = exponent - 24 * (i + 1)
        for part in range(2):
            term = _scale(high * digit, weight + 27) if part == 0 else _scale(low * digit, weight)
            term -= 4.0 * np.floor(term * 0.25)
            total = y + term
            v = total - y
            tail += (y - (total - v)) + (term - v)
            n = rint(total)
            quarter += int(n)
            y = total - n
    total = y + tail
    n = rint(total)
    quarter += int(n)
    y -= n
    total = y + tail
    tail = tail - (total - y)
    y = total
    p = y * 1.5707963267948966
    pl = _product_error(y, 1.5707963267948966, p) + (y * 6.123233995736766e-17 + tail * 1.5707963267948966)
    total = p + pl
    tail = pl - (total - p)
    if x < 0.0:
        return -quarter & 3, -total, -tail
    return quarter & 3, total, tail

def _two_over_pi_digit(i):
    """24 bits of 2/pi, after the first 24 * i behind the point."""
    if i < 25:
        if i < 12:
            if i < 6:
                if i < 3:
                    if i < 1:
                        return 10680707
                    return 7228996 if i == 1 else 1387004
                if i < 4:
                    return 2578385
                return 16069853 if i == 4 else 12639074
            if i < 9:
                if i < 7:
                    return 9804092
                return 4427841 if i == 7 else 16666979
            if i < 10:
                return 11263675
            return 12935607 if i == 10 else 2387514
        if i < 18:
            if i < 15:
                if i < 13:
                    return 4345298
                return 14681673 if i == 13 else 3074569
            if i < 16:
                return 13734428
            return 16653803 if i == 16 else 1880361
        if i < 21:
            if i < 19:
                return 10960616
            return 8533493 if i == 19 else 3062596
        if i < 23:
            return 8710556 if i == 21 else 7349940
        return 6258241 if i == 23 else 3772886
    if i < 37:
        if i < 31:
            if i < 28:
                if i < 26:
                    return 3769171
                return 3798172 if i == 26 else 8675211
            if i < 29:
                return 12450088
            return 3874808 if i == 29 else 9961438
        if i < 34:
            if i < 32:
                return 366607
            return 15675153 if i == 32 else 9132554
        if i < 35:
            return 7151469
        return 3571407 if i == 35 else 2607881
    if i < 43:
        if i < 40:
            if i < 38:
                return 12013382
            return 4155038 if i == 38 else 6285869
        if i < 41:
            return 7677882
        return 13102053 if i == 41 else 15825725
    if i < 46:
        if i < 44:
            return 473591
        return 9065106 if i == 44 else 15363067
    if i < 48:
        return 6271263 if i == 46 else 9264392
    return 5636912 if i == 48 else 4652155

def _sin_reduced(y, tail):
    z = y * y
    r = 0.008333333333333331 + z * (-0.00019841269841264821 + z * (2.7557319219150783e-06 + z * (-2.5052106167335705e-08 + z * (1.6058521349954986e-10 + z * -7.586094789672621e-13))))
    v = z * y
    return y - ((z * (0.5 * tail - v * r) - tail) - v * -0.16666666666666666)

def _cos_reduced(y, tail):
    z = y * y
    r = z * (0.041666666666666664 + z * (-0.0013888888888888887 + z * (2.480158730158451e-05 + z * (-2.755731922129809e-07 + z * (2.0876755754879594e-09 + z * (-1.1470455178216906e-11 + z * 4.745537017319258e-14))))))
    half = 0.5 * z
    w = 1.0 - half
    return w + (((1.0 - w) - half) + (z * r - y * tail))

def elementwise_sin(x):
    if abs(x) < 0.7853981633974483:
        return x if abs(x) < 1e-9 else _sin_reduced(x, 0.0)
    if x - x != 0.0:
        return math.nan
    n, y, tail = _reduce(x)
    r = _cos_reduced(y, tail) if n & 1 else _sin_reduced(y, tail)
    return -r if n & 2 else r

def elementwise_cos(x):
    if abs(x) < 0.7853981633974483:
        return _cos_reduced(x, 0.0)
    if x - x != 0.0:
        return math.nan
    n, y, tail = _reduce(x)
    r = _sin_reduced(y, tail) if n & 1 else _cos_reduced(y, tail)
    return -r if (n + 1) & 2 else r

def elementwise_tan(x):
    if abs(x) < 1e-9:
        return x
    if x - x != 0.0:
        return math.nan
    n, y, tail = _reduce(x)
    s = _sin_reduced(y, tail)
    c = _cos_reduced(y, tail)
    return -c / s if n & 1 else s / c

def _atan_tail(z):
    return z * (-0.3333333333333333 + z * (0.19999999999999407 + z * (-0.1428571428556615 + z * (0.11111111096587765 + z * (-0.09090908353049669 + z * (0.0769228548876496 + z * (-0.06666240859375808 + z * (0.0587693549653035 + z * (-0.05216607416783708 + z * (0.044919637149159995 + z * (-0.033121323310643644 + z * 0.01476642155379467)))))))))))

def elementwise_atan(x):
    a = abs(x)
    if a < 0.4375:
        return x if a < 1e-9 else x + x * _atan_tail(x * x)
    if a != a:
        return x
    if a > 1e17:
        return math.copysign(1.5707963267948966, x)
    # atan a = atan c + atan((a - c) / (1 + a c)), with c of 1/2, 1, 3/2 or infinity
    if a < 0.6875:
        t = (2.0 * a - 1.0) / (2.0 + a)
        high = 0.4636476090008061
        low = 2.2698777452961687e-17
    elif a < 1.1875:
        t = (a - 1.0) / (a + 1.0)
        high = 0.7853981633974483
        low = 3.061616997868383e-17
    elif a < 2.4375:
        t = (a - 1.5) / (1.0 + 1.5 * a)
        high = 0.982793723247329
        low = 1.3903311031230998e-17
    else:
        t = -1.0 / a
        high = 1.5707963267948966
        low = 6.123233995736766e-17
    return math.copysign(high - ((-t * _atan_tail(t * t) - low) - t), x)

def elementwise_arctan2(y, x):
    if x != x or y != y:
        return math.nan
    if y == 0.0:
        return y if math.copysign(1.0, x) > 0.0 else math.copysign(math.pi, y)
    if x == 0.0:
        return math.copysign(1.5707963267948966, y)
    if x == math.inf or x == -math.inf:
        if y == math.inf or y == -math.inf:
            return math.copysign(0.7853981633974483 if x > 0.0 else 2.356194490192345, y)
        return math.copysign(0.0 if x > 0.0 else math.pi, y)
    if y == math.inf or y == -math.inf:
        return math.copysign(1.5707963267948966, y)
    quotient = abs(y / x)
    if quotient > 1e17:
        return math.copysign(1.5707963267948966, y)
    z = elementwise_atan(quotient)
    if x < 0.0:
        if quotient < 1e-17:
            z = 0.0
        z = 3.141592653589793 - (z - 1.2246467991473532e-16)
    return math.copysign(z, y)

def _asin_tail(z):
    return z * (0.16666666666666666 + z * (0.07500000000000119 + z * (0.04464285714254847 + z * (0.030381944475855856 + z * (0.022372157427705222 + z * (0.017352816997695017 + z * (0.013963771548009896 + z * (0.011566564202171593 + z * (0.009620961262630293 + z * (0.009324648476317875 + z * (0.0030251140174674947 + z * (0.01960393110799315 + z * (-0.019313465666024366 + z * 0.02965806130390572)))))))))))))

def elementwise_asin(x):
    a = abs(x)
    if a < 0.5:
        return x if a < 1e-9 else x + x * _asin_tail(x * x)
    if not a <= 1.0:
        return math.nan
    # asin a = pi/2 - 2 asin sqrt((1 - a) / 2), with the root's rounding error
    z = 0.5 * (1.0 - a)
    s = math.sqrt(z)
    f = bits_to_float(float_to_bits(s) & -4294967296)
    c = (z - f * f) / (s + f) if s > 0.0 else 0.0
    r = _asin_tail(z)
    return math.copysign(0.7853981633974483 - ((2.0 * s * r - (6.123233995736766e-17 - 2.0 * c)) - (0.7853981633974483 - 2.0 * f)), x)

def elementwise_acos(x):
    a = abs(x)
    if a < 0.5:
        r = _asin_tail(x * x)
        return 1.5707963267948966 - (x - (6.123233995736766e-17 - x * r))
    if not a <= 1.0:
        return math.nan
    z = 0.5 * (1.0 - a)
    s = math.sqrt(z)
    r = _asin_tail(z)
    if x < 0.0:
        return 3.141592653589793 - 2.0 * (s + (s * r - 6.123233995736766e-17))
    f = bits_to_float(float_to_bits(s) & -4294967296)
    c = (z - f * f) / (s + f) if s > 0.0 else 0.0
    return 2.0 * (f + (s * r + c))

def _sin_pi(x):
    """sin(pi * x) without the rounding of pi * x."""
    y = _fmod(abs(x), 2.0)
    n = int(rint(2.0 * y))
    if n == 0:
        r = elementwise_sin(math.pi * y)
    elif n == 1:
        r = elementwise_cos(math.pi * (y - 0.5))
    elif n == 2:
        r = elementwise_sin(math.pi * (1.0 - y))
    elif n == 3:
        r = -elementwise_cos(math.pi * (y - 1.5))
    else:
        r = elementwise_sin(math.pi * (y - 2.0))
    return math.copysign(1.0, x) * r

def elementwise_arcsin(x):
    return elementwise_asin(x)

def elementwise_arccos(x):
    return elementwise_acos(x)

def elementwise_arctan(x):
    return elementwise_atan(x)

def math_atan2(y, x):
    return elementwise_arctan2(float(y), float(x))
`
