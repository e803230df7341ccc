/** `np.linalg`: systems of equations by Gauss's elimination, with the largest element of each column as its pivot. */
export const algebra = `
def numpy_linalg_norm(a):
    """The square root of the sum of the squares of all elements."""
    return math.sqrt(np.sum(np.square(a * 1.0)))

def _eliminated(a):
    """Both triangles in one matrix, which row of a became which, and the sign of that order."""
    n = a.shape[0]
    if a.shape[1] != n:
        raise LinAlgError("Last 2 dimensions of the array must be square.")
    lu = a * 1.0
    order = np.arange(n)
    sign = 1.0
    for k in range(n):
        pivot = k
        for i in range(k + 1, n):
            if abs(lu[i, k]) > abs(lu[pivot, k]):
                pivot = i
        if pivot != k:
            sign = -sign
            order[k], order[pivot] = order[pivot], order[k]
            for j in range(n):
                lu[k, j], lu[pivot, j] = lu[pivot, j], lu[k, j]
        for i in range(k + 1, n):
            if lu[i, k] != 0.0:
                lu[i, k] /= lu[k, k]
                for j in range(k + 1, n):
                    lu[i, j] -= lu[i, k] * lu[k, j]
    return lu, order, sign

def numpy_linalg_det(a):
    """The determinant."""
    lu, _, sign = _eliminated(a)
    product = 1.0
    for i in range(lu.shape[0]):
        if lu[i, i] == 0.0:
            return _as_element(a, 0.0)
        product *= lu[i, i]
    return _as_element(a, sign * product)

def numpy_linalg_solve(a, b):
    """The x with a @ x = b, for a vector b or each column of a matrix."""
    lu, order, _ = _eliminated(a)
    n = order.size
    if b.shape[0] != n:
        raise LinAlgError("Incompatible array sizes, system is not dimensionally valid.")
    x = np.empty(b.shape)
    for i in range(n):
        if lu[i, i] == 0.0:
            raise LinAlgError("Matrix is singular to machine precision.")
        x[i] = b[order[i]]
    for i in range(n):
        for j in range(i):
            x[i] -= lu[i, j] * x[j]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            x[i] -= lu[i, j] * x[j]
        x[i] /= lu[i, i]
    return _as_elements(a, x)

def numpy_linalg_inv(a):
    """The inverse of a matrix."""
    return numpy_linalg_solve(a, np.eye(a.shape[0]))
`
