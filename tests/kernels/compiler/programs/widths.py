# oracle: numba
# Elements of every width: what arithmetic makes of them, how they wrap when they are stored, what reductions give.
import numpy as np
from numba import njit, types


@njit
def read(a):
    return a[0] + a[2], a[0] - a[2], a[0] * a[2], -a[2], a[1]


calls("read(np.array([100, -128, 7, 127], np.int8))")
calls("read(np.array([200, 0, 7, 255], np.uint8))")
calls("read(np.array([30000, -32768, 7, 5], np.int16))")
calls("read(np.array([60000, 0, 7, 65535], np.uint16))")
calls("read(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("read(np.array([2**32 - 1, 0, 7, 5], np.uint32))")
calls("read(np.array([2**40, 1, 7, 5], np.uint64))")
calls("read(np.array([1.5, -0.1, 7.0, 3e38], np.float32))")


@njit
def store(a):
    a[0] = a[0] + 100
    a[1] -= 1
    a[2] = 300 * a[2]
    return a


calls("store(np.array([100, -128, 7, 127], np.int8))")
calls("store(np.array([200, 0, 7, 255], np.uint8))")
calls("store(np.array([30000, -32768, 7, 5], np.int16))")
calls("store(np.array([60000, 0, 7, 65535], np.uint16))")
calls("store(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("store(np.array([2**32 - 1, 0, 7, 5], np.uint32))")


@njit
def whole(a):
    return a + a, a * 2, a - a[::-1], a == 7, np.abs(a)


calls("whole(np.array([100, -128, 7, 127], np.int8))")
calls("whole(np.array([200, 0, 7, 255], np.uint8))")
calls("whole(np.array([30000, -32768, 7, 5], np.int16))")
calls("whole(np.array([60000, 0, 7, 65535], np.uint16))")
calls("whole(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("whole(np.array([2**32 - 1, 0, 7, 5], np.uint32))")
calls("whole(np.array([2**40, 1, 7, 5], np.uint64))")
calls("whole(np.array([1.5, -0.1, 7.0, 3e38], np.float32))")


@njit
def negative(a):
    return -a


calls("negative(np.array([100, -128, 7, 127], np.int8))")
calls("negative(np.array([200, 0, 7, 255], np.uint8))")
calls("negative(np.array([30000, -32768, 7, 5], np.int16))")
calls("negative(np.array([60000, 0, 7, 65535], np.uint16))")
calls("negative(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("negative(np.array([2**32 - 1, 0, 7, 5], np.uint32))")
calls("negative(np.array([2**40, 1, 7, 5], np.uint64))")
calls("negative(np.array([1.5, -0.1, 7.0, 3e38], np.float32))")


@njit
def reduced(a):
    return a.sum(), a.min(), a.max(), a.argmax(), np.sort(a)


calls("reduced(np.array([100, -128, 7, 127], np.int8))")
calls("reduced(np.array([200, 0, 7, 255], np.uint8))")
calls("reduced(np.array([30000, -32768, 7, 5], np.int16))")
calls("reduced(np.array([60000, 0, 7, 65535], np.uint16))")
calls("reduced(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("reduced(np.array([2**32 - 1, 0, 7, 5], np.uint32))")
calls("reduced(np.array([2**40, 1, 7, 5], np.uint64))")
calls("reduced(np.array([1.5, -0.1, 7.0, 3e38], np.float32))")


@njit
def cast(a):
    return a.astype(np.int64), a.astype(np.uint8), a.astype(np.int16), a.astype(np.uint32)


calls("cast(np.array([100, -128, 7, 127], np.int8))")
calls("cast(np.array([200, 0, 7, 255], np.uint8))")
calls("cast(np.array([30000, -32768, 7, 5], np.int16))")
calls("cast(np.array([60000, 0, 7, 65535], np.uint16))")
calls("cast(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("cast(np.array([2**32 - 1, 0, 7, 5], np.uint32))")


@njit
def unsigned(a, n, flag):
    x = a[0]
    return x + n, n - x, x * n, x // n, x % n, x**2, x & n, x | n, x ^ n, x << 3, x >> 1, x + 1.5, x + flag, x + x, x / n


calls("unsigned(np.array([3], np.uint64), 5, True)", "unsigned(np.array([2**63 + 5], np.uint64), -7, False)")
calls("unsigned(np.array([200], np.uint8), 3, True)", "unsigned(np.array([2**32 - 1], np.uint32), -3, True)")


@njit
def scrambled(seed, n):
    x = np.uint64(seed)
    for _ in range(n):
        x ^= x << np.uint64(13)
        x ^= x >> np.uint64(7)
        x ^= x << np.uint64(17)
    return x, x % 1000, x * 6364136223846793005 + 1442695040888963407


calls("scrambled(42, 10)", "scrambled(7, 1000)")


@njit
def mixed(a, b):
    return a + b, a * b


calls("mixed(np.array([100, -128, 7, 127], np.int8), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([200, 0, 7, 255], np.uint8), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([30000, -32768, 7, 5], np.int16), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([60000, 0, 7, 65535], np.uint16), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([2**31 - 1, -2**31, 7, 5], np.int32), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([2**32 - 1, 0, 7, 5], np.uint32), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([2**40, 1, 7, 5], np.uint64), np.array([1, 2, 3, 4], np.int16))")
calls("mixed(np.array([1.5, -0.1, 7.0, 3e38], np.float32), np.array([1, 2, 3, 4], np.int16))")


@njit
def made(n):
    a = np.zeros(n, np.uint16)
    b = np.empty(n, dtype=np.int8)
    for i in range(n):
        a[i] = i * 20000
        b[i] = i * 50
    return a, b, np.arange(n, dtype=np.uint32), np.ones(n, np.int16), np.full(n, 7, np.uint64)


calls("made(5)")


@njit
def bits(a):
    return a & 15, a | 1, a ^ 3, a[2] << 2, a[0] >> 1


calls("bits(np.array([100, -128, 7, 127], np.int8))")
calls("bits(np.array([200, 0, 7, 255], np.uint8))")
calls("bits(np.array([30000, -32768, 7, 5], np.int16))")
calls("bits(np.array([60000, 0, 7, 65535], np.uint16))")
calls("bits(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("bits(np.array([2**32 - 1, 0, 7, 5], np.uint32))")


@njit
def divided(a):
    return a / 2, a // 3, a % 3, a[0] // 3, a[0] % 7


calls("divided(np.array([100, -128, 7, 127], np.int8))")
calls("divided(np.array([200, 0, 7, 255], np.uint8))")
calls("divided(np.array([30000, -32768, 7, 5], np.int16))")
calls("divided(np.array([60000, 0, 7, 65535], np.uint16))")
calls("divided(np.array([2**31 - 1, -2**31, 7, 5], np.int32))")
calls("divided(np.array([2**32 - 1, 0, 7, 5], np.uint32))")
calls("divided(np.array([2**40, 1, 7, 5], np.uint64))")
calls("divided(np.array([1.5, -0.1, 7.0, 3e38], np.float32))")


@njit
def counted(a):
    counts = np.zeros(256, np.uint32)
    for x in a:
        counts[x] += 1
    return counts.sum(), counts.max(), counts.argmax()


calls("counted(np.array([1, 2, 1, 255], np.uint8))")
calls("counted(np.array([3, 3, 3], np.uint16))")


@njit
def large(a):
    return np.sort(a), a.max(), a.min(), a[0] > a[1], a.argmin()


calls("large(np.array([2**63, 1, 2**64 - 1, 5], np.uint64))")


@njit
def ordered(a):
    return np.median(a), np.percentile(a, 30), np.argsort(a), np.unique(a), np.searchsorted(np.sort(a), a[0])


calls("ordered(np.array([5, 1, 4, 9], np.uint8))")
calls("ordered(np.array([5, 1, 4, 9], np.int8))")
calls("ordered(np.array([5, 1, 4, 9], np.uint16))")
calls("ordered(np.array([5, 1, 4, 9], np.int16))")
calls("ordered(np.array([5, 1, 4, 9], np.uint32))")
calls("ordered(np.array([5, 1, 4, 9], np.uint64))")


@njit
def casts_by_numbas_types(x):
    return types.int64(x), types.float32(x), types.int32(x), np.zeros(2, dtype=types.int32)


calls("casts_by_numbas_types(3.7)")
