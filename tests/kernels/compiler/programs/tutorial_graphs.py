# oracle: numba
# Textbook algorithms: graphs, search, texts as numbers, grids, constants of the module.
import numpy as np
from numba import njit

N = 10
EPS = 1e-9
TABLE = (1, 2, 3, 5, 7)
WEIGHTS = np.array([0.25, 0.5, 0.25])


@njit
def bfs(adj, start):
    n = adj.shape[0]
    distance = -np.ones(n, dtype=np.int64)
    queue = np.empty(n, dtype=np.int64)
    head = tail = 0
    queue[tail] = start
    tail += 1
    distance[start] = 0
    while head < tail:
        u = queue[head]
        head += 1
        for v in range(n):
            if adj[u, v] and distance[v] < 0:
                distance[v] = distance[u] + 1
                queue[tail] = v
                tail += 1
    return distance


calls("bfs(np.array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]), 0)")


@njit
def dijkstra(w, s):
    n = len(w)
    d = np.full(n, np.inf)
    done = np.zeros(n, np.bool_)
    prev = np.full(n, -1)
    d[s] = 0
    for _ in range(n):
        u = -1
        for v in range(n):
            if not done[v] and (u == -1 or d[v] < d[u]):
                u = v
        if d[u] == np.inf:
            break
        done[u] = True
        for v in range(n):
            if w[u, v] > 0 and d[u] + w[u, v] < d[v]:
                d[v] = d[u] + w[u, v]
                prev[v] = u
    return d, prev


calls("dijkstra(np.array([[0.0, 4.0, 1.0], [4.0, 0.0, 2.0], [1.0, 2.0, 0.0]]), 0)", "dijkstra(np.array([[0, 4, 0], [4, 0, 0], [0, 0, 0]]), 0)")


@njit
def floyd(d):
    n = d.shape[0]
    d = d.copy()
    for k in range(n):
        for i in range(n):
            for j in range(n):
                d[i, j] = min(d[i, j], d[i, k] + d[k, j])
    return d


calls("floyd(np.array([[0.0, 4.0, 1.0], [4.0, 0.0, 2.0], [1.0, 2.0, 0.0]]))")


@njit
def find(p, x):
    while p[x] != x:
        p[x] = p[p[x]]
        x = p[x]
    return x


@njit
def kruskal(edges, weights, n):
    order = np.argsort(weights)
    parent = np.arange(n)
    total = 0.0
    picked = []
    for e in order:
        u, v = edges[e]
        ru, rv = find(parent, u), find(parent, v)
        if ru != rv:
            parent[ru] = rv
            total += weights[e]
            picked.append((u, v))
    return total, picked


calls("kruskal(np.array([[0, 1], [1, 2], [0, 2]]), np.array([1.0, 2.5, 2.0]), 3)")


@njit
def pagerank(links, d=0.85, iters=20):
    n = links.shape[0]
    out = links.sum(axis=1)
    r = np.ones(n) / n
    for _ in range(iters):
        new = np.full(n, (1 - d) / n)
        for i in range(n):
            for j in range(n):
                if links[j, i]:
                    new[i] += d * r[j] / out[j]
        if np.abs(new - r).sum() < EPS:
            break
        r = new
    return r


calls("pagerank(np.array([[0, 1, 1], [1, 0, 0], [0, 1, 0]]))")


@njit
def toposort(adj):
    n = adj.shape[0]
    indeg = adj.sum(axis=0)
    stack = [i for i in range(n) if indeg[i] == 0]
    order = []
    while stack:
        u = stack.pop()
        order.append(u)
        for v in range(n):
            if adj[u, v]:
                indeg[v] -= 1
                if indeg[v] == 0:
                    stack.append(v)
    return order


calls("toposort(np.array([[0, 1, 1], [0, 0, 1], [0, 0, 0]]))")


@njit
def nqueens(n, row=0, cols=0, d1=0, d2=0):
    if row == n:
        return 1
    count = 0
    free = ~(cols | d1 | d2) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        count += nqueens(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    return count


calls("nqueens(6)")


@njit
def hanoi(n, a, b, c, moves):
    if n == 0:
        return 0
    k = hanoi(n - 1, a, c, b, moves)
    moves.append((a, c))
    return k + 1 + hanoi(n - 1, b, a, c, moves)


@njit
def hanoi_all(n):
    moves = [(0, 0)]
    k = hanoi(n, 0, 1, 2, moves)
    return k, moves


calls("hanoi_all(3)")


@njit
def permutations(a):
    out = [a.copy()]
    n = len(a)
    c = np.zeros(n, np.int64)
    i = 0
    while i < n:
        if c[i] < i:
            if i % 2 == 0:
                a[0], a[i] = a[i], a[0]
            else:
                a[c[i]], a[i] = a[i], a[c[i]]
            out.append(a.copy())
            c[i] += 1
            i = 0
        else:
            c[i] = 0
            i += 1
    return out


calls("permutations(np.arange(3))")


@njit
def popcount(x):
    n = 0
    while x:
        x &= x - 1
        n += 1
    return n


calls("popcount(255)", "popcount(0)")


@njit
def parse_int(chars):
    """Digits as bytes to a number."""
    sign, i, v = 1, 0, 0
    if chars[0] == 45:
        sign = -1
        i = 1
    while i < len(chars):
        c = chars[i]
        if c < 48 or c > 57:
            raise ValueError("not a digit")
        v = v * 10 + (c - 48)
        i += 1
    return sign * v


calls("parse_int(np.array([45, 49, 50], dtype=np.uint8))", "parse_int(np.array([49, 97]))", "parse_int(np.array([49, 50], dtype=np.int8))")


@njit
def tok(a):
    nums, cur, seen = [], 0, False
    for c in a:
        if ord('0') <= c <= ord('9'):
            cur = cur * 10 + c - ord('0')
            seen = True
        elif seen:
            nums.append(cur)
            cur, seen = 0, False
    if seen:
        nums.append(cur)
    return nums


calls("tok(np.array([49, 50, 44, 51]))")


@njit
def rpn(ops):
    st = np.zeros(10)
    sp = 0
    for k, v in ops:
        if k == 0:
            st[sp] = v; sp += 1
        else:
            b, a = st[sp - 1], st[sp - 2]
            sp -= 2
            if k == 1: r = a + b
            elif k == 2: r = a - b
            elif k == 3: r = a * b
            elif k == 4: r = a / b
            else: raise ValueError("bad op")
            st[sp] = r; sp += 1
    return st[0]


calls("rpn(np.array([[0.0, 4.0], [0.0, 2.0], [4.0, 0.0]]))")


@njit
def life(g):
    n, m = g.shape
    out = np.zeros_like(g)
    for i in range(n):
        for j in range(m):
            s = 0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    if di or dj:
                        s += g[(i + di) % n, (j + dj) % m]
            out[i, j] = 1 if s == 3 or (g[i, j] and s == 2) else 0
    return out


calls("life(np.array([[0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]))", "life(np.array([[0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]], dtype=np.uint8))")


@njit
def glob():
    s = 0
    for t in TABLE:
        s += t * N
    return s, TABLE[1], len(TABLE), WEIGHTS.sum(), WEIGHTS[::-1], EPS


calls("glob()")


@njit
def spiral(m):
    out = []
    top, bottom, left, right = 0, m.shape[0] - 1, 0, m.shape[1] - 1
    while top <= bottom and left <= right:
        for j in range(left, right + 1): out.append(m[top, j])
        top += 1
        for i in range(top, bottom + 1): out.append(m[i, right])
        right -= 1
        if top <= bottom:
            for j in range(right, left - 1, -1): out.append(m[bottom, j])
            bottom -= 1
        if left <= right:
            for i in range(bottom, top - 1, -1): out.append(m[i, left])
            left += 1
    return out


calls("spiral(np.arange(12).reshape(3, 4))")


@njit
def pascal(n):
    rows = [[1]]
    for i in range(1, n):
        prev = rows[-1]
        row = [1] * (i + 1)
        for j in range(1, i):
            row[j] = prev[j - 1] + prev[j]
        rows.append(row)
    return rows


calls("pascal(5)")


@njit
def kadane(a):
    best = cur = a[0]
    s = start = end = 0
    for i in range(1, len(a)):
        if cur < 0:
            cur = a[i]; s = i
        else:
            cur += a[i]
        if cur > best:
            best, start, end = cur, s, i
    return best, a[start:end + 1]


calls("kadane(np.array([-2, 1, -3, 4, -1, 2, 1, -5, 4]))")


@njit
def two_sum(a, t):
    for i in range(len(a)):
        for j in range(i + 1, len(a)):
            if a[i] + a[j] == t:
                return (i, j)
    return (-1, -1)


calls("two_sum([2, 7, 11, 15], 9)", "two_sum(np.array([2, 7]), 1)")


@njit
def next_greater(a):
    out = np.full_like(a, -1)
    st = [0]
    for i in range(1, a.size):
        while len(st) > 0 and a[st[-1]] < a[i]:
            out[st.pop()] = a[i]
        st.append(i)
    return out


calls("next_greater(np.array([2, 1, 2, 4, 3]))")


@njit
def run_length(a):
    vals = [a[0]]
    cnts = [1]
    for x in a[1:]:
        if x == vals[-1]:
            cnts[-1] += 1
        else:
            vals.append(x)
            cnts.append(1)
    return vals, cnts


calls("run_length(np.array([1, 1, 2, 2, 2, 1]))")
