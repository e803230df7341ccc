/**
 * Distributions made of uniforms and normals, drawn as NumPy's legacy generator draws them: Marsaglia and Tsang's gamma,
 * Hörmann's PTRS for large Poisson means, Kachitvichyanukul and Schmeiser's BTPE for large binomials.
 */
export const distributions = `
def _drawn(draw, x, y, size, dtype):
    """One number of a distribution with two parameters, or an array of them."""
    if size is None:
        return draw(x, y)
    else:
        out = np.empty(size, dtype)
        flat = out.ravel()
        for i in range(flat.size):
            flat[i] = draw(x, y)
        return out

def _gamma(shape):
    if shape == 1.0:
        return -np.log(1.0 - np.random.random())
    if shape == 0.0:
        return 0.0
    if shape < 1.0:
        while True:
            u = np.random.random()
            v = -np.log(1.0 - np.random.random())
            if u <= 1.0 - shape:
                x = _pow(u, 1.0 / shape)
                if x <= v:
                    return x
            else:
                y = -np.log((1.0 - u) / shape)
                x = _pow(1.0 - shape + shape * y, 1.0 / shape)
                if x <= v + y:
                    return x
    b = shape - 1.0 / 3.0
    c = 1.0 / np.sqrt(9.0 * b)
    while True:
        x = np.random.standard_normal()
        v = 1.0 + c * x
        while v <= 0.0:
            x = np.random.standard_normal()
            v = 1.0 + c * x
        v = v * v * v
        u = np.random.random()
        if u < 1.0 - 0.0331 * (x * x) * (x * x) or np.log(u) < 0.5 * x * x + b * (1.0 - v + np.log(v)):
            return b * v

def _scaled_gamma(shape, scale):
    return scale * _gamma(shape)

def numpy_random_standard_gamma(shape, size=None):
    """The gamma distribution with scale 1."""
    return numpy_random_gamma(shape, 1.0, size)

def numpy_random_gamma(shape, scale=1.0, size=None):
    """The gamma distribution."""
    if shape < 0:
        raise ValueError("shape < 0")
    if scale < 0:
        raise ValueError("scale < 0")
    return _drawn(_scaled_gamma, float(shape), scale, size, np.float64)

def numpy_random_chisquare(df, size=None):
    """The chi-square distribution with df degrees of freedom."""
    if df <= 0:
        raise ValueError("df <= 0")
    return numpy_random_gamma(df / 2.0, 2.0, size)

def _beta(a, b):
    if a > 1.0 or b > 1.0:
        x = _gamma(a)
        return x / (x + _gamma(b))
    while True:
        u = np.random.random()
        v = np.random.random()
        x = _pow(u, 1.0 / a)
        y = _pow(v, 1.0 / b)
        if x + y <= 1.0:
            if x + y > 0.0:
                return x / (x + y)
            # Both powers are too small for a float: their logarithms are not.
            p = np.log(u) / a
            q = np.log(v) / b
            top = max(p, q)
            return np.exp(p - top - np.log(np.exp(p - top) + np.exp(q - top)))

def numpy_random_beta(a, b, size=None):
    """The beta distribution."""
    if a <= 0:
        raise ValueError("a <= 0")
    if b <= 0:
        raise ValueError("b <= 0")
    return _drawn(_beta, float(a), float(b), size, np.float64)

def _poisson(lam, _):
    k = 0
    if lam == 0.0:
        return k
    if lam < 10.0:
        least = np.exp(-lam)
        product = np.random.random()
        while product > least:
            k += 1
            product *= np.random.random()
        return k
    b = 0.931 + 2.53 * np.sqrt(lam)
    a = -0.059 + 0.02483 * b
    while True:
        u = np.random.random() - 0.5
        v = np.random.random()
        us = 0.5 - abs(u)
        k = int(np.floor((2.0 * a / us + b) * u + lam + 0.43))
        if us >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2.0):
            return k
        if k >= 0 and not (us < 0.013 and v > us):
            left = np.log(v) + np.log(1.1239 + 1.1328 / (b - 3.4)) - np.log(a / (us * us) + b)
            if left <= -lam + k * np.log(lam) - math_lgamma(k + 1.0):
                return k

def numpy_random_poisson(lam=1.0, size=None):
    """The Poisson distribution with mean lam."""
    if not lam >= 0:
        raise ValueError("lam < 0 or lam is NaN")
    return _drawn(_poisson, float(lam), 0, size, np.int64)

def _negative_binomial(n, p):
    return _poisson(_scaled_gamma(n, (1.0 - p) / p), 0)

def numpy_random_negative_binomial(n, p, size=None):
    """How many trials fail until n have succeeded, each with probability p."""
    if n <= 0:
        raise ValueError("n <= 0")
    if not (p >= 0 and p <= 1):
        raise ValueError("p < 0, p > 1 or p is NaN")
    return _drawn(_negative_binomial, float(n), float(p), size, np.int64)

def _f(dfnum, dfden):
    over = 2.0 * _gamma(dfnum / 2.0) * dfden
    return over / (2.0 * _gamma(dfden / 2.0) * dfnum)

def numpy_random_f(dfnum, dfden, size=None):
    """Fisher's distribution."""
    if dfnum <= 0:
        raise ValueError("dfnum <= 0")
    if dfden <= 0:
        raise ValueError("dfden <= 0")
    return _drawn(_f, float(dfnum), float(dfden), size, np.float64)

def _power(a, _):
    return _pow(1.0 - np.exp(np.log(1.0 - np.random.random())), 1.0 / a)

def numpy_random_power(a, size=None):
    """The power distribution with exponent a - 1."""
    if a <= 0:
        raise ValueError("a <= 0")
    return _drawn(_power, float(a), 0, size, np.float64)

def _wald(mean, scale):
    y = np.random.standard_normal()
    y = mean * y * y
    x = mean + mean / (2.0 * scale) * (y - np.sqrt(4.0 * scale * y + y * y))
    return x if np.random.random() <= mean / (mean + x) else mean * mean / x

def numpy_random_wald(mean, scale, size=None):
    """Wald's distribution, the inverse Gaussian."""
    if mean <= 0:
        raise ValueError("mean <= 0")
    if scale <= 0:
        raise ValueError("scale <= 0")
    return _drawn(_wald, float(mean), float(scale), size, np.float64)

def numpy_random_multinomial(n, pvals, size=None):
    """How often each outcome comes in n trials; with a size so many such rows."""
    if size is None:
        return numpy_random_multinomial(n, pvals, 1)[0].copy()
    else:
        p = np.asarray(pvals)
        out = np.zeros((size, p.size), np.int64)
        for i in range(size):
            left = n
            rest = 1.0
            for j in range(p.size - 1):
                if left <= 0:
                    break
                if p[j] > 0.0:
                    out[i, j] = _binomial(left, p[j] / rest)
                left -= out[i, j]
                rest -= p[j]
            out[i, p.size - 1] = left
        return out

def _binomial(n, p):
    r = min(p, 1.0 - p)
    k = _binomial_by_steps(n, r) if r * n <= 30.0 else _binomial_by_regions(n, r)
    return k if p <= 0.5 else n - k

def _binomial_by_steps(n, p):
    q = 1.0 - p
    none = np.exp(n * np.log(q))
    mean = n * p
    bound = int(min(float(n), mean + 10.0 * np.sqrt(mean * q + 1.0)))
    k = 0
    chance = none
    u = np.random.random()
    while u > chance:
        k += 1
        if k > bound:
            k = 0
            chance = none
            u = np.random.random()
        else:
            u -= chance
            chance = (n - k + 1) * p * chance / (k * q)
    return k

def _stirling_rest(x):
    y = x * x
    return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / y) / y) / y) / y) / x / 166320.0

def _binomial_by_regions(n, r):
    q = 1.0 - r
    fm = n * r + r
    m = int(np.floor(fm))
    nrq = n * r * q
    p1 = np.floor(2.195 * np.sqrt(nrq) - 4.6 * q) + 0.5
    xm = m + 0.5
    xl = xm - p1
    xr = xm + p1
    c = 0.134 + 20.5 / (15.3 + m)
    a = (fm - xl) / (fm - xl * r)
    left = a * (1.0 + a / 2.0)
    a = (xr - fm) / (xr * q)
    right = a * (1.0 + a / 2.0)
    p2 = p1 * (1.0 + 2.0 * c)
    p3 = p2 + c / left
    p4 = p3 + c / right
    while True:
        u = np.random.random() * p4
        v = np.random.random()
        if u <= p1:
            return int(np.floor(xm - p1 * v + u))
        if u <= p2:
            x = xl + (u - p1) / c
            v = v * c + 1.0 - abs(m - x + 0.5) / p1
            if v > 1.0:
                continue
            y = int(np.floor(x))
        elif v == 0.0:
            continue
        elif u <= p3:
            y = int(np.floor(xl + np.log(v) / left))
            if y < 0:
                continue
            v *= (u - p2) * left
        else:
            y = int(np.floor(xr - np.log(v) / right))
            if y > n:
                continue
            v *= (u - p3) * right
        k = abs(y - m)
        if k <= 20 or k >= nrq / 2.0 - 1.0:
            s = r / q
            a = s * (n + 1)
            f = 1.0
            for i in range(m + 1, y + 1):
                f *= a / i - s
            for i in range(y + 1, m + 1):
                f /= a / i - s
            if v <= f:
                return y
            continue
        rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5)
        t = -(k * k) / (2.0 * nrq)
        log_v = np.log(v)
        if log_v < t - rho:
            return y
        if log_v > t + rho:
            continue
        x1 = y + 1.0
        f1 = m + 1.0
        z = n + 1.0 - m
        w = n - y + 1.0
        most = xm * np.log(f1 / x1) + (n - m + 0.5) * np.log(z / w) + (y - m) * np.log(w * r / (x1 * q))
        if log_v <= most + _stirling_rest(f1) + _stirling_rest(z) + _stirling_rest(x1) + _stirling_rest(w):
            return y

def numpy_random_binomial(n, p, size=None):
    """How many of n trials succeed, each with probability p."""
    if n < 0:
        raise ValueError("n < 0")
    if not (p >= 0 and p <= 1):
        raise ValueError("p < 0, p > 1 or p is NaN")
    return _drawn(_binomial, int(n), float(p), size, np.int64)

def _geometric(p, _):
    if p < 0.3333333333333333:
        return int(np.ceil(np.log1p(-np.random.random()) / np.log(1.0 - p)))
    k = 1
    chance = p
    total = p
    u = np.random.random()
    while u > total:
        chance *= 1.0 - p
        total += chance
        k += 1
    return k

def numpy_random_geometric(p, size=None):
    """How many trials it takes until one succeeds, each with probability p."""
    if not (p > 0 and p <= 1):
        raise ValueError("p <= 0, p > 1 or p contains NaNs")
    return _drawn(_geometric, float(p), 0, size, np.int64)

def _triangular(left, others):
    mode, right = others
    u = np.random.random()
    base = right - left
    if u <= (mode - left) / base:
        return left + np.sqrt(u * ((mode - left) * base))
    return right - np.sqrt((1.0 - u) * ((right - mode) * base))

def numpy_random_triangular(left, mode, right, size=None):
    """The triangular distribution from left to right with its peak at mode."""
    if left > mode:
        raise ValueError("left > mode")
    if mode > right:
        raise ValueError("mode > right")
    if left == right:
        raise ValueError("left == right")
    return _drawn(_triangular, float(left), (float(mode), float(right)), size, np.float64)
`
