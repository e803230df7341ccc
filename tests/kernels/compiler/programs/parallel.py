# oracle: numba
# prange: whole-number reductions and writes by index, the same for any number of workers.
import math

import numpy as np
from numba import njit, prange



@njit(parallel=True)
def p_sum(n):
    total = 0
    for i in prange(n):
        total += i * i
    return total


calls("p_sum(0)", "p_sum(1)", "p_sum(100000)")


@njit(parallel=True)
def p_write(n):
    a = np.empty(n)
    for i in prange(n):
        a[i] = i * 0.5
    return a


calls("p_write(0)", "p_write(1000)")


@njit(parallel=True)
def p_count(a):
    count = 0
    for i in prange(len(a)):
        if a[i] > 0:
            count += 1
    return count


calls("p_count(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit(parallel=True)
def p_max(a):
    best = a[0]
    for i in prange(len(a)):
        best = max(best, a[i])
    return best


calls("p_max(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))", "p_max(np.array([5, 3, 9, -1, 7, 3]))")


@njit(parallel=True)
def p_min(a):
    best = a[0]
    for i in prange(len(a)):
        best = min(best, a[i])
    return best


calls("p_min(np.array([3.5, -1.25, 0.0, 2.0, 7.75, -4.5]))")


@njit(parallel=True)
def p_product(n):
    x = 1
    for i in prange(1, n):
        x *= i
    return x


calls("p_product(15)")


@njit(parallel=True)
def p_two(n):
    a = 0
    b = 0
    for i in prange(n):
        a += i
        b += i % 7
    return a, b


calls("p_two(10000)")


@njit(parallel=True)
def p_rows(a):
    n, m = a.shape
    out = np.zeros(n)
    for i in prange(n):
        s = 0.0
        for j in range(m):
            s += a[i, j]
        out[i] = s
    return out


calls("p_rows(np.arange(12.0).reshape(3, 4))")


@njit(parallel=True)
def p_matrix(n):
    a = np.zeros((n, n))
    for i in prange(n):
        for j in range(n):
            a[i, j] = i * 10 + j
    return a


calls("p_matrix(5)")


@njit(parallel=True)
def p_start(a, b):
    total = 0
    for i in prange(a, b):
        total += i
    return total


calls("p_start(10, 1000)", "p_start(5, 5)")


@njit(parallel=True)
def p_function(n):
    a = np.empty(n, np.int64)
    for i in prange(n):
        x = i
        steps = 0
        while x > 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            steps += 1
        a[i] = steps
    return a


calls("p_function(50)")


@njit(parallel=True)
def p_expression(a):
    return np.sqrt(a * a + 1).sum()


calls("p_expression(np.arange(5.0))")


@njit(parallel=True)
def column_sums(matrix):
    sums = np.zeros(matrix.shape[1])
    for i in prange(matrix.shape[0]):
        sums += matrix[i]
    return sums


calls("column_sums(np.arange(6.0).reshape(2, 3))", "column_sums(np.arange(3000.0).reshape(1000, 3))", "column_sums(np.zeros((0, 3)))")


@njit(parallel=True)
def whole_products(matrix):
    product = np.ones(matrix.shape[1], dtype=np.int64)
    for i in prange(matrix.shape[0]):
        product *= matrix[i]
    return product


calls("whole_products(np.arange(1, 7).reshape(2, 3))")


@njit(parallel=True)
def matrix_and_number(n):
    sums = np.zeros((2, 2))
    total = 0.0
    for i in prange(n):
        part = np.ones((2, 2)) * i
        if i % 2:
            sums += part * 2
        else:
            sums -= part
        total += part.sum()
    return sums, total


calls("matrix_and_number(10)", "matrix_and_number(1001)")


@njit(parallel=True)
def adds_to_argument(n, sums):
    for i in prange(n):
        sums += i
    return sums


calls("adds_to_argument(10, np.zeros(3))", "adds_to_argument(10, np.zeros(6)[::2])")
