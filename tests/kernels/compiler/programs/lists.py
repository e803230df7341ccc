# oracle: numba
import numpy as np
from numba import njit

POINTS = [3, 1, 2]


@njit
def primes_below(n):
    found = []
    for i in range(2, n):
        prime = True
        for p in found:
            if p * p > i:
                break
            if i % p == 0:
                prime = False
                break
        if prime:
            found.append(i)
    return found


calls("primes_below(3)", "primes_below(60)")


@njit
def even_squares(n):
    return [i * i for i in range(n) if i % 2 == 0]


calls("even_squares(0)", "even_squares(9)")


@njit
def table(n, m):
    rows = [[i * j for j in range(m)] for i in range(n)]
    rows[1][2] = -1
    total = 0
    for row in rows:
        for value in row:
            total += value
    return total, rows[n - 1][m - 1], len(rows), len(rows[0])


calls("table(4, 5)")


@njit
def flood(n):
    todo = [(0, 0)]
    seen = np.zeros((n, n), np.int64)
    steps = 0
    while todo:
        i, j = todo.pop()
        if i < 0 or j < 0 or i >= n or j >= n or seen[i, j] == 1 or (i * j) % 3 == 2:
            continue
        seen[i, j] = 1
        steps += 1
        todo.append((i + 1, j))
        todo.append((i, j + 1))
        todo.append((i - 1, j))
    return steps


calls("flood(1)", "flood(7)")


@njit
def counts(n):
    count = [0] * n
    for i in range(3 * n):
        count[i * i % n] += 1
    return count, len(count), sum(count), min(count), max(count), count[-1], count[1:3], count[::-2]


calls("counts(5)", "counts(8)")


@njit
def grows_to_float():
    xs = [1, 2]
    xs.append(2.5)
    return xs


calls("grows_to_float()")


@njit
def methods(n):
    a = list(range(n))
    b = a + [n]
    b += a
    b.insert(0, 9)
    b.insert(-1, 8)
    b.remove(1)
    b.reverse()
    first = b.pop(0)
    last = b.pop()
    b.extend(a)
    c = b.copy()
    c.sort()
    d = c.copy()
    d.clear()
    return b, c, first, last, b.index(2), b.count(0), len(d), 3 in b, 99 not in b


calls("methods(4)", "methods(6)")


@njit
def given(xs):
    xs.append(7)
    xs.sort(reverse=True)
    return xs, np.array(xs), sorted(xs)


calls("given([3, 1, 2])", "given([0.5, -1.5])")


@njit
def from_array(a):
    xs = []
    for v in a:
        xs.append(v * 2)
    return np.array(xs).sum(), [v for v in a]


calls("from_array(np.linspace(0, 1, 5))", "from_array(np.arange(4))")


@njit
def walks(xs):
    total = 0.0
    for i, x in enumerate(xs):
        total += i * x
    for a, b in zip(xs, xs[1:]):
        total += a * b
    return total


calls("walks([1.0, 2.0, 4.0])")


@njit
def reads_global():
    total = 0
    for p in POINTS:
        total = total * 10 + p
    return total, POINTS[1]


calls("reads_global()")


@njit
def push_twice(xs, v):
    xs.append(v)
    xs.append(v + 1)


@njit
def shared_by_reference():
    xs = [1]
    ys = xs
    push_twice(ys, 5)
    return xs, len(ys)


calls("shared_by_reference()")


@njit
def pops_nothing(n):
    xs = [1]
    for _ in range(n):
        xs.pop()
    return len(xs)


calls("pops_nothing(1)", "pops_nothing(2)")


@njit
def not_there(v):
    xs = [1, 2]
    return xs.index(v)


calls("not_there(2)", "not_there(3)")


@njit
def pairs(n):
    return [(i, j) for i in range(n) for j in range(i) if (i + j) % 2 == 1]


calls("pairs(4)")


@njit
def tuples_of_lists(n):
    low, high = [0], [1.0]
    for i in range(n):
        low.append(-i)
        high.append(i * 0.5)
    return low, high


calls("tuples_of_lists(3)")


@njit
def same(n):
    a = [i for i in range(n)]
    b = list(range(n))
    return a == b, a != b, [1, 2] == [1, 3]


calls("same(3)")


@njit
def digits(n):
    out = []
    while n > 0:
        out.append(n % 10)
        n //= 10
    return out[::-1]


calls("digits(90210)")


@njit
def pascal(n):
    row = [1]
    for _ in range(n):
        row = [1] + [row[i] + row[i + 1] for i in range(len(row) - 1)] + [1]
    return row


calls("pascal(0)", "pascal(7)")


@njit
def many_short_lists(n):
    total = 0
    for i in range(n):
        xs = [i, i + 1]
        xs.append(3)
        ys = xs[1:]
        total += ys[0] + len(ys)
    return total


calls("many_short_lists(200000)")


@njit
def masks(n):
    flags = [True] * n
    for i in range(0, n, 3):
        flags[i] = False
    return [i for i in range(n) if flags[i]], not flags, sum([1 for f in flags if f])


calls("masks(7)")


@njit
def shrinks_while_read(xs):
    total = 0
    for x in xs:
        total = total * 10 + x
        if len(xs) > 2:
            xs.pop()
    return total, len(xs)


calls("shrinks_while_read([1, 2, 3, 4, 5, 6])", "shrinks_while_read([1])")


@njit
def grows_while_read(n):
    xs = [1]
    total = 0
    for i, x in enumerate(xs):
        total += i * x
        if len(xs) < n:
            xs.append(x + 1)
    for a, b in zip(xs, xs):
        if len(xs) < 2 * n:
            xs.append(a * b)
    return total, xs


calls("grows_while_read(6)", "grows_while_read(0)")


@njit
def long_while_read(n):
    xs = [0]
    for x in xs:
        if len(xs) < n:
            xs.append(x + 1)
    return len(xs), xs[-1]


calls("long_while_read(100000)")


@njit
def while_some_are_left(n):
    x = 0
    while len([i for i in range(n) if i > x]) > 0:
        x += 1
        if x == 50:
            break
    else:
        x = -x
    return x


calls("while_some_are_left(5)", "while_some_are_left(60)")


@njit
def elif_sums(n):
    if n > 10:
        return 1
    elif sum([i for i in range(n)]) > 3:
        return 2
    elif len([i for i in range(n) if i > 1]) == 1:
        return 3
    else:
        return 4


calls("elif_sums(11)", "elif_sums(4)", "elif_sums(3)", "elif_sums(1)")


@njit
def only_if_asked(n):
    a = sum([10 // i for i in range(n, n + 3)]) if n > 0 else 0
    b = n > 0 and sum([10 // i for i in range(n, n + 3)]) > 5
    c = n <= 0 or sum([10 // i for i in range(n, n + 3)]) > 5 or len([i for i in range(n)]) == 3
    return a, b, c


calls("only_if_asked(0)", "only_if_asked(1)", "only_if_asked(3)", "only_if_asked(20)")


@njit
def unpacked_array(a):
    x, y = a
    return y - x


calls("unpacked_array(np.array([1.5, 4.0]))", "unpacked_array(np.array([[1, 2], [3, 5]]))", "unpacked_array(np.arange(3))")


@njit
def matrix_of_lists(n):
    return np.array([[i * j for j in range(3)] for i in range(n)]), np.array([[i / (j + 1) for j in range(2)] for i in range(n)])


calls("matrix_of_lists(3)", "matrix_of_lists(1)")


@njit
def rows_put_in(n):
    xs = [[1, 2]]
    xs.insert(0, [n, n + 1])
    ys = [[0.5, 1.0]]
    for i in range(n):
        ys.append([float(i), 2.0])
    xs[0].append(7)
    return xs[0], xs[1], len(xs), np.array(ys)


calls("rows_put_in(2)")


@njit
def ragged_rows():
    xs = [[1, 2], [3]]
    return np.array(xs)


calls("ragged_rows()")
