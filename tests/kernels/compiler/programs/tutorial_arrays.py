# oracle: numba
# Small programs of arrays as a reader of a Numba tutorial writes them.
import math

import numpy as np
from numba import njit, prange


@njit
def sieve(n):
    flags = np.ones(n + 1, dtype=np.bool_)
    flags[:2] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = False
    return np.nonzero(flags)[0]


calls("sieve(50)")


@njit
def matmul(a, b):
    n, m = a.shape
    p = b.shape[1]
    c = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                c[i, j] += a[i, k] * b[k, j]
    return c


calls("matmul(np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4))")


@njit
def life(grid, steps):
    n, m = grid.shape
    for _ in range(steps):
        new = np.zeros_like(grid)
        for i in range(n):
            for j in range(m):
                around = 0
                for di in range(-1, 2):
                    for dj in range(-1, 2):
                        if di != 0 or dj != 0:
                            around += grid[(i + di) % n, (j + dj) % m]
                if around == 3 or (grid[i, j] == 1 and around == 2):
                    new[i, j] = 1
        grid = new
    return grid


calls("life(np.array([[0, 1, 0, 0], [0, 0, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0]]), 4)")


@njit
def jacobi(u, steps):
    n, m = u.shape
    for _ in range(steps):
        v = u.copy()
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                v[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
        u = v
    return u


calls("jacobi(np.eye(5), 3)")


@njit
def heat_slices(u, alpha, steps):
    for _ in range(steps):
        u[1:-1] = u[1:-1] + alpha * (u[2:] - 2 * u[1:-1] + u[:-2])
    return u


calls("heat_slices(np.array([0.0, 0.0, 1.0, 0.0, 0.0]), 0.25, 3)")


@njit
def histogram(a, bins, low, high):
    counts = np.zeros(bins, np.int64)
    width = (high - low) / bins
    for x in a.flat:
        k = int((x - low) / width)
        if 0 <= k < bins:
            counts[k] += 1
    return counts


calls("histogram(np.linspace(0, 1, 11), 4, 0.0, 1.0)")


@njit
def bubble_sort(a):
    a = a.copy()
    n = len(a)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a


calls("bubble_sort(np.array([5, 2, 9, 1, 5]))", "bubble_sort(np.array([2.5, -1.0]))")


@njit
def insertion_sort(a):
    for i in range(1, a.size):
        key = a[i]
        j = i - 1
        while j >= 0 and a[j] > key:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = key
    return a


calls("insertion_sort(np.array([3, 1, 2, 0]))")


@njit
def quick_sort(a, lo, hi):
    if lo < hi:
        pivot = a[hi]
        i = lo - 1
        for j in range(lo, hi):
            if a[j] <= pivot:
                i += 1
                a[i], a[j] = a[j], a[i]
        a[i + 1], a[hi] = a[hi], a[i + 1]
        quick_sort(a, lo, i)
        quick_sort(a, i + 2, hi)


@njit
def sorted_copy(a):
    b = a.copy()
    quick_sort(b, 0, len(b) - 1)
    return b


calls("sorted_copy(np.array([3.0, -1.0, 2.0, 7.0, 0.0]))")


@njit
def binary_search(a, x):
    lo, hi = 0, len(a) - 1
    while lo <= hi:
        mid = (lo + hi) // 2
        if a[mid] == x:
            return mid
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid - 1
    return -1


calls("binary_search(np.arange(0, 100, 7), 42)", "binary_search(np.arange(0, 100, 7), 43)")


@njit
def edit_distance(a, b):
    d = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    d[:, 0] = np.arange(len(a) + 1)
    d[0] = np.arange(len(b) + 1)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + cost)
    return d[-1, -1]


calls("edit_distance(np.array([1, 2, 3, 4]), np.array([2, 3, 5]))")


@njit
def lcs(a, b):
    n, m = len(a), len(b)
    t = np.zeros((n + 1, m + 1), np.int32)
    for i in range(n):
        for j in range(m):
            if a[i] == b[j]:
                t[i + 1, j + 1] = t[i, j] + 1
            else:
                t[i + 1, j + 1] = max(t[i, j + 1], t[i + 1, j])
    return t[n, m]


calls("lcs(np.array([1, 3, 4, 1, 2]), np.array([3, 4, 1, 2, 1, 3]))")


@njit
def knapsack(weights, values, capacity):
    best = np.zeros(capacity + 1, dtype=np.int64)
    for i in range(len(weights)):
        for c in range(capacity, weights[i] - 1, -1):
            best[c] = max(best[c], best[c - weights[i]] + values[i])
    return best


calls("knapsack(np.array([2, 3, 4]), np.array([3, 4, 5]), 7)")


@njit
def prefix_sums(a):
    out = np.empty(len(a) + 1, a.dtype)
    out[0] = 0
    for i, x in enumerate(a):
        out[i + 1] = out[i] + x
    return out


calls("prefix_sums(np.array([1, 2, 3]))", "prefix_sums(np.array([0.5, 0.25]))")


@njit
def moving_average(a, k):
    out = np.empty(len(a) - k + 1)
    s = a[:k].sum()
    out[0] = s / k
    for i in range(k, len(a)):
        s += a[i] - a[i - k]
        out[i - k + 1] = s / k
    return out


calls("moving_average(np.array([1.0, 2.0, 4.0, 8.0, 16.0]), 3)")


@njit
def max_subarray(a):
    best = current = a[0]
    for x in a[1:]:
        current = max(x, current + x)
        best = max(best, current)
    return best


calls("max_subarray(np.array([-2, 1, -3, 4, -1, 2, 1, -5, 4]))")


@njit
def kmeans_step(points, centers):
    k = centers.shape[0]
    sums = np.zeros_like(centers)
    counts = np.zeros(k, dtype=np.int64)
    labels = np.empty(points.shape[0], dtype=np.int64)
    for i in range(points.shape[0]):
        best, best_d = -1, np.inf
        for c in range(k):
            d = ((points[i] - centers[c]) ** 2).sum()
            if d < best_d:
                best, best_d = c, d
        labels[i] = best
        sums[best] += points[i]
        counts[best] += 1
    for c in range(k):
        if counts[c] > 0:
            sums[c] /= counts[c]
    return labels, sums


calls("kmeans_step(np.array([[0.0, 0.0], [0.5, 0.0], [4.0, 4.0], [5.0, 4.0]]), np.array([[0.0, 1.0], [4.0, 5.0]]))")


@njit
def nbody(pos, vel, mass, dt, steps):
    n = len(mass)
    for _ in range(steps):
        for i in range(n):
            for j in range(n):
                if i == j:
                    continue
                d = pos[j] - pos[i]
                r2 = d[0] * d[0] + d[1] * d[1] + 0.01
                vel[i] += dt * mass[j] * d / (r2 * np.sqrt(r2))
        pos += dt * vel
    return pos


calls("nbody(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]]), np.zeros((3, 2)), np.array([1.0, 0.5, 0.25]), 0.01, 5)")


@njit
def pairwise(x):
    n = x.shape[0]
    d = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            t = 0.0
            for k in range(x.shape[1]):
                t += (x[i, k] - x[j, k]) ** 2
            d[i, j] = math.sqrt(t)
    return d


calls("pairwise(np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]))")


@njit
def mandel_row(y, width, limit):
    out = np.zeros(width, np.uint8)
    for i in range(width):
        cr, ci = -2.0 + 3.0 * i / width, y
        zr = zi = 0.0
        for k in range(limit):
            zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
            if zr * zr + zi * zi > 4:
                out[i] = k + 1
                break
    return out


calls("mandel_row(0.3, 12, 40)")


@njit
def walk(n, seed):
    np.random.seed(seed)
    x = np.zeros(n + 1)
    for i in range(n):
        x[i + 1] = x[i] + (1 if np.random.random() < 0.5 else -1)
    return x, x.min(), x.argmax()


calls("walk(12, 7)")


@njit
def monte_carlo_call(s, k, n, seed):
    np.random.seed(seed)
    total = 0.0
    for _ in range(n):
        z = np.random.normal(0.0, 1.0)
        total += max(s * math.exp(-0.02 + 0.2 * z) - k, 0.0)
    return total / n


calls("monte_carlo_call(100.0, 100.0, 500, 3)")


@njit
def dice(n, seed):
    np.random.seed(seed)
    counts = np.zeros(6, dtype=np.int64)
    for _ in range(n):
        counts[np.random.randint(0, 6)] += 1
    return counts


calls("dice(600, 1)")


@njit
def masked_mean(a, limit):
    keep = a[a > limit]
    if keep.size == 0:
        return np.nan
    return keep.mean()


calls("masked_mean(np.array([1.0, 5.0, 7.0]), 2.0)", "masked_mean(np.array([1.0]), 2.0)")


@njit
def normalise(a):
    return (a - a.mean()) / a.std()


calls("normalise(np.array([1.0, 2.0, 3.0, 4.0]))")


@njit
def quantiles(a):
    return np.median(a), np.percentile(a, 25), np.quantile(a, 0.9), np.percentile(a, np.array([10.0, 50.0]))


calls("quantiles(np.array([3.0, 1.0, 4.0, 1.0, 5.0]))")


@njit
def column_stats(a):
    n = a.shape[1]
    out = np.empty((n, 3))
    for j in range(n):
        column = a[:, j]
        out[j, 0] = column.sum()
        out[j, 1] = column.max()
        out[j, 2] = column.std()
    return out


calls("column_stats(np.arange(6.0).reshape(3, 2))")


@njit
def transpose_add(a):
    return a + a.T


calls("transpose_add(np.arange(9.0).reshape(3, 3))")


@njit
def polynomial(coefficients, x):
    y = np.zeros_like(x)
    for c in coefficients[::-1]:
        y = y * x + c
    return y


calls("polynomial(np.array([1.0, 2.0, 3.0]), np.linspace(0, 1, 3))")


@njit
def gauss(a, b):
    a, b = a.copy(), b.copy()
    n = len(b)
    for k in range(n):
        p = k + np.argmax(np.abs(a[k:, k]))
        if p != k:
            for j in range(n):
                a[k, j], a[p, j] = a[p, j], a[k, j]
            b[k], b[p] = b[p], b[k]
        for i in range(k + 1, n):
            f = a[i, k] / a[k, k]
            a[i, k:] -= f * a[k, k:]
            b[i] -= f * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - np.dot(a[i, i + 1 :], x[i + 1 :])) / a[i, i]
    return x


calls("gauss(np.array([[2.0, 1.0, -1.0], [-3.0, -1.0, 2.0], [-2.0, 1.0, 2.0]]), np.array([8.0, -11.0, -3.0]))")


@njit
def floyd_warshall(d):
    n = d.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                d[i, j] = min(d[i, j], d[i, k] + d[k, j])
    return d


calls("floyd_warshall(np.array([[0.0, 3.0, np.inf], [np.inf, 0.0, 1.0], [2.0, np.inf, 0.0]]))")


@njit
def bfs(adjacency, start):
    n = adjacency.shape[0]
    distance = np.full(n, -1)
    distance[start] = 0
    queue = [start]
    while len(queue) > 0:
        v = queue.pop(0)
        for w in range(n):
            if adjacency[v, w] and distance[w] < 0:
                distance[w] = distance[v] + 1
                queue.append(w)
    return distance


calls("bfs(np.array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]), 0)")


@njit
def run_lengths(a):
    lengths = []
    values = []
    i = 0
    while i < len(a):
        j = i
        while j < len(a) and a[j] == a[i]:
            j += 1
        lengths.append(j - i)
        values.append(a[i])
        i = j
    return np.array(lengths), np.array(values)


calls("run_lengths(np.array([1, 1, 2, 3, 3, 3]))")


@njit
def convolve(a, k):
    n, m = len(a), len(k)
    out = np.zeros(n + m - 1)
    for i in range(n):
        for j in range(m):
            out[i + j] += a[i] * k[j]
    return out


calls("convolve(np.array([1.0, 2.0, 3.0]), np.array([0.5, 0.5]))")


@njit
def power_iteration(a, steps):
    v = np.ones(a.shape[0])
    for _ in range(steps):
        w = a @ v
        v = w / np.sqrt(np.sum(w * w))
    return v @ a @ v


calls("power_iteration(np.array([[2.0, 1.0], [1.0, 3.0]]), 20)")


@njit
def unique_sorted(a):
    b = np.sort(a)
    out = [b[0]]
    for x in b[1:]:
        if x != out[-1]:
            out.append(x)
    return out


calls("unique_sorted(np.array([3, 1, 3, 2, 1]))")


@njit(parallel=True)
def parallel_norm(a):
    total = 0.0
    for i in prange(a.size):
        total += a[i] * a[i]
    return math.sqrt(total)


calls("parallel_norm(np.array([3.0, 4.0]))")


@njit
def outer(a, b):
    return a.reshape(-1, 1) * b


calls("outer(np.array([1.0, 2.0]), np.array([3.0, 4.0, 5.0]))")


@njit
def where_clip(a):
    return np.where(a > 0, a, 0.0), np.clip(a, -1.0, 1.0), np.maximum(a, 0.5), np.sign(a)


calls("where_clip(np.array([-2.0, 0.25, 3.0]))")


@njit
def cumulative(a):
    return np.cumsum(a), np.cumprod(a), np.diff(a)


calls("cumulative(np.array([1.0, 2.0, 4.0]))")
