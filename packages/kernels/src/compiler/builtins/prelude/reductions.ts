/**
 * Reductions of arrays of one and two dimensions, added up in the order of the elements as Numba does. An array of more
 * dimensions is reduced as a whole. float32 stays float32 where it does in NumPy; bool and small integers add up as int64.
 */
export const reductions = `
def _zero(a):
    if _is_float32(a):
        return np.float32(0.0)
    elif _is_float(a):
        return 0.0
    else:
        return 0

def _zeros(a, n):
    """An array for n sums of elements of a."""
    if _is_float32(a):
        return np.zeros(n, np.float32)
    elif _is_float(a):
        return np.zeros(n)
    else:
        return np.zeros(n, np.int64)

def _axis(axis, ndim):
    if axis < -ndim or axis >= ndim:
        raise ValueError("axis is out of bounds for this array")
    return axis + ndim if axis < 0 else axis

def numpy_sum(a, axis=None):
    if a.ndim == 1:
        if axis is not None:
            _axis(axis, 1)
        total = _zero(a)
        for v in a:
            total += v
        return total
    elif axis is None:
        if a.ndim == 2:
            total = _zero(a)
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
                total = _zero(a)
                for j in range(a.shape[1]):
                    total += a[i, j]
                out[i] = total
        return out

def numpy_prod(a, axis=None):
    if a.ndim == 1:
        if axis is not None:
            _axis(axis, 1)
        total = _zero(a) + 1
        for v in a:
            total *= v
        return total
    elif axis is None:
        return numpy_prod(a.ravel())
    else:
        if _axis(axis, 2) == 0:
            out = _zeros(a, a.shape[1])
            out[:] = 1
            for i in range(a.shape[0]):
                for j in range(a.shape[1]):
                    out[j] *= a[i, j]
        else:
            out = _zeros(a, a.shape[0])
            for i in range(a.shape[0]):
                out[i] = numpy_prod(a[i])
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

def numpy_var(a, axis=None, ddof=0):
    if axis is None:
        if a.ndim == 1:
            mean = float(numpy_mean(a))
            total = 0.0
            for v in a:
                d = v - mean
                total += d * d
            return _as_element(a, total / max(a.size - ddof, 0))
        else:
            return numpy_var(a.ravel(), None, ddof)
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_var(a, None, ddof)
    else:
        if _axis(axis, 2) == 0:
            out = np.empty(a.shape[1])
            for j in range(a.shape[1]):
                out[j] = numpy_var(a[:, j], None, ddof)
        else:
            out = np.empty(a.shape[0])
            for i in range(a.shape[0]):
                out[i] = numpy_var(a[i], None, ddof)
        return _as_elements(a, out)

def numpy_std(a, axis=None, ddof=0):
    return np.sqrt(numpy_var(a, axis, ddof))

def numpy_min(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            if a.size == 0:
                raise ValueError("zero-size array to reduction operation minimum which has no identity")
            best = a[0]
            if best != best:
                return best
            for v in a:
                if v != v:
                    return v
                if v < best:
                    best = v
            return best
        else:
            return numpy_min(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_min(a)
    else:
        if _axis(axis, 2) == 0:
            out = np.empty(a.shape[1], a.dtype)
            for j in range(a.shape[1]):
                out[j] = numpy_min(a[:, j])
        else:
            out = np.empty(a.shape[0], a.dtype)
            for i in range(a.shape[0]):
                out[i] = numpy_min(a[i])
        return out

def numpy_max(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            if a.size == 0:
                raise ValueError("zero-size array to reduction operation maximum which has no identity")
            best = a[0]
            if best != best:
                return best
            for v in a:
                if v != v:
                    return v
                if v > best:
                    best = v
            return best
        else:
            return numpy_max(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_max(a)
    else:
        if _axis(axis, 2) == 0:
            out = np.empty(a.shape[1], a.dtype)
            for j in range(a.shape[1]):
                out[j] = numpy_max(a[:, j])
        else:
            out = np.empty(a.shape[0], a.dtype)
            for i in range(a.shape[0]):
                out[i] = numpy_max(a[i])
        return out

def numpy_ptp(a, axis=None):
    return numpy_max(a, axis) - numpy_min(a, axis)

def numpy_argmin(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            if a.size == 0:
                raise ValueError("attempt to get argmin of an empty sequence")
            at = 0
            best = a[0]
            if best != best:
                return 0
            for i in range(1, a.size):
                v = a[i]
                if v != v:
                    return i
                if v < best:
                    best = v
                    at = i
            return at
        else:
            return numpy_argmin(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_argmin(a)
    else:
        axis = _axis(axis, 2)
        out = np.empty(a.shape[1 - axis], np.int64)
        for i in range(out.size):
            out[i] = numpy_argmin(a[:, i]) if axis == 0 else numpy_argmin(a[i, :])
        return out

def numpy_argmax(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            if a.size == 0:
                raise ValueError("attempt to get argmax of an empty sequence")
            at = 0
            best = a[0]
            if best != best:
                return 0
            for i in range(1, a.size):
                v = a[i]
                if v != v:
                    return i
                if v > best:
                    best = v
                    at = i
            return at
        else:
            return numpy_argmax(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_argmax(a)
    else:
        axis = _axis(axis, 2)
        out = np.empty(a.shape[1 - axis], np.int64)
        for i in range(out.size):
            out[i] = numpy_argmax(a[:, i]) if axis == 0 else numpy_argmax(a[i, :])
        return out

def numpy_any(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            for v in a:
                if v != 0:
                    return True
            return False
        else:
            return numpy_any(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_any(a)
    else:
        axis = _axis(axis, 2)
        out = np.empty(a.shape[1 - axis], np.bool_)
        for i in range(out.size):
            out[i] = numpy_any(a[:, i]) if axis == 0 else numpy_any(a[i, :])
        return out

def numpy_all(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            for v in a:
                if v == 0:
                    return False
            return True
        else:
            return numpy_all(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_all(a)
    else:
        axis = _axis(axis, 2)
        out = np.empty(a.shape[1 - axis], np.bool_)
        for i in range(out.size):
            out[i] = numpy_all(a[:, i]) if axis == 0 else numpy_all(a[i, :])
        return out

def numpy_count_nonzero(a):
    count = 0
    for v in a.ravel():
        if v != 0:
            count += 1
    return count

def numpy_cumsum(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            out = _zeros(a, a.size)
            total = _zero(a)
            for i in range(a.size):
                total += a[i]
                out[i] = total
            return out
        else:
            return numpy_cumsum(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_cumsum(a)
    else:
        axis = _axis(axis, 2)
        out = _zeros(a, a.shape)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                out[i, j] = a[i, j]
                if axis == 0 and i > 0:
                    out[i, j] += out[i - 1, j]
                if axis == 1 and j > 0:
                    out[i, j] += out[i, j - 1]
        return out

def numpy_cumprod(a, axis=None):
    if axis is None:
        if a.ndim == 1:
            out = _zeros(a, a.size)
            total = _zero(a) + 1
            for i in range(a.size):
                total *= a[i]
                out[i] = total
            return out
        else:
            return numpy_cumprod(a.ravel())
    elif a.ndim == 1:
        _axis(axis, 1)
        return numpy_cumprod(a)
    else:
        axis = _axis(axis, 2)
        out = _zeros(a, a.shape)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                out[i, j] = a[i, j]
                if axis == 0 and i > 0:
                    out[i, j] *= out[i - 1, j]
                if axis == 1 and j > 0:
                    out[i, j] *= out[i, j - 1]
        return out

def numpy_average(a, weights=None):
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

def _without_nan(a):
    kept = np.empty(a.size)
    count = 0
    for v in a.ravel():
        if v == v:
            kept[count] = v
            count += 1
    return kept[:count]

def numpy_nansum(a):
    total = _zero(a)
    for v in a.ravel():
        if v == v:
            total += v
    return total

def numpy_nanprod(a):
    total = _zero(a) + 1
    for v in a.ravel():
        if v == v:
            total *= v
    return total

def numpy_nanmean(a):
    return numpy_mean(_without_nan(a))

def numpy_nanvar(a):
    return numpy_var(_without_nan(a))

def numpy_nanstd(a):
    return numpy_std(_without_nan(a))

def numpy_nanmin(a):
    kept = _without_nan(a)
    return numpy_min(kept) if kept.size > 0 else math.nan

def numpy_nanmax(a):
    kept = _without_nan(a)
    return numpy_max(kept) if kept.size > 0 else math.nan

def numpy_nanmedian(a):
    kept = _without_nan(a)
    return numpy_median(kept) if kept.size > 0 else math.nan

def array_sum(a, axis=None):
    return numpy_sum(a, axis)

def array_prod(a, axis=None):
    return numpy_prod(a, axis)

def array_mean(a, axis=None):
    return numpy_mean(a, axis)

def array_var(a, axis=None, ddof=0):
    return numpy_var(a, axis, ddof)

def array_std(a, axis=None, ddof=0):
    return numpy_std(a, axis, ddof)

def array_min(a, axis=None):
    return numpy_min(a, axis)

def array_max(a, axis=None):
    return numpy_max(a, axis)

def array_ptp(a, axis=None):
    return numpy_ptp(a, axis)

def array_argmin(a, axis=None):
    return numpy_argmin(a, axis)

def array_argmax(a, axis=None):
    return numpy_argmax(a, axis)

def array_any(a, axis=None):
    return numpy_any(a, axis)

def array_all(a, axis=None):
    return numpy_all(a, axis)

def array_cumsum(a, axis=None):
    return numpy_cumsum(a, axis)

def array_cumprod(a, axis=None):
    return numpy_cumprod(a, axis)
`
