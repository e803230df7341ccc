# oracle: numba
# Views that share memory, other shapes and types, and whole algorithms on arrays.
import numpy as np
from numba import njit


@njit
def views_share(a):
    b = a[1:4]
    b[0] = 100
    return a


calls("views_share(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "views_share(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def rows_share(a):
    row = a[1]
    row[2] = -1
    col = a[:, 0]
    col[0] = -2
    return a


calls("rows_share(np.arange(12.0).reshape(3, 4))")


@njit
def modifies_argument(a):
    for i in range(len(a)):
        a[i] = a[i] * 2


calls("modifies_argument(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def swaps(a, i, j):
    a[i], a[j] = a[j], a[i]
    return a


calls("swaps(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 0, 5)", "swaps(np.array([5, 3, 9, -1, 7, 3]), 1, -1)")


@njit
def reverse(a):
    i = 0
    j = len(a) - 1
    while i < j:
        a[i], a[j] = a[j], a[i]
        i += 1
        j -= 1
    return a


calls("reverse(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "reverse(np.arange(5))")


@njit
def fills(a, v):
    a.fill(v)
    return a


calls("fills(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 3)", "fills(np.array([5, 3, 9, -1, 7, 3]), 3)")


@njit
def reshapes(a):
    return a.reshape(2, 3), a.reshape((3, 2)), a.reshape(6)


calls("reshapes(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def reshape_unknown(a):
    return a.reshape(-1, 2), np.reshape(a, (3, -1))


calls("reshape_unknown(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def ravels(a):
    return a.ravel(), a.flatten(), np.ravel(a)


calls("ravels(np.arange(12.0).reshape(3, 4))")


@njit
def converts(a):
    return a.astype(np.int64), a.astype(np.float32), a.astype(np.float64)


calls("converts(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "converts(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def converts_bool(a):
    return a.astype(np.bool_), a.astype(np.uint8), a.astype(np.int32)


calls("converts_bool(np.array([0, 1, 2, 300]))")


@njit
def histogram(a, n):
    counts = np.zeros(n, dtype=np.int64)
    for v in a:
        counts[v] += 1
    return counts


calls("histogram(np.array([0, 1, 1, 3, 0, 1]), 4)")


@njit
def moving_average(a, w):
    out = np.empty(len(a) - w + 1)
    for i in range(len(out)):
        out[i] = a[i:i + w].mean()
    return out


calls("moving_average(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 3)")


@njit
def prefix_sums(a):
    out = np.zeros(len(a) + 1)
    for i in range(len(a)):
        out[i + 1] = out[i] + a[i]
    return out


calls("prefix_sums(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def transposes(a):
    n, m = a.shape
    out = np.empty((m, n))
    for i in range(n):
        for j in range(m):
            out[j, i] = a[i, j]
    return out


calls("transposes(np.arange(12.0).reshape(3, 4))")


@njit
def sum_columns(a):
    out = np.zeros(a.shape[1])
    for i in range(a.shape[0]):
        out += a[i]
    return out


calls("sum_columns(np.arange(12.0).reshape(3, 4))")


@njit
def diagonal(a):
    total = 0.0
    for i in range(min(a.shape[0], a.shape[1])):
        total += a[i, i]
    return total


calls("diagonal(np.arange(12.0).reshape(3, 4))")


@njit
def sieve(n):
    flags = np.ones(n + 1, dtype=np.bool_)
    flags[:2] = False
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i::i] = False
    return flags.sum()


calls("sieve(10)", "sieve(1000)")


@njit
def life(a):
    n, m = a.shape
    b = np.zeros_like(a)
    for i in range(n):
        for j in range(m):
            alive = 0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    if di != 0 or dj != 0:
                        alive += a[(i + di) % n, (j + dj) % m]
            if alive == 3 or (alive == 2 and a[i, j] == 1):
                b[i, j] = 1
    return b


calls("life(np.array([[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 0, 0]]))")


@njit
def matrix_product(a, b):
    n = a.shape[0]
    m = b.shape[1]
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            for k in range(a.shape[1]):
                out[i, j] += a[i, k] * b[k, j]
    return out


calls("matrix_product(np.arange(12.0).reshape(3, 4), np.arange(8.0).reshape(4, 2))")


@njit
def insertion_sort(a):
    for i in range(1, len(a)):
        v = a[i]
        j = i - 1
        while j >= 0 and a[j] > v:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = v
    return a


calls("insertion_sort(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "insertion_sort(np.array([5, 3, 9, -1, 7, 3]))")


@njit
def binary_search(a, v):
    low = 0
    high = len(a)
    while low < high:
        middle = (low + high) // 2
        if a[middle] < v:
            low = middle + 1
        else:
            high = middle
    return low


calls("binary_search(np.arange(10), 7)", "binary_search(np.arange(10), 99)")


@njit
def rebinds(a, n):
    for _ in range(n):
        a = a[1:]
    return a


calls("rebinds(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 2)", "rebinds(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), 6)")


@njit
def temporaries(n):
    total = 0.0
    for i in range(n):
        a = np.ones(5) * i
        total += a.sum()
    return total


calls("temporaries(0)", "temporaries(10000)")


@njit
def either(flag, a, b):
    if flag:
        c = a
    else:
        c = b * 2
    return c


calls("either(True, np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "either(False, np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]), np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit
def small_integers():
    a = np.zeros(3, np.uint8)
    a[0] = 250
    a[0] += 10
    b = np.zeros(2, np.int32)
    b[0] = 2147483647
    b[0] += 1
    return a, b


calls("small_integers()")


@njit
def small_sums(a, b):
    return a + b, a * 2, a[0] + b[0]


calls("small_sums(np.array([250, 1], dtype=np.uint8), np.array([10, 2], dtype=np.uint8))", "small_sums(np.array([1, 2], dtype=np.int32), np.array([3, 4], dtype=np.int32))")


@njit
def float32s(a):
    return a * 2, a + a, a.sum(), a[0]


calls("float32s(np.array([0.1, 0.2, 0.3], dtype=np.float32))")


@njit
def three(n):
    a = np.zeros((n, 2, 3))
    for i in range(n):
        for j in range(2):
            for k in range(3):
                a[i, j, k] = i * 100 + j * 10 + k
    return a


calls("three(2)")


@njit
def newaxis(a):
    return a[:, None], a[None, :]


calls("newaxis(np.array([1.0, 2.0]))")


@njit
def outer(a, b):
    return a[:, np.newaxis] * b


calls("outer(np.array([1.0, 2.0]), np.array([3.0, 4.0, 5.0]))")


@njit
def bounds_of_none(a, low, high):
    return a[low:high], a[:high:2]


calls("bounds_of_none(np.arange(5), None, 3)", "bounds_of_none(np.arange(5), 1, None)", "bounds_of_none(np.arange(5), None, None)")


@njit
def strides(a):
    return a.strides, a.T.strides, a[::2].strides, a[0].strides, a[:, ::-1].strides[1]


calls("strides(np.zeros((2, 3)))", "strides(np.zeros((4, 3), np.int32))")


@njit
def strides_of_vector(a):
    return a.strides, a[::-1].strides, len(a[1:].strides)


calls("strides_of_vector(np.zeros(4))", "strides_of_vector(np.zeros(4, np.uint8))")


@njit
def dstack(a, b):
    return np.dstack((a, b))


calls("dstack(np.arange(3), np.arange(3))", "dstack(np.arange(3), np.arange(3.0))", "dstack(np.ones((2, 3)), np.zeros((2, 3)))", "dstack(np.arange(3), np.arange(2))")


@njit
def kron(a, b):
    return np.kron(a, b)


calls("kron(np.eye(2), np.arange(4.0).reshape(2, 2))", "kron(np.arange(3.0), np.ones(2))", "kron(np.arange(3.0), np.ones((2, 2)))", "kron(np.ones((2, 2)), np.arange(3.0))")


@njit
def append(a, b):
    return np.append(a, b)


calls("append(np.arange(3), 5)", "append(np.arange(3), 2.5)", "append(np.arange(3.0), 5)", "append(np.arange(4).reshape(2, 2), np.arange(2))")


@njit
def diag(a, k):
    return np.diag(a, k)


calls("diag(np.arange(3), 1)", "diag(np.arange(3.0), -2)", *[f"diag(np.arange(12).reshape(3, 4), {k})" for k in (-3, -1, 0, 1, 5)])
