/**
 * erf, gamma and their kin, from polynomials of scripts/vectors/polynomials.py. erf: near 0 erf(x)/x, further out 1 − erfc.
 * erfc: exp(−x²) times (1 + 2x)·erfcx(x), over 1 + 2x. gamma: Stirling's formula from 8 on, carried along with what is lost
 * (as in `logarithm.ts`), and below by gamma(x + 1) = x·gamma(x). lgamma: the same, and polynomials close to its roots.
 */
import { polynomial } from './polynomial.ts'

/** erf(x)/x − 1 in x², and erfc about the middles of [1, 2], [2, 3.5] and [3.5, 6]. */
const ERF_SMALL = [
  0.12837916709551256, -0.37612638903183543, 0.11283791670945006, -0.02686617064323777, 0.005223977607116422,
  -0.000854832597538968, 0.000120552949048393, -1.4924736907413e-5, 1.644742470324e-6, -1.62084838013e-7,
  1.3720064545e-8, -7.79589882e-10,
]
const ERFC_1_TO_2 = [
  0.033894853524689274, -0.11893028922362937, 0.17839543383544215, -0.1387520040942334, 0.04459885845906473,
  0.01486628615286375, -0.019326172007209, 0.004743053204879, 0.0023626777930217, -0.001709819627854, 9.2912295513e-5,
  0.000254449278077, -7.7676470324e-5, -1.796132314e-5, 1.403863815e-5, -5.712902e-7, -1.4171216e-6, 2.834612e-7,
]
const ERFC_2_TO_3H = [
  0.000100621922119633, -0.000586277247093793, 0.001612262429509374, -0.00276038870506635, 0.00325811365954569,
  -0.00275580841408865, 0.00165732740560522, -0.00064604095633283, 8.901154867825e-5, 7.12231108156e-5,
  -5.499684160033e-5, 1.584383047567e-5, 1.07051667396e-6, -2.6876577493e-6, 9.161506039e-7, -2.3465244e-9,
  -1.082659537e-7, 3.41469987e-8, 2.714475e-9, -3.2913717e-9,
]
const ERFC_3H_TO_6 = [
  1.8485048e-11, -1.79343569e-10, 8.51881884e-10, -2.637845045e-9, 5.980924768e-9, -1.05723974634e-8, 1.5144667709e-8,
  -1.8036291372e-8, 1.81731211224e-8, -1.567546578e-8, 1.1659819663e-8, -7.505290356e-9, 4.1773635116e-9,
  -1.9934856432e-9, 7.9880148656e-10, -2.597867323e-10, 6.360598425e-11, -6.51398896e-12, -4.5166441e-12,
  2.79187792e-12, -5.2603869e-13,
]
/** (1 + 2x)·erfcx(x) in (x − 3.75)/(x + 3.75), for x from 0.5 to 27.3. */
const ERFC = [
  1.2375126308378275, -0.140240598585547, 0.003585415485465717, 0.08227673849014913, -0.10880393014184761,
  0.0923043211602807, -0.05869339858676195, 0.02836227741987669, -0.00974657960016269, 0.0017556258503829,
  0.0002937140213399, -0.00029015409856798, 5.164724123526e-5, 2.238441680434e-5, -1.143794126604e-5, -9.742397034e-7,
  1.7383159338e-6, -5.57815728e-8, -2.407691256e-7, 2.1514548e-8, 2.47346986e-8, -2.5986067e-9,
]
/** lgamma(root + t)/t: its roots, as sums of two doubles, and how far from them a difference of larger numbers is too coarse. */
const ROOTS: readonly [high: number, low: number, reach: number, coefficients: number[]][] = [
  [
    1,
    0,
    2 ** -7,
    [
      -0.5772156649015329, 0.8224670334241132, -0.40068563438654, 0.270580808428, -0.2073855505, 0.1695572, -0.144064,
      0.126,
    ],
  ],
  [
    2,
    0,
    2 ** -7,
    [
      0.42278433509846713, 0.3224670334241132, -0.0673523010532, 0.020580808428, -0.007385551, 0.0028905, -0.00119,
      0.0005,
    ],
  ],
  [
    -2.4570247382208006,
    -3.7075610815513266e-17,
    2 ** -9,
    [1.5156034480216574, 4.8583209516339965, 1.411291143078, 8.7217825838, 5.8004146, 24.82494, 24.04, 80.0],
  ],
  [
    -2.7476826467274127,
    9.055340329338315e-17,
    2 ** -9,
    [-1.9143501856115988, 9.575189475709667, -20.095134916843, 62.6272827135, -194.7661548, 646.906, -2193.32, 7610.0],
  ],
]
/** What Stirling's formula with 1/(12x) lacks, times x³, in 1/x². */
const STIRLING = [
  -0.002777777777777774, 0.0007936507936298, -0.0005952380736, 0.0008417424248, -0.0019159525, 0.006256396, -0.0217767,
]
const INNER = '        '

/** The lines of `_lgamma_at` about one root. */
const aboutRoot = ([high, low, reach, [first, ...others]]: (typeof ROOTS)[number]): string => `
    t = x - ${high} - ${low}
    if abs(t) < ${reach}:
        ${polynomial('p', 't', others, INNER)}
        return t * ${first} + t * t * p`

export const special = `
def _erf_small(x):
    z = x * x
    ${polynomial('p', 'z', ERF_SMALL)}
    return x + x * p

def _erfc_large(x):
    """erfc(x) for x >= 0.5; x squared is made exact by cutting x in two, and what rounding loses goes into the exponent."""
    if x > 27.3:
        return 0.0
    high = bits_to_float(float_to_bits(x) & -4294967296)
    low = (x - high) * (x + high)
    u = (x - 3.75) / (x + 3.75)
    ${polynomial('p', 'u', ERFC.slice(1))}
    p *= u
    f = ${ERFC[0]} + p
    d = 2.0 * x + 1.0
    g = f / d
    r = g * d
    lost = (f - r - _product_error(g, d, r) + (${ERFC[0]} - f + p)) / f - (2.0 * x - d + 1.0) / d
    return _exp_sum(-high * high, lost - low) * g

def math_erf(x):
    """The error function."""
    x = float(x)
    if abs(x) < 1.0:
        return _erf_small(x)
    return _erf_large(x)

def _erf_large(x):
    """erf(x) for |x| >= 1, or NaN: 1 less a polynomial of erfc, which needs few digits there."""
    a = abs(x)
    if a < 2.0:
        d = a - 1.5
        ${polynomial('p', 'd', ERFC_1_TO_2, INNER)}
    elif a < 3.5:
        d = a - 2.75
        ${polynomial('p', 'd', ERFC_2_TO_3H, INNER)}
    elif a < 6.0:
        d = a - 4.75
        ${polynomial('p', 'd', ERFC_3H_TO_6, INNER)}
    else:
        p = 0.0 if a == a else a
    return math.copysign(1.0 - p, x)

def math_erfc(x):
    """1 − erf(x), exact where erf is near 1."""
    x = float(x)
    if x != x:
        return x
    if x < 0.5:
        return 1.0 - _erf_small(x) if x > -1.0 else 2.0 - _erfc_large(-x)
    return _erfc_large(x)

def _gamma_pair(x):
    """
    ln gamma(x + n) with the least x + n >= 8, and x (x + 1) … (x + n - 1), times 2**-200 for x < -100: a pair each.
    """
    p = 1.0 if x > -100.0 else 6.223015277861142e-61
    q = 0.0
    n = 0.0
    y = x
    e = 0.0
    while y < 8.0:
        r = p * y
        q = _product_error(p, y, r) + (p * e + q * y)
        p = r
        n += 1.0
        y = x + n
        m = y - x
        e = (x - (y - m)) + (n - m)
    log, log_low, k = _log_pair(y)
    log, log_low = _add_log2s(log, log_low, k)
    # (y - 0.5) * log - y + ln(2 pi) / 2 + 1 / (12 y) + …, and e times its slope
    s = (y - 0.5) * log
    low = _product_error(y - 0.5, log, s) + (y - 0.5) * log_low + e * (log - (0.5 + 0.08333333333333333 / y) / y)
    t = s - y
    high = t + 0.9189385332046728
    low += (s - t - y) + (t - high + 0.9189385332046728 - 3.8782941580672414e-17)
    c = 0.08333333333333333 / y
    r = c * y
    low += (0.08333333333333333 - r - _product_error(c, y, r) + 4.625929269271485e-18 + _stirling(y)) / y
    t = high + c
    return t, low + (high - t + c), p, q

def math_gamma(x):
    """The gamma function."""
    x = float(x)
    if x != x or x == math.inf:
        return x
    if x == -math.inf:
        return math.nan
    if x == 0.0:
        return math.copysign(math.inf, x)
    if x == np.floor(x):
        if x < 0.0:
            return math.nan
        if x <= 23.0:
            product = 1.0
            for i in range(2, int(x)):
                product *= i
            return product
    if abs(x) < 1e-20:
        return 1.0 / x
    if x > 172.0:
        return math.inf
    if x < -185.0:
        half = np.floor(x) / 2.0
        return 0.0 if half == np.floor(half) else -0.0
    high, low, p, q = _gamma_pair(x)
    r = _exp_sum(high, low - q / p) / p
    return r if x > -100.0 else r * 6.223015277861142e-61

def math_lgamma(x):
    """The logarithm of the absolute value of gamma(x)."""
    x = float(x)
    if x != x:
        return x
    a = abs(x)
    if a == math.inf:
        return math.inf
    if x == np.floor(x) and x <= 2.0:
        return math.inf if x <= 0.0 else 0.0
    if a < 1e-20:
        return -elementwise_log(a)
    if x >= 8.0:
        return _lgamma_large(x)
    if x <= -100.0:
        return 1.1447298858494002 - elementwise_log(abs(math.sin(math.pi * (a - rint(a)))) * a) - _lgamma_large(a)
    return _lgamma_small(x)

def _lgamma_large(x):
    return (x - 0.5) * (elementwise_log(x) - 1.0) + (0.4189385332046727 + (0.08333333333333333 + _stirling(x)) / x)

def _stirling(x):
    """What Stirling's formula with 1 / (12 x) lacks, times x."""
    w = 1.0 / (x * x)
    ${polynomial('p', 'w', STIRLING)}
    return w * p

def _lgamma_small(x):
    """For -100 < x < 8."""${ROOTS.map(aboutRoot).join('')}
    high, low, p, q = _gamma_pair(x)
    log, log_low, k = _log_pair(abs(p))
    log, log_low = _add_log2s(log, log_low, k)
    total = high - log
    m = total - high
    return total + ((high - (total - m)) - (log + m) + (low - log_low - q / p))
`
