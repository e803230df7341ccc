/** Making, filling and joining arrays. */
export const arrays = `
def numpy_linspace(start, stop, num=50):
    """num numbers from start to stop at equal distances, both included."""
    if num < 0:
        raise ValueError("Number of samples must be non-negative.")
    out = np.empty(num)
    step = (float(stop) - start) / (num - 1) if num > 1 else 0.0
    for i in range(num):
        out[i] = start + i * step
    if num > 1:
        out[num - 1] = stop
    return out

def numpy_eye(N, M=None, k=0, dtype=None):
    """Zeros with ones on the diagonal, or on the one k above it."""
    if M is None:
        return numpy_eye(N, N, k, dtype)
    else:
        if dtype is None:
            out = np.zeros((N, M))
        else:
            out = np.zeros((N, M), dtype)
        for i in range(N):
            if i + k >= 0 and i + k < M:
                out[i, i + k] = 1
        return out

def numpy_identity(n, dtype=None):
    """The square matrix with ones on its diagonal."""
    return numpy_eye(n, n, 0, dtype)

def array_fill(a, value):
    """Sets every element to value."""
    a[:] = value

def numpy_transpose(a):
    """The same elements with rows and columns swapped; a view."""
    return a.T

def array_transpose(a):
    """The same elements with rows and columns swapped; a view."""
    return a.T

def numpy_ascontiguousarray(a):
    """The array in memory row after row: a copy."""
    return a.copy()

def numpy_nonzero(a):
    """The indices of all elements that are not zero (or True): one array for each dimension."""
    at = 0
    if a.ndim == 1:
        out = np.empty(np.count_nonzero(a), np.int64)
        for i in range(a.size):
            if a[i]:
                out[at] = i
                at += 1
        return (out,)
    else:
        n = np.count_nonzero(a)
        rows = np.empty(n, np.int64)
        columns = np.empty(n, np.int64)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                if a[i, j]:
                    rows[at] = i
                    columns[at] = j
                    at += 1
        return rows, columns

def numpy_concatenate(arrays, axis=0):
    """Arrays one after the other: elements of vectors, rows (or with axis=1 columns) of matrices."""
    first = arrays[0]
    if first.ndim == 1:
        total = 0
        for a in arrays:
            total += a.size
        out = np.empty(total, first.dtype)
        at = 0
        for a in arrays:
            out[at:at + a.size] = a
            at += a.size
        return out
    else:
        axis = _axis(axis, 2)
        total = 0
        for a in arrays:
            if a.shape[1 - axis] != first.shape[1 - axis]:
                raise ValueError("np.concatenate(): input sizes over dimensions do not match")
            total += a.shape[axis]
        rows = total if axis == 0 else first.shape[0]
        columns = total if axis == 1 else first.shape[1]
        out = np.empty((rows, columns), first.dtype)
        at = 0
        for a in arrays:
            if axis == 0:
                out[at:at + a.shape[0], :] = a
            else:
                out[:, at:at + a.shape[1]] = a
            at += a.shape[axis]
        return out

def numpy_hstack(arrays):
    """Arrays side by side."""
    if arrays[0].ndim == 1:
        return numpy_concatenate(arrays)
    else:
        return numpy_concatenate(arrays, 1)

def numpy_vstack(arrays):
    """Arrays below each other; a vector is a row."""
    first = arrays[0]
    if first.ndim == 1:
        out = np.empty((len(arrays), first.size), first.dtype)
        i = 0
        for a in arrays:
            out[i, :] = a
            i += 1
        return out
    else:
        return numpy_concatenate(arrays)

def numpy_column_stack(arrays):
    """Vectors as the columns of a matrix."""
    return numpy_vstack(arrays).T.copy()

def numpy_row_stack(arrays):
    """Arrays below each other; a vector is a row."""
    return numpy_vstack(arrays)

def numpy_stack(arrays, axis=0):
    """Arrays of one shape along a new axis: vectors as the rows of a matrix, or with axis=1 as its columns."""
    first = arrays[0]
    n = len(arrays)
    if first.ndim == 1:
        if _axis(axis, 2) == 0:
            return numpy_vstack(arrays)
        else:
            return numpy_column_stack(arrays)
    else:
        axis = _axis(axis, 3)
        rows = first.shape[0]
        columns = first.shape[1]
        if axis == 0:
            out = np.empty((n, rows, columns), first.dtype)
        elif axis == 1:
            out = np.empty((rows, n, columns), first.dtype)
        else:
            out = np.empty((rows, columns, n), first.dtype)
        i = 0
        for a in arrays:
            if axis == 0:
                out[i] = a
            elif axis == 1:
                out[:, i] = a
            else:
                out[:, :, i] = a
            i += 1
        return out

def numpy_dstack(arrays):
    """Arrays behind each other, along a third axis."""
    if arrays[0].ndim == 1:
        out = numpy_column_stack(arrays)
        return out.reshape(1, out.shape[0], out.shape[1])
    else:
        return numpy_stack(arrays, 2)

def numpy_isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether two numbers differ by atol and the share rtol of b at most."""
    near = (a == b) | (np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b)))
    return near | (np.isnan(a) & np.isnan(b) & equal_nan)

def numpy_allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether that holds for all elements."""
    near = numpy_isclose(a, b, rtol, atol, equal_nan)
    if _is_array(near):
        return np.all(near)
    else:
        return near

def numpy_take(a, indices):
    """The elements at these indices of the flattened array."""
    if _is_number(indices):
        return _take_one(a.ravel(), indices)
    else:
        source = a.ravel()
        order = indices.ravel()
        out = np.empty(order.size, a.dtype)
        for i in range(order.size):
            out[i] = _take_one(source, order[i])
        return out.reshape(indices.shape)

def _take_one(source, index):
    if index < -source.size or index >= source.size:
        raise IndexError("index is out of bounds for the size of the array")
    return source[index + source.size] if index < 0 else source[index]

def array_take(a, indices):
    """The elements at these indices of the flattened array."""
    return numpy_take(a, indices)

def numpy_logspace(start, stop, num=50):
    """Powers of ten whose exponents are linspace(start, stop, num)."""
    out = numpy_linspace(start, stop, num)
    for i in range(out.size):
        out[i] = _pow(10.0, out[i])
    return out

def numpy_round(a, decimals=0):
    """Rounded to so many digits behind the point, halves to even."""
    if not _is_float(a):
        return a + 0
    else:
        scale = _pow(10.0, float(abs(decimals)))
        if decimals == 0:
            return np.rint(a)
        elif decimals > 0:
            return np.rint(a * scale) / scale
        else:
            return np.rint(a / scale) * scale

def numpy_around(a, decimals=0):
    """Rounded to so many digits behind the point, halves to even."""
    return numpy_round(a, decimals)

def numpy_round_(a, decimals=0):
    """Rounded to so many digits behind the point, halves to even."""
    return numpy_round(a, decimals)

def array_round(a, decimals=0):
    """Rounded to so many digits behind the point, halves to even."""
    return numpy_round(a, decimals)

def _fmax(x, y):
    return y if x != x or y > x else x

def _fmin(x, y):
    return y if x != x or y < x else x
`
