# oracle: numba
# Functions: what they return and take, tuples, recursion, constants of the module, what they raise.
import numpy as np
from numba import njit


@njit
def returns_nothing(a):
    a[0] = 7


calls("returns_nothing(np.zeros(2))")


@njit
def returns_none(x):
    if x > 0:
        return
    x = 3


calls("returns_none(1)", "returns_none(-1)")


@njit
def returns_tuple(a, b):
    return a + b, a * b, a


calls("returns_tuple(2, 3)", "returns_tuple(2.5, 2)")


@njit
def swaps(a, b, n):
    for _ in range(n):
        a, b = b, a + b
    return a, b


calls("swaps(0, 1, 10)", "swaps(0, 1, 0)", "swaps(0.0, 1.0, 5)")


@njit
def rotates(a, b, c):
    a, b, c = c, a, b
    return a, b, c


calls("rotates(1, 2, 3)", "rotates(1, 2.5, True)")


@njit
def unpacks(t):
    a, (b, c) = t
    return a * 100 + b * 10 + c


calls("unpacks((1, (2, 3)))", "unpacks((1, (2.5, 3)))")


@njit
def indexes_tuple(t):
    return t[0] + t[-1], len(t)


calls("indexes_tuple((1, 2, 3))", "indexes_tuple((1.5, 2))")


@njit
def loops_tuple(t):
    total = 0
    for v in t:
        total += v
    return total


calls("loops_tuple((1, 2, 3))", "loops_tuple((4, 5))")


@njit
def chained_assignment(x):
    a = b = x + 1
    a += 1
    return a, b


calls("chained_assignment(1)", "chained_assignment(2.5)")


@njit
def helper(x, y):
    return x * 10 + y


@njit
def calls_helper(n):
    return helper(n, helper(1, 2))


calls("calls_helper(3)", "calls_helper(0.5)", "helper(4, 2)")


@njit
def with_defaults(a, b=2, c=3.5):
    return a + b * c


calls("with_defaults(1)", "with_defaults(1, 4)", "with_defaults(1, c=2)", "with_defaults(b=1, a=5)", "with_defaults(1, 2, 3)")


@njit
def calls_with_keywords(x):
    return with_defaults(x, c=1.0) + with_defaults(c=2, a=x)


calls("calls_with_keywords(1)", "calls_with_keywords(2.5)")


@njit
def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


calls("factorial(0)", "factorial(10)", "factorial(20)")


@njit
def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


calls("fibonacci(0)", "fibonacci(1)", "fibonacci(20)")


@njit
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


calls("ackermann(2, 3)", "ackermann(0, 5)")


@njit
def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)


@njit
def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)


@njit
def recursive_float(n):
    if n <= 0:
        return 1.0
    return recursive_float(n - 1) / 2


calls("recursive_float(0)", "recursive_float(10)")

SCALE = 3
OFFSET = 0.5
LIMITS = (2, 8)


@njit
def uses_constants(x):
    return x * SCALE + OFFSET, LIMITS[0], LIMITS[1]


calls("uses_constants(2)", "uses_constants(1.5)")

TABLE = np.array([1.5, 2.5, 4.0])


@njit
def uses_constant_array(i):
    return TABLE[i] * len(TABLE)


calls("uses_constant_array(0)", "uses_constant_array(2)", "uses_constant_array(-1)")


@njit
def enumerates(a):
    total = 0.0
    for i, v in enumerate(a):
        total += i * v
    return total


calls("enumerates(np.array([1.0, 2.0, 3.0]))", "enumerates(np.zeros(0))", "enumerates(np.arange(4))")


@njit
def enumerates_from(a):
    total = 0
    for i, v in enumerate(a, 10):
        total += i * v
    return total


calls("enumerates_from(np.array([1, 2, 3]))")


@njit
def zips(a, b):
    total = 0.0
    for x, y in zip(a, b):
        total += x * y
    return total


calls("zips(np.array([1.0, 2.0]), np.array([3.0, 4.0]))", "zips(np.arange(5), np.arange(3))")


@njit
def enumerates_zip(a, b):
    total = 0
    for i, (x, y) in enumerate(zip(a, b)):
        total += i * x - y
    return total


calls("enumerates_zip(np.arange(5), np.arange(1, 6))")


@njit
def loops_array(a):
    total = 0.0
    for v in a:
        total += v
    return total


calls("loops_array(np.array([1.5, 2.5]))", "loops_array(np.arange(5))", "loops_array(np.zeros(0))")


@njit
def loops_rows(a):
    total = 0.0
    for row in a:
        for v in row:
            total = total * 2 + v
    return total


calls("loops_rows(np.arange(6).reshape(2, 3))", "loops_rows(np.ones((3, 1)))")


@njit
def deep(n):
    total = 0
    for i in range(n):
        for j in range(i):
            for k in range(j):
                if (i + j + k) % 2:
                    total += 1
                else:
                    total -= k
    return total


calls("deep(10)", "deep(2)")


@njit
def many_returns(n):
    if n == 0:
        return 0
    for i in range(10):
        if i == n:
            return i * 10
    while n > 20:
        n -= 7
        if n == 30:
            return -1
    return n


calls("many_returns(0)", "many_returns(5)", "many_returns(44)", "many_returns(100)")


@njit
def annotated(n: int, x: float = 1.5) -> float:
    """A function with annotations and a docstring."""
    total: float = 0.0
    for i in range(n):
        total += x  # a comment
    pass
    return total


calls("annotated(3)", "annotated(2, 0.5)")


@njit
def asserts(x):
    assert x > 0
    assert x < 100, "too large"
    return x


calls("asserts(5)", "asserts(0)", "asserts(100)")


@njit
def raises(x):
    if x == 1:
        raise ValueError("one")
    if x == 2:
        raise IndexError
    if x == 3:
        raise RuntimeError("three", 3)
    if x == 4:
        raise ZeroDivisionError("by hand")
    if x == 5:
        raise OverflowError("much")
    return x


calls("raises(0)", "raises(1)", "raises(2)", "raises(3)", "raises(4)", "raises(5)")


@njit
def raises_below(x):
    return raises(x) + 1


calls("raises_below(7)", "raises_below(1)")


@njit
def is_none(x):
    return x is None


calls("is_none(None)", "is_none(3)")


@njit
def optional_argument(x, scale=None):
    if scale is None:
        return x
    return x * scale


calls("optional_argument(3)", "optional_argument(3, 2.5)")


@njit
def sorts_three(a, b, c):
    if a > b:
        a, b = b, a
    if b > c:
        b, c = c, b
    if a > b:
        a, b = b, a
    return a, b, c


calls("sorts_three(3, 1, 2)", "sorts_three(1.5, 0.5, 1.0)")


@njit
def local_shadows(n):
    sum = 0
    max = 5
    for range_ in range(n):
        sum += max
    return sum


calls("local_shadows(3)")


@njit
def bisect(target):
    low = 0.0
    high = target if target > 1 else 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if middle * middle < target:
            low = middle
        else:
            high = middle
    return low


calls("bisect(2.0)", "bisect(0.25)", "bisect(9)")


@njit
def factorial_in_one_line(n):
    return 1 if n <= 1 else n * factorial_in_one_line(n - 1)


calls("factorial_in_one_line(10)", "factorial_in_one_line(0)")


@njit
def recursive_or(n):
    return n <= 1 or recursive_or(n - 2)


calls("recursive_or(7)")


@njit("float64(int64)")
def promised_float(x):
    return x


calls("promised_float(3)", "promised_float(2.7)")


@njit(["int64(int64)", "float64(float64)"])
def promised_either(x):
    return x * 2


calls("promised_either(3)", "promised_either(2.5)")


@njit
def over_list(n):
    total = 0.5
    for value in [1, 2, n]:
        total += value
    for left, right in zip([1, 2], (3, 4)):
        total += left * right
    return total


calls("over_list(5)")


TOL = 1e-9
TURNS = 5
WEIGHTS = np.array([1.0, 2.0])


@njit
def computed_defaults(x, tol=TOL, top=np.inf, size=2**10, turns=TURNS, pair=(1, TURNS)):
    return x + tol, top, size, turns, pair


@njit
def defaults_are_not_the_callers(TURNS):
    return computed_defaults(TURNS)[3]


@njit
def array_default(x, weights=WEIGHTS):
    return x * weights


calls("computed_defaults(1.0)", "computed_defaults(1, top=2, turns=7)", "defaults_are_not_the_callers(9)", "array_default(2.0)")


@njit
def tuples_of_other_lengths(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


calls("tuples_of_other_lengths((1, 2), (1, 2, 3))", "tuples_of_other_lengths((1, 3), (1, 2, 3))", "tuples_of_other_lengths((1, 2, 3), (1, 2))")


@njit
def dots(a):
    """A body of dots does nothing."""
    ...
    if a:
        ...
    return a


calls("dots(3)")
