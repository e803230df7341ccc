/**
 * NumPy's legacy random functions over the MT19937 stream: for one seed they draw the same words in the same order, so
 * whole numbers and uniforms are NumPy's bit for bit, and normals to the last digit or two (Marsaglia's polar method with
 * the second number of each pair kept).
 */
export const random = `
def _below(top):
    """A whole number from 0 to top, by masked rejection."""
    if top == 0:
        return 0
    mask = top
    mask |= mask >> 1
    mask |= mask >> 2
    mask |= mask >> 4
    mask |= mask >> 8
    mask |= mask >> 16
    mask |= mask >> 32
    if top <= 0xFFFFFFFF:
        if top == 0xFFFFFFFF:
            return _random_word()
        value = _random_word() & mask
        while value > top:
            value = _random_word() & mask
        return value
    value = _random_long() & mask
    while value > top:
        value = _random_long() & mask
    return value

def _random_long():
    high = _random_word()
    return (high << 32) | _random_word()

def numpy_random_randint(low, high=None, size=None):
    """Whole numbers from low up to, not including, high."""
    if high is None:
        return numpy_random_randint(0, low, size)
    elif size is None:
        top = high - 1 - low
        if top < 0:
            raise ValueError("low >= high")
        return low + _below(top)
    else:
        top = high - 1 - low
        if top < 0:
            raise ValueError("low >= high")
        out = np.empty(size, np.int64)
        flat = out.ravel()
        for i in range(flat.size):
            flat[i] = low + _below(top)
        return out

def random_randint(a, b):
    """A whole number from a up to and including b."""
    return random_randrange(a, b + 1)

def random_randrange(start, stop=None):
    """A whole number from start up to, not including, stop."""
    if stop is None:
        return random_randrange(0, start)
    else:
        if stop <= start:
            raise ValueError("empty range for randrange()")
        return start + _top_bits_below(stop - start)

def _top_bits_below(count):
    bits = 0
    while count >> bits > 0:
        bits += 1
    value = count
    while value >= count:
        value = _random_word()
        if bits <= 32:
            value >>= 32 - bits
        else:
            value |= _random_word() >> (64 - bits) << 32
    return value

def numpy_random_random_integers(low, high=None, size=None):
    """Whole numbers from low up to and including high."""
    if high is None:
        return numpy_random_randint(1, low + 1, size)
    else:
        return numpy_random_randint(low, high + 1, size)

def numpy_random_normal(loc=0.0, scale=1.0, size=None):
    if scale < 0:
        raise ValueError("scale < 0")
    if size is None:
        return float(loc) + scale * np.random.standard_normal()
    else:
        out = np.empty(size)
        flat = out.ravel()
        for i in range(flat.size):
            flat[i] = loc + scale * np.random.standard_normal()
        return out

def numpy_random_lognormal(mean=0.0, sigma=1.0, size=None):
    """e to the power of a normal number."""
    if size is None:
        return np.exp(numpy_random_normal(mean, sigma))
    else:
        return np.exp(numpy_random_normal(mean, sigma, size))

def numpy_random_standard_exponential(size=None):
    """Exponential with mean 1."""
    if size is None:
        return -np.log(1.0 - np.random.random())
    else:
        out = np.empty(size)
        flat = out.ravel()
        for i in range(flat.size):
            flat[i] = -np.log(1.0 - np.random.random())
        return out

def numpy_random_shuffle(a):
    """Brings the elements into a random order, in place."""
    if a.ndim == 1:
        for i in range(a.size - 1, 0, -1):
            j = _below(i)
            a[i], a[j] = a[j], a[i]
    else:
        for i in range(a.shape[0] - 1, 0, -1):
            j = _below(i)
            if i != j:
                for k in range(a.shape[1]):
                    a[i, k], a[j, k] = a[j, k], a[i, k]

def numpy_random_permutation(a):
    """The elements, or range(a), in a random order."""
    if _is_array(a):
        if a.ndim == 1:
            out = a.copy()
            numpy_random_shuffle(out)
            return out
        else:
            places = numpy_random_permutation(a.shape[0])
            out = np.empty(a.shape, a.dtype)
            for i in range(places.size):
                out[i, :] = a[places[i], :]
            return out
    else:
        out = np.arange(a)
        numpy_random_shuffle(out)
        return out

def numpy_random_choice(a, size=None, replace=True, p=None):
    """Elements drawn from an array, or from range(a)."""
    if _is_array(a):
        n = a.size
    else:
        n = a
    if n <= 0:
        raise ValueError("a must be greater than 0 unless no samples are taken")
    if size is None:
        at = _choose(n, p)
        if _is_array(a):
            return a[at]
        else:
            return at
    else:
        out = np.empty(size, np.int64)
        places = out.ravel()
        if replace:
            for i in range(places.size):
                places[i] = _choose(n, p)
        else:
            _choose_without(n, p, places)
        if _is_array(a):
            chosen = np.empty(size, a.dtype)
            flat = chosen.ravel()
            for i in range(places.size):
                flat[i] = a[places[i]]
            return chosen
        else:
            return out

def _choose(n, p):
    if p is None:
        return _below(n - 1)
    else:
        if p.size != n:
            raise ValueError("a and p must have same size")
        cumulative = _cumulative(p)
        return _search_right(cumulative, np.random.random())

def _cumulative(p):
    total = 0.0
    out = np.empty(p.size)
    for i in range(p.size):
        if p[i] < 0.0:
            raise ValueError("probabilities are not non-negative")
        total += p[i]
        out[i] = total
    if not abs(total - 1.0) <= 1.5e-08:
        raise ValueError("probabilities do not sum to 1")
    for i in range(p.size):
        out[i] /= total
    return out

def _choose_without(n, p, places):
    if places.size > n:
        raise ValueError("Cannot take a larger sample than population when 'replace=False'")
    if p is None:
        order = numpy_random_permutation(n)
        for i in range(places.size):
            places[i] = order[i]
    else:
        # As NumPy: draw for all places left, keep each new one once in order of its draw, and set its chance to zero.
        left = p.copy()
        found = 0
        while found < places.size:
            draws = np.empty(places.size - found)
            for i in range(draws.size):
                draws[i] = np.random.random()
            for i in range(found):
                left[places[i]] = 0.0
            cumulative = np.cumsum(left)
            total = cumulative[n - 1]
            start = found
            for i in range(draws.size):
                at = _search_right(cumulative / total, draws[i])
                fresh = True
                for k in range(start, found):
                    if places[k] == at:
                        fresh = False
                if fresh:
                    places[found] = at
                    found += 1

def numpy_random_standard_cauchy():
    """Cauchy's distribution."""
    return np.random.standard_normal() / np.random.standard_normal()

def numpy_random_rayleigh(scale=1.0):
    """Rayleigh's distribution."""
    return scale * np.sqrt(-2.0 * np.log(1.0 - np.random.random()))

def numpy_random_weibull(a):
    """Weibull's distribution."""
    return _pow(numpy_random_standard_exponential(), 1.0 / a)

def numpy_random_pareto(a):
    """Pareto's distribution, from 0 on."""
    return np.expm1(numpy_random_standard_exponential() / a)

def numpy_random_logistic(loc=0.0, scale=1.0):
    """The logistic distribution."""
    u = np.random.random()
    while u == 0.0:
        u = np.random.random()
    return loc + scale * np.log(u / (1.0 - u))

def numpy_random_gumbel(loc=0.0, scale=1.0):
    """Gumbel's distribution."""
    u = 1.0 - np.random.random()
    while u == 1.0:
        u = 1.0 - np.random.random()
    return loc - scale * np.log(-np.log(u))

def numpy_random_laplace(loc=0.0, scale=1.0):
    """Laplace's distribution."""
    u = np.random.random()
    while u == 0.0:
        u = np.random.random()
    if u >= 0.5:
        return loc - scale * np.log(2.0 - u - u)
    return loc + scale * np.log(u + u)
`
