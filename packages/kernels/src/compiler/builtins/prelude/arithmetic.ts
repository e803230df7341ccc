/** Powers and rounding. */
export const arithmetic = `
def _int_power(a, b):
    if b < 0:
        if a == 0:
            raise ZeroDivisionError("0 cannot be raised to a negative power")
        if a == 1:
            return 1
        if a == -1:
            return -1 if b & 1 else 1
        return 0
    result = 1
    while b > 0:
        if b & 1:
            result *= a
        b >>= 1
        a *= a
    return result

def _float_power(a, b):
    if _is_float32(a):
        one = np.float32(1.0)
    else:
        one = 1.0
    n = abs(b)
    if n > 65536:
        return _as_element(a, _pow(float(a), float(b)))
    result = one
    while n > 0:
        if n & 1:
            result *= a
        n >>= 1
        a *= a
    if b < 0:
        if result == 0:
            raise ZeroDivisionError("division by zero")
        return one / result
    return result

def _round_digits(x, ndigits):
    if not math.isfinite(x):
        return x
    if ndigits >= 0:
        if ndigits > 22:
            scale = 10.0 ** (ndigits - 22)
            wide = 1e22
        else:
            scale = 10.0 ** ndigits
            wide = 1.0
        y = (x * scale) * wide
        if not math.isfinite(y):
            return x
        z = np.rint(y)
        if abs(y - z) == 0.5:
            z = 2.0 * np.rint(y / 2.0)
        return (z / wide) / scale
    scale = 10.0 ** (-ndigits)
    return np.rint(x / scale) * scale
`
