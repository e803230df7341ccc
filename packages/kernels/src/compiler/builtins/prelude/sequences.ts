/** What Python asks of whole sequences: any and all, and `math`'s sums and products of many numbers. */
export const sequences = `
def python_any(xs):
    """Whether one item is true."""
    for x in xs:
        if x:
            return True
    return False

def python_all(xs):
    """Whether every item is true."""
    for x in xs:
        if not x:
            return False
    return True

def math_prod(xs):
    """The product of a sequence's items."""
    product = 1
    for x in xs:
        product *= x
    return product

def math_dist(p, q):
    """How far two points are from each other: sequences of as many coordinates."""
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    far = 0.0
    for a, b in zip(p, q):
        far = math.hypot(far, float(a) - float(b))
    return far

def math_fsum(xs):
    """The sum of a sequence of numbers, rounded once: partial sums that do not overlap (Shewchuk)."""
    parts = np.zeros(64)
    n = 0
    special = 0.0
    for v in xs:
        x = float(v)
        if x - x != 0.0:
            special += x
        kept = 0
        for j in range(n):
            y = parts[j]
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low != 0.0:
                parts[kept] = low
                kept += 1
            x = high
        parts[kept] = x
        n = kept + 1
    if special != 0.0:
        return special
    total = 0.0
    low = 0.0
    while n > 0 and low == 0.0:
        n -= 1
        high = total + parts[n]
        low = parts[n] - (high - total)
        total = high
    if n > 0 and (low < 0.0) == (parts[n - 1] < 0.0) and parts[n - 1] != 0.0:
        twice = low * 2.0
        high = total + twice
        if high - total == twice:
            total = high
    return total
`
