# oracle: numba
# Textbook algorithms: tables, sorting, numbers.
import numpy as np
from numba import njit


@njit
def lcs(a, b):
    dp = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                dp[i, j] = dp[i - 1, j - 1] + 1
            else:
                dp[i][j] = max(dp[i - 1][j], dp[i][j - 1])
    return dp[-1, -1], dp


calls("lcs(np.array([1, 2, 3, 4, 1]), np.array([3, 4, 1, 2, 1, 3]))")


@njit
def knapsack(w, v, cap):
    best = [0] * (cap + 1)
    for i in range(len(w)):
        for c in range(cap, w[i] - 1, -1):
            best[c] = max(best[c], best[c - w[i]] + v[i])
    return best[cap]


calls("knapsack(np.array([1, 3, 4, 5]), np.array([1, 4, 5, 7]), 7)", "knapsack([1, 3, 4, 5], [1, 4, 5, 7], 7)", "knapsack((1, 3, 4, 5), (1, 4, 5, 7), 7)")


@njit
def edit(a, b):
    prev = np.arange(len(b) + 1)
    for i, x in enumerate(a):
        cur = np.empty(len(b) + 1, np.int64)
        cur[0] = i + 1
        for j, y in enumerate(b):
            cur[j + 1] = min(prev[j] + (x != y), prev[j + 1] + 1, cur[j] + 1)
        prev = cur
    return prev[-1]


calls("edit(np.array([1, 2, 3]), np.array([2, 3, 4, 4]))")


@njit
def coin_change(coins, amount):
    INF = 1 << 30
    dp = np.full(amount + 1, INF)
    dp[0] = 0
    for c in coins:
        for s in range(c, amount + 1):
            if dp[s - c] + 1 < dp[s]:
                dp[s] = dp[s - c] + 1
    return dp[amount] if dp[amount] < INF else -1


calls("coin_change(np.array([1, 5, 12]), 15)", "coin_change(np.array([5]), 3)", "coin_change((1, 5, 12), 15)")


@njit
def lis(a):
    tails = []
    for x in a:
        lo, hi = 0, len(tails)
        while lo < hi:
            mid = (lo + hi) // 2
            if tails[mid] < x:
                lo = mid + 1
            else:
                hi = mid
        if lo == len(tails):
            tails.append(x)
        else:
            tails[lo] = x
    return len(tails), tails


calls("lis(np.array([3, 1, 4, 1, 5, 9, 2, 6]))")


@njit
def quicksort(a, lo, hi):
    if lo >= hi:
        return
    p = a[(lo + hi) >> 1]
    i, j = lo, hi
    while i <= j:
        while a[i] < p:
            i += 1
        while a[j] > p:
            j -= 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i += 1
            j -= 1
    quicksort(a, lo, j)
    quicksort(a, i, hi)


@njit
def qs(a):
    b = a.copy()
    quicksort(b, 0, b.size - 1)
    return b


calls("qs(np.array([3, 1, 4, 1, 5, 9, 2, 6]))", "qs(np.array([3.5, -1.0]))")


@njit
def merge_sort(a):
    n = len(a)
    if n <= 1:
        return a.copy()
    m = n // 2
    l, r = merge_sort(a[:m]), merge_sort(a[m:])
    out = np.empty(n, a.dtype)
    i = j = k = 0
    while i < l.size and j < r.size:
        if l[i] <= r[j]:
            out[k] = l[i]; i += 1
        else:
            out[k] = r[j]; j += 1
        k += 1
    while i < l.size:
        out[k] = l[i]; i += 1; k += 1
    while j < r.size:
        out[k] = r[j]; j += 1; k += 1
    return out


calls("merge_sort(np.array([3, 1, 4, 1, 5]))", "merge_sort(np.array([3.0, 1.0, 4.5]))")


@njit
def heapify(a, n, i):
    while True:
        big = i
        l, r = 2 * i + 1, 2 * i + 2
        if l < n and a[l] > a[big]: big = l
        if r < n and a[r] > a[big]: big = r
        if big == i: break
        a[i], a[big] = a[big], a[i]
        i = big


@njit
def heap_sort(a):
    n = a.size
    for i in range(n // 2 - 1, -1, -1):
        heapify(a, n, i)
    for e in range(n - 1, 0, -1):
        a[0], a[e] = a[e], a[0]
        heapify(a, e, 0)
    return a


calls("heap_sort(np.array([3, 1, 4, 1, 5, 9, 2, 6]))")


@njit
def counting_sort(a, k):
    c = np.zeros(k, np.int64)
    for x in a:
        c[x] += 1
    out = np.zeros_like(a)
    pos = 0
    for v in range(k):
        for _ in range(c[v]):
            out[pos] = v
            pos += 1
    return out


calls("counting_sort(np.array([3, 1, 2, 1]), 4)", "counting_sort(np.array([3, 1, 2, 1], dtype=np.uint8), 4)")


@njit
def radix(a):
    out = a.copy()
    shift = 0
    while (out >> shift).max() > 0:
        digit = (out >> shift) & 0xF
        out = out[np.argsort(digit, kind='mergesort')]
        shift += 4
    return out


calls("radix(np.array([170, 45, 75, 90, 802, 24, 2, 66]))")


@njit
def bubble(a):
    a = a.copy()
    n = len(a)
    swapped = True
    while swapped:
        swapped = False
        for i in range(1, n):
            if a[i - 1] > a[i]:
                a[i - 1], a[i] = a[i], a[i - 1]
                swapped = True
        n -= 1
    return a


calls("bubble(np.array([3.0, 2.0, 1.0]))")


@njit
def bsearch(a, x):
    lo, hi = 0, len(a) - 1
    while lo <= hi:
        mid = lo + (hi - lo) // 2
        if a[mid] == x:
            return mid
        elif a[mid] < x:
            lo = mid + 1
        else:
            hi = mid - 1
    return -1


calls("bsearch(np.arange(0, 20, 3), 9)", "bsearch(np.arange(0, 20, 3), 10)", "bsearch((1, 4, 6), 6)")


@njit
def sieve(n):
    is_p = np.ones(n + 1, dtype=np.bool_)
    is_p[:2] = False
    for i in range(2, int(n ** 0.5) + 1):
        if is_p[i]:
            is_p[i * i::i] = False
    return np.nonzero(is_p)[0]


calls("sieve(30)", "sieve(2)")


@njit
def sieve2(n):
    s = np.ones(n, dtype=np.bool8)
    return s.sum()


calls("sieve2(5)")


@njit
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


calls("gcd(48, 18)", "gcd(-48, 18)", "gcd(7, 0)")


@njit
def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - (a // b) * y


calls("egcd(240, 46)")


@njit
def modpow(b, e, m):
    r = 1
    b %= m
    while e > 0:
        if e & 1:
            r = r * b % m
        b = b * b % m
        e >>= 1
    return r


calls("modpow(3, 200, 1000007)", "modpow(2, 10, 1)")


@njit
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


calls("collatz(27)")


@njit
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


calls("fib(15)")


@njit
def fib_iter(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


calls("fib_iter(90)", "fib_iter(100)")
