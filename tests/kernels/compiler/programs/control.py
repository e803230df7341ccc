# oracle: numba
# Statements: branches, loops and how they end.
import numpy as np
from numba import njit


@njit
def sign(x):
    if x > 0:
        return 1
    elif x < 0:
        return -1
    else:
        return 0


calls("sign(5)", "sign(-2.5)", "sign(0)", "sign(-0.0)")


@njit
def grade(score):
    if score >= 90:
        result = 5
    elif score >= 75:
        result = 4
    elif score >= 60:
        result = 3
    else:
        result = 2
    return result


calls("grade(95)", "grade(75)", "grade(60.5)", "grade(0)")


@njit
def conditional(a, b):
    return a if a > b else b


calls("conditional(1, 2)", "conditional(2.5, 1)", "conditional(1, 1)")


@njit
def nested_conditional(x):
    return 1 if x > 10 else 2 if x > 5 else 3


calls("nested_conditional(11)", "nested_conditional(6)", "nested_conditional(0)")


@njit
def chained(a, b, c):
    return a < b < c, a <= b <= c, a == b == c, a < b > c, a != b != c


calls("chained(1, 2, 3)", "chained(1, 1, 1)", "chained(3, 2, 1)", "chained(1.5, 2, 2)")


@njit
def boolean(a, b):
    return a and b, a or b, not a and b, not (a or b)


calls("boolean(True, False)", "boolean(False, False)", "boolean(True, True)", "boolean(False, True)")


@njit
def boolean_values(a, b):
    return a and b, a or b


calls("boolean_values(0, 5)", "boolean_values(3, 5)", "boolean_values(0.0, 2.5)")


@njit
def short_circuit(a, i):
    return i < len(a) and a[i] > 0


calls("short_circuit(np.array([1, 2]), 1)", "short_circuit(np.array([1, 2]), 5)", "short_circuit(np.array([-1]), 0)")


@njit
def truthy_while(n):
    count = 0
    while n:
        n -= 1
        count += 1
    return count


calls("truthy_while(5)", "truthy_while(0)")


@njit
def ranges(a, b, s):
    total = 0
    for i in range(a, b, s):
        total = total * 31 + i
    return total


calls("ranges(0, 10, 1)", "ranges(10, 0, -1)", "ranges(0, 10, 3)", "ranges(5, 5, 1)", "ranges(0, -7, -2)", "ranges(3, 9, 10)", "ranges(10, 0, 1)")


@njit
def range_ends(n):
    i = -1
    for i in range(n):
        pass
    return i


calls("range_ends(0)", "range_ends(5)")


@njit
def changes_counter(n):
    seen = 0
    for i in range(n):
        seen += i
        i += 10
    return seen


calls("changes_counter(5)", "changes_counter(0)")


@njit
def breaks(n, stop):
    for i in range(n):
        if i == stop:
            break
    else:
        return -1
    return i


calls("breaks(10, 3)", "breaks(10, 30)", "breaks(0, 0)")


@njit
def continues(n):
    total = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        total += i
    return total


calls("continues(10)", "continues(0)", "continues(1)")


@njit
def while_else(n, stop):
    i = 0
    while i < n:
        if i == stop:
            break
        i += 1
    else:
        return -i
    return i


calls("while_else(5, 3)", "while_else(5, 7)", "while_else(0, 0)")


@njit
def nested_breaks(n):
    found = 0
    for i in range(n):
        for j in range(n):
            if i * j == 12:
                found = i * 100 + j
                break
        else:
            continue
        break
    return found


calls("nested_breaks(10)", "nested_breaks(3)")


@njit
def early_return(a, wanted):
    for i in range(len(a)):
        if a[i] == wanted:
            return i
    return -1


calls("early_return(np.array([5, 6, 7]), 6)", "early_return(np.array([5, 6, 7]), 9)", "early_return(np.zeros(0), 1)")


@njit
def forever(n):
    count = 0
    while True:
        count += 1
        if count > n:
            return count


calls("forever(3)", "forever(0)")


@njit
def sums_of_ranges(n):
    return sum(range(n)), sum(range(2, n, 3)), sum(range(n, -n, -1)), len(range(n)), len(range(n, 0, -2)), len(range(5, 5))


calls("sums_of_ranges(10)", "sums_of_ranges(0)", "sums_of_ranges(7)", "sums_of_ranges(-3)")
