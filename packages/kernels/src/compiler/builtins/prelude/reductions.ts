/**
 * Reductions of arrays of one and two dimensions, added up in the order of the elements as Numba does. An array of more
 * dimensions is reduced as a whole. float32 stays float32 where it does in NumPy; bool and small integers add up as int64.
 */
const written = `
def _sum_type(a):
    """The type that elements of a are added up in."""
    if _is_float(a):
        return a.dtype
    elif _is_unsigned(a):
        return np.uint64
    else:
        return np.int64

def _start(a, x):
    """x as what sums of elements of a begin with."""
    if _is_float32(a):
        return np.float32(x)
    elif _is_float(a):
        return float(x)
    elif _is_unsigned(a):
        return np.uint64(x)
    else:
        return x

def _zeros(a, n):
    """An array for n sums of elements of a."""
    return np.zeros(n, _sum_type(a))

def _axis(axis, ndim):
    if axis < -ndim or axis >= ndim:
        raise ValueError("axis is out of bounds for this array")
    return axis + ndim if axis < 0 else axis

def numpy_sum(a, axis=None):
    if a.ndim == 1:
        if axis is not None:
            _axis(axis, 1)
        total = _start(a, 0)
        for v in a:
            total += v
        return total
    elif axis is None:
        if a.ndim == 2:
            total = _start(a, 0)
            for i in range(a.shape[0]):
                for j in range(a.shape[1]):
                    total += a[i, j]
            return total
        else:
            return numpy_sum(a.ravel())
    else:
        if _axis(axis, 2) == 0:
            out = _zeros(a, a.shape[1])
            for i in range(a.shape[0]):
                for j in range(a.shape[1]):
                    out[j] += a[i, j]
        else:
            out = _zeros(a, a.shape[0])
            for i in range(a.shape[0]):
                total = _start(a, 0)
                for j in range(a.shape[1]):
                    total += a[i, j]
                out[i] = total
        return out

def numpy_mean(a, axis=None):
    if axis is None:
        total = 0.0
        if a.ndim == 1:
            for v in a:
                total += v
        elif a.ndim == 2:
            for i in range(a.shape[0]):
                for j in range(a.shape[1]):
                    total += a[i, j]
        else:
            return numpy_mean(a.ravel())
        return _as_element(a, total / a.size)
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_mean(a)
    else:
        axis = _axis(axis, 2)
        out = np.zeros(a.shape[1 - axis])
        if axis == 0:
            for i in range(a.shape[0]):
                for j in range(a.shape[1]):
                    out[j] += a[i, j]
        else:
            for i in range(a.shape[0]):
                for j in range(a.shape[1]):
                    out[i] += a[i, j]
        for i in range(out.size):
            out[i] /= a.shape[axis]
        return _as_elements(a, out)

def _as_element(a, x):
    """A float result in the precision of a."""
    if _is_float32(a):
        return np.float32(x)
    else:
        return x

def _as_elements(a, x):
    if _is_float32(a):
        return x.astype(np.float32)
    else:
        return x

def _reduced(line, a, axis, dtype):
    """What a function of vectors makes of a: flattened without an axis, else of its lines, one by one."""
    if axis is None:
        if a.ndim == 1:
            return line(a)
        else:
            return line(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return line(a)
    else:
        axis = _axis(axis, 2)
        out = np.empty(a.shape[1 - axis], dtype)
        for i in range(out.size):
            out[i] = line(a[:, i]) if axis == 0 else line(a[i])
        return out

def _running(line, a, axis):
    """The same for a function that fills an array of the same size."""
    if axis is None:
        out = _zeros(a, a.size)
        line(a.ravel(), out)
        return out
    elif a.ndim == 1:
        _axis(axis, 1)
        return _running(line, a, None)
    else:
        axis = _axis(axis, 2)
        out = _zeros(a, a.shape)
        for i in range(a.shape[1 - axis]):
            if axis == 0:
                line(a[:, i], out[:, i])
            else:
                line(a[i], out[i])
        return out

def _scatter(a):
    """The sum of the squared distances from the mean."""
    mean = float(numpy_mean(a))
    total = 0.0
    for v in a:
        d = v - mean
        total += d * d
    return total

def numpy_var(a, axis=None, ddof=0):
    total = _reduced(_scatter, a, axis, np.float64)
    if axis is None or a.ndim == 1:
        return _as_element(a, total / max(a.size - ddof, 0))
    else:
        return _as_elements(a, total / max(a.shape[_axis(axis, 2)] - ddof, 0))

def numpy_std(a, axis=None, ddof=0):
    return np.sqrt(numpy_var(a, axis, ddof))

def numpy_ptp(a, axis=None):
    """Largest element less the smallest."""
    return numpy_max(a, axis) - numpy_min(a, axis)

def numpy_count_nonzero(a):
    """How many elements are not zero."""
    count = 0
    for v in a.ravel():
        if v != 0:
            count += 1
    return count

def numpy_average(a, weights=None):
    """The mean, or the mean with weights."""
    if weights is None:
        return numpy_mean(a)
    else:
        total = 0.0
        scale = 0.0
        for i in range(a.size):
            total += a[i] * weights[i]
            scale += weights[i]
        if scale == 0.0:
            raise ZeroDivisionError("Weights sum to zero, can't be normalized.")
        return total / scale

def numpy_histogram(a, bins=10, range=None):
    """How many elements fall into each of so many equal bins, and the edges of the bins; range is (low, high)."""
    if range is None:
        return _histogram(a, bins, numpy_min(a), numpy_max(a))
    else:
        return _histogram(a, bins, range[0], range[1])

def _histogram(a, bins, low, high):
    if bins <= 0:
        raise ValueError("histogram(): bins must be positive")
    counts = np.zeros(bins, np.int64)
    if high > low:
        ratio = bins / (high - low)
        for v in a.ravel():
            place = math.floor((v - low) * ratio)
            if place >= 0 and place < bins:
                counts[place] += 1
            elif v == high:
                counts[bins - 1] += 1
    return counts, np.linspace(low, high, bins + 1)

def numpy_cov(m, y=None):
    """Covariances of the rows of a matrix, or of two vectors, over n - 1."""
    if y is None:
        return _covariances(m * 1.0)
    else:
        return _covariances(np.vstack((m * 1.0, y * 1.0)))

def numpy_corrcoef(x, y=None):
    """Correlations of the rows of a matrix, or of two vectors."""
    c = numpy_cov(x, y)
    n = c.shape[0]
    deviations = np.empty(n)
    for i in range(n):
        deviations[i] = math.sqrt(c[i, i])
    for i in range(n):
        for j in range(n):
            c[i, j] = min(1.0, max(-1.0, c[i, j] / deviations[i] / deviations[j]))
    return c

def _covariances(x):
    n = x.shape[0]
    count = x.shape[1]
    means = numpy_mean(x, 1)
    c = np.empty((n, n))
    scale = 1.0 / max(count - 1, 0) if count > 1 else math.nan
    for i in range(n):
        for j in range(i + 1):
            total = 0.0
            for k in range(count):
                total += (x[i, k] - means[i]) * (x[j, k] - means[j])
            c[i, j] = total * scale
            c[j, i] = c[i, j]
    return c

def _without_nan(a):
    kept = np.empty(a.size)
    count = 0
    for v in a.ravel():
        if v == v:
            kept[count] = v
            count += 1
    return kept[:count]

def numpy_nansum(a):
    """Sum of all elements; nan does not count."""
    total = _start(a, 0)
    for v in a.ravel():
        if v == v:
            total += v
    return total

def numpy_nanprod(a):
    """Product of all elements; nan does not count."""
    total = _start(a, 1)
    for v in a.ravel():
        if v == v:
            total *= v
    return total

def numpy_nanmean(a):
    """Arithmetic mean; nan does not count."""
    return numpy_mean(_without_nan(a))

def numpy_nanvar(a):
    """Variance; nan does not count."""
    return numpy_var(_without_nan(a))

def numpy_nanstd(a):
    """Standard deviation; nan does not count."""
    return numpy_std(_without_nan(a))

def numpy_nanmin(a):
    """Smallest element; nan does not count."""
    kept = _without_nan(a)
    return numpy_min(kept) if kept.size > 0 else math.nan

def numpy_nanmax(a):
    """Largest element; nan does not count."""
    kept = _without_nan(a)
    return numpy_max(kept) if kept.size > 0 else math.nan

def numpy_nanpercentile(a, q):
    """The element below which q percent lie; nan does not count."""
    return numpy_percentile(_without_nan(a), q)

def numpy_nanquantile(a, q):
    """The element below which the share q lies; nan does not count."""
    return numpy_quantile(_without_nan(a), q)

def _instead_of_nan(a, x):
    out = a.flatten()
    for i in range(out.size):
        if out[i] != out[i]:
            out[i] = x
    return out

def numpy_nancumsum(a):
    """Running sums; nan does not count."""
    return numpy_cumsum(_instead_of_nan(a, 0))

def numpy_nancumprod(a):
    """Running products; nan does not count."""
    return numpy_cumprod(_instead_of_nan(a, 1))

def numpy_nanmedian(a):
    """The middle of the sorted elements; nan does not count."""
    kept = _without_nan(a)
    return numpy_median(kept) if kept.size > 0 else math.nan
`

/** A reduction by its work on one dimension, which is done as `_reduced` says. */
const along = (name: string, result: string, line: string, doc = '') => `
def _${name}(a):${line.replace(/\n(?=.)/g, '\n    ')}
def numpy_${name}(a, axis=None):
    """${doc}"""
    return _reduced(_${name}, a, axis, ${result})
`

/** The first element that no other goes before; a NaN wins at once. */
const extreme = (name: string, before: string) =>
  along(
    name,
    'a.dtype',
    `
if a.size == 0:
    raise ValueError("zero-size array to reduction operation ${name}imum which has no identity")
best = a[0]
if best != best:
    return best
for v in a:
    if v != v:
        return v
    if v ${before} best:
        best = v
return best
`,
  )

/** Where that element stands. */
const place = (name: string, before: string, doc: string) =>
  along(
    name,
    'np.int64',
    `
if a.size == 0:
    raise ValueError("attempt to get ${name} of an empty sequence")
at = 0
best = a[0]
if best != best:
    return 0
for i in range(1, a.size):
    v = a[i]
    if v != v:
        return i
    if v ${before} best:
        best = v
        at = i
return at
`,
    doc,
  )

/** Running sums and products, along an axis too. */
const running = (name: string, step: string, first: string, doc: string) => `
def _${name}(a, out):
    total = ${first}
    for i in range(a.size):
        total ${step} a[i]
        out[i] = total

def numpy_${name}(a, axis=None):
    """${doc}"""
    return _running(_${name}, a, axis)
`

const product = `
total = _start(a, 1)
for v in a:
    total *= v
return total
`

const any = `
for v in a:
    if v != 0:
        return True
return False
`

const all = `
for v in a:
    if v == 0:
        return False
return True
`

/** The method does what the function does. */
const method = ([name, doc]: readonly [string, string]) => `
def array_${name}(a, axis=None):
    """${doc}"""
    return numpy_${name}(a, axis)
`

const ARGMIN = 'Where the smallest element stands; the first nan if there is one.'
const ARGMAX = 'Where the largest element stands; the first nan if there is one.'
const CUMSUM = 'Running sums.'
const CUMPROD = 'Running products.'
const METHODS = [
  ['ptp', 'Largest element less the smallest.'],
  ['argmin', ARGMIN],
  ['argmax', ARGMAX],
  ['cumsum', CUMSUM],
  ['cumprod', CUMPROD],
] as const

export const reductions = [
  written,
  along('prod', '_sum_type(a)', product),
  extreme('min', '<'),
  extreme('max', '>'),
  place('argmin', '<', ARGMIN),
  place('argmax', '>', ARGMAX),
  along('any', 'np.bool_', any),
  along('all', 'np.bool_', all),
  running('cumsum', '+=', '_start(a, 0)', CUMSUM),
  running('cumprod', '*=', '_start(a, 1)', CUMPROD),
  ...METHODS.map(method),
].join('')
