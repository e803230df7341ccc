/** Products of vectors and matrices, and other reshuffling of whole arrays. */
export const linear = `
def numpy_dot(a, b):
    if _is_number(a) or _is_number(b):
        return a * b
    elif a.ndim == 1:
        if b.ndim == 1:
            if a.size != b.size:
                raise ValueError("incompatible array sizes for np.dot(a, b) (vector * vector)")
            total = _start(a, 0) * _start(b, 0)
            for i in range(a.size):
                total += a[i] * b[i]
            return total
        else:
            if a.size != b.shape[0]:
                raise ValueError("incompatible array sizes for np.dot(a, b) (vector * matrix)")
            out = _product_zeros(a, b, b.shape[1])
            for i in range(a.size):
                for j in range(b.shape[1]):
                    out[j] += a[i] * b[i, j]
            return out
    elif b.ndim == 1:
        if a.shape[1] != b.size:
            raise ValueError("incompatible array sizes for np.dot(a, b) (matrix * vector)")
        out = _product_zeros(a, b, a.shape[0])
        for i in range(a.shape[0]):
            total = _start(a, 0) * _start(b, 0)
            for j in range(a.shape[1]):
                total += a[i, j] * b[j]
            out[i] = total
        return out
    else:
        if a.shape[1] != b.shape[0]:
            raise ValueError("incompatible array sizes for np.dot(a, b) (matrix * matrix)")
        out = _product_zeros(a, b, (a.shape[0], b.shape[1]))
        # Row of b by row of b: every inner loop walks along memory.
        for i in range(a.shape[0]):
            for k in range(a.shape[1]):
                v = a[i, k]
                for j in range(b.shape[1]):
                    out[i, j] += v * b[k, j]
        return out

def _product_zeros(a, b, shape):
    """Zeros of the type that products of elements of arrays have."""
    return np.zeros(shape, (np.empty(0, a.dtype) * np.empty(0, b.dtype)).dtype)

def numpy_matmul(a, b):
    """The product of matrices, or of a matrix and a vector."""
    return numpy_dot(a, b)

def numpy_inner(a, b):
    """The scalar product of two vectors."""
    return numpy_dot(a, b)

def numpy_outer(a, b):
    """Every element of a times every one of b, as a matrix."""
    x = a.ravel()
    y = b.ravel()
    out = _product_zeros(a, b, (x.size, y.size))
    for i in range(x.size):
        for j in range(y.size):
            out[i, j] = x[i] * y[j]
    return out

def numpy_cross(a, b):
    """The vector product of two vectors of three."""
    if a.size != 3 or b.size != 3:
        raise ValueError("incompatible dimensions for cross product: vectors of three are needed here")
    out = _product_zeros(a, b, 3)
    out[0] = a[1] * b[2] - a[2] * b[1]
    out[1] = a[2] * b[0] - a[0] * b[2]
    out[2] = a[0] * b[1] - a[1] * b[0]
    return out

def numpy_trace(a):
    """The sum of the diagonal."""
    total = _start(a, 0)
    for i in range(min(a.shape[0], a.shape[1])):
        total += a[i, i]
    return total

def numpy_diag(v, k=0):
    """The diagonal of a matrix, or the matrix with this diagonal; k above the middle one."""
    down = max(0, -k)
    right = max(0, k)
    if v.ndim == 1:
        n = v.size + down + right
        out = np.zeros((n, n), v.dtype)
        for i in range(v.size):
            out[i + down, i + right] = v[i]
        return out
    else:
        n = max(0, min(v.shape[0] - down, v.shape[1] - right))
        out = np.empty(n, v.dtype)
        for i in range(n):
            out[i] = v[i + down, i + right]
        return out

def numpy_kron(a, b):
    """Kronecker's product: for each element of a, b times that element."""
    if a.ndim == 1 and b.ndim == 1:
        out = np.empty(a.size * b.size, (a[:1] * b[:1]).dtype)
        for i in range(a.size):
            for j in range(b.size):
                out[i * b.size + j] = a[i] * b[j]
        return out
    elif a.ndim == 1:
        return numpy_kron(a.reshape(1, a.size), b)
    elif b.ndim == 1:
        return numpy_kron(a, b.reshape(1, b.size))
    else:
        rows = b.shape[0]
        columns = b.shape[1]
        out = np.empty((a.shape[0] * rows, a.shape[1] * columns), (a[:1, :1] * b[:1, :1]).dtype)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                for k in range(rows):
                    for l in range(columns):
                        out[i * rows + k, j * columns + l] = a[i, j] * b[k, l]
        return out

def numpy_diff(a, n=1, axis=-1):
    """Differences of neighbours, n times over."""
    if n < 0:
        raise ValueError("diff(): order must be non-negative")
    if a.ndim == 1:
        out = a.copy()
        count = a.size
        for _ in range(n):
            count = max(count - 1, 0)
            for i in range(count):
                out[i] = out[i + 1] - out[i]
        return out[:count].copy()
    elif _axis(axis, 2) == 0:
        return numpy_diff(a.T, n).T.copy()
    else:
        out = a.copy()
        count = a.shape[1]
        for _ in range(n):
            count = max(count - 1, 0)
            for k in range(a.shape[0]):
                for i in range(count):
                    out[k, i] = out[k, i + 1] - out[k, i]
        return out[:, :count].copy()

def numpy_flip(a):
    """The elements in reverse, along every axis; a view."""
    if a.ndim == 1:
        return a[::-1]
    else:
        return a[::-1, ::-1]

def numpy_flipud(a):
    """Rows in reverse; a view."""
    return a[::-1]

def numpy_fliplr(a):
    """Columns in reverse; a view."""
    return a[:, ::-1]

def numpy_roll(a, shift):
    """The elements moved on by shift; what falls off the end comes in at the start."""
    out = np.empty(a.shape, a.dtype)
    source = a.ravel()
    target = out.ravel()
    n = source.size
    for i in range(n):
        target[(i + shift) % n] = source[i]
    return out

def numpy_repeat(a, repeats):
    """Each element as often as repeats says."""
    source = a.ravel()
    out = np.empty(source.size * repeats, a.dtype)
    for i in range(source.size):
        for k in range(repeats):
            out[i * repeats + k] = source[i]
    return out

def numpy_flatnonzero(a):
    """The indices of what is not zero in the flattened array."""
    source = a.ravel()
    out = np.empty(numpy_count_nonzero(a), np.int64)
    count = 0
    for i in range(source.size):
        if source[i] != 0:
            out[count] = i
            count += 1
    return out

def numpy_argwhere(a):
    """The indices of what is not zero, each as a row."""
    places = numpy_flatnonzero(a)
    if a.ndim == 1:
        return places.reshape(places.size, 1)
    else:
        out = np.empty((places.size, 2), np.int64)
        for i in range(places.size):
            out[i, 0] = places[i] // a.shape[1]
            out[i, 1] = places[i] % a.shape[1]
        return out

def numpy_extract(condition, arr):
    """The elements for which the condition holds, in one dimension."""
    return numpy_take(arr, numpy_flatnonzero(condition))

def numpy_delete(arr, obj):
    """The elements without the one at an index, or those at several, in one dimension."""
    if _is_number(obj):
        return numpy_delete(arr, np.array([obj]))
    else:
        source = arr.ravel()
        keep = np.ones(source.size, np.bool_)
        for i in obj:
            _take_one(source, i)
            keep[i % source.size] = False
        return source[keep]

def numpy_tri(N, M=None, k=0):
    """Ones on the diagonal (or the one k above it) and below, zeros elsewhere."""
    if M is None:
        return numpy_tril(np.ones((N, N)), k)
    else:
        return numpy_tril(np.ones((N, M)), k)

def numpy_tril(m, k=0):
    """A copy of a matrix with zeros above the diagonal, or the one k above it."""
    out = m.copy()
    for i in range(m.shape[0]):
        for j in range(max(i + k + 1, 0), m.shape[1]):
            out[i, j] = 0
    return out

def numpy_triu(m, k=0):
    """A copy of a matrix with zeros below the diagonal, or the one k above it."""
    out = m.copy()
    for i in range(m.shape[0]):
        for j in range(min(i + k, m.shape[1])):
            out[i, j] = 0
    return out

def numpy_fill_diagonal(a, val):
    """Sets the diagonal of a matrix, in place."""
    for i in range(min(a.shape[0], a.shape[1])):
        a[i, i] = val

def numpy_rot90(m, k=1):
    """A matrix turned k quarters to the left; a view."""
    k %= 4
    if k == 0:
        return m[:]
    if k == 1:
        return m.T[::-1]
    if k == 2:
        return m[::-1, ::-1]
    return m[::-1].T

def numpy_expand_dims(a, axis):
    """The same elements with an axis of length 1 put in."""
    if a.ndim == 1:
        n = a.size
        return a.reshape(1, n) if _axis(axis, 2) == 0 else a.reshape(n, 1)
    else:
        axis = _axis(axis, 3)
        n, m = a.shape
        return a.reshape(1, n, m) if axis == 0 else a.reshape(n, 1, m) if axis == 1 else a.reshape(n, m, 1)

def numpy_append(a, b):
    """All elements of a, and behind them all of b."""
    if _is_number(b):
        return numpy_append(a, np.array([b]))
    else:
        return _appended(a.ravel(), b)

def _appended(first, b):
    second = np.asarray(b).ravel()
    out = np.empty(first.size + second.size, (first[:1] + second[:1]).dtype)
    out[:first.size] = first
    out[first.size:] = second
    return out

def numpy_convolve(a, v):
    """The discrete convolution of two vectors, in full."""
    if a.size == 0 or v.size == 0:
        raise ValueError("a and v cannot be empty")
    out = _product_zeros(a, v, a.size + v.size - 1)
    for i in range(a.size):
        for j in range(v.size):
            out[i + j] += a[i] * v[j]
    return out

def numpy_trapz(y, x=None, dx=1.0):
    """The integral of y by the trapezoidal rule."""
    total = 0.0
    for i in range(1, y.size):
        if x is None:
            total += dx * (y[i] + y[i - 1]) / 2.0
        else:
            total += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2.0
    return total

def numpy_array_equal(a, b):
    """Whether both have the same shape and the same elements."""
    if a.size != b.size:
        return False
    x = a.ravel()
    y = b.ravel()
    for i in range(x.size):
        if x[i] != y[i]:
            return False
    return True
`
