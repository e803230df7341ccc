/** Methods of lists, and what makes lists of other things. */
export const lists = `
def list_pop(xs, i=-1):
    """Takes the item at i out, the last one by default, and returns it."""
    n = len(xs)
    if n == 0:
        raise IndexError("pop from empty list")
    k = i + n if i < 0 else i
    if k < 0 or k >= n:
        raise IndexError("pop index out of range")
    item = xs[k]
    for j in range(k, n - 1):
        xs[j] = xs[j + 1]
    _list_cut(xs, n - 1)
    return item

def list_insert(xs, i, value):
    """Puts a value in front of the item at i."""
    n = len(xs)
    k = max(i + n, 0) if i < 0 else min(i, n)
    xs.append(value)
    for j in range(n, k, -1):
        xs[j] = xs[j - 1]
    xs[k] = value

def list_extend(xs, values):
    """Adds all values at the end."""
    n = len(values)
    for i in range(n):
        xs.append(values[i])

def list_remove(xs, value):
    """Takes out the first item equal to value."""
    list_pop(xs, list_index(xs, value))

def list_index(xs, value):
    """Where the first item equal to value is."""
    n = len(xs)
    for i in range(n):
        if xs[i] == value:
            return i
    raise ValueError("value not in list")

def list_count(xs, value):
    """How many items are equal to value."""
    count = 0
    n = len(xs)
    for i in range(n):
        if xs[i] == value:
            count += 1
    return count

def list_clear(xs):
    """Takes out all items."""
    _list_cut(xs, 0)

def list_copy(xs):
    """Another list of the same items."""
    out = _list_like(xs)
    list_extend(out, xs)
    return out

def list_reverse(xs):
    """Turns the order of the items round."""
    n = len(xs)
    for i in range(n // 2):
        xs[i], xs[n - 1 - i] = xs[n - 1 - i], xs[i]

def list_sort(xs, reverse=False):
    """Sorts numbers in place."""
    _list_array(xs).sort()
    if reverse:
        list_reverse(xs)

def python_sorted(values, reverse=False):
    """A sorted list of the numbers in a list, an array or a tuple."""
    out = _list_of(values)
    list_sort(out, reverse)
    return out

def _list_of(values):
    out = _list_like(values)
    for value in values:
        out.append(value)
    return out

def _list_of_range(start, stop, step):
    out = _list_like((start,))
    for i in range(start, stop, step):
        out.append(i)
    return out

def _range_len(start, stop, step):
    if step == 0:
        raise ValueError("range() arg 3 must not be zero")
    n = (stop - start + step - (1 if step > 0 else -1)) // step
    return n if n > 0 else 0

def _range_sum(start, stop, step):
    n = _range_len(start, stop, step)
    # n * (n - 1) // 2 would leave int64 too early.
    pairs = n // 2 * (n - 1) if n % 2 == 0 else n * ((n - 1) // 2)
    return n * start + step * pairs

def _array_of_rows(rows):
    n = len(rows)
    m = len(rows[0]) if n > 0 else 0
    if _is_float(rows[0][0]):
        out = np.empty((n, m))
    else:
        out = np.empty((n, m), np.int64)
    for i in range(n):
        row = rows[i]
        if len(row) != m:
            raise ValueError("incompatible sizes")
        for j in range(m):
            out[i, j] = row[j]
    return out

def _list_add(xs, ys):
    out = _list_like(xs)
    list_extend(out, xs)
    list_extend(out, ys)
    return out

def _list_repeat(xs, n):
    out = _list_like(xs)
    for _ in range(n):
        list_extend(out, xs)
    return out

def _list_equal(xs, ys):
    n = len(xs)
    if n != len(ys):
        return False
    for i in range(n):
        if xs[i] != ys[i]:
            return False
    return True

def _min(a):
    if a.size == 0:
        raise ValueError("min() arg is an empty sequence")
    best = a[0]
    for x in a:
        if x < best:
            best = x
    return best

def _max(a):
    if a.size == 0:
        raise ValueError("max() arg is an empty sequence")
    best = a[0]
    for x in a:
        if x > best:
            best = x
    return best
`
