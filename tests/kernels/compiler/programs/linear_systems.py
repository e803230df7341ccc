# oracle: numba
# Systems of equations, determinants, triangles: matrices whose answers are whole numbers or few binary digits.
import numpy as np
from numba import njit

A = np.array([[2.0, 1.0, 0.0], [4.0, 4.0, 2.0], [0.0, 4.0, 12.0]])
SWAPS = np.array([[0.0, 2.0, 1.0], [4.0, 0.0, 8.0], [1.0, 1.0, 0.0]])
SINGULAR = np.array([[1.0, 2.0], [2.0, 4.0]])
HALF = np.array([[1.0, 2.0], [4.0, 2.0]], dtype=np.float32)
B = np.array([4.0, 8.0, 16.0])
C = np.array([[4.0, 2.0], [8.0, -4.0], [16.0, 0.5]])
W = np.arange(12.0).reshape(3, 4)
I = np.arange(6).reshape(3, 2)


@njit
def det(a):
    return np.linalg.det(a)


@njit
def solve(a, b):
    return np.linalg.solve(a, b)


@njit
def inv(a):
    return np.linalg.inv(a)


@njit
def inverse_of_view(a):
    return np.linalg.inv(a.T), np.linalg.det(a[:2, 1:])


@njit
def lower(m, k):
    return np.tril(m), np.tril(m, k)


@njit
def upper(m, k):
    return np.triu(m), np.triu(m, k)


@njit
def triangle(n, m, k):
    return np.tri(n), np.tri(n, m), np.tri(n, m, k)


@njit
def filled(a, value):
    a = a.copy()
    np.fill_diagonal(a, value)
    return a


@njit
def turned(m, k):
    return np.rot90(m), np.rot90(m, k)


@njit
def widened(a):
    return np.expand_dims(a, 0), np.expand_dims(a, -1)


@njit
def widened_matrix(a):
    return np.expand_dims(a, 0), np.expand_dims(a, 1), np.expand_dims(a, 2)


calls("det(A)", "det(SWAPS)", "det(SINGULAR)", "det(np.eye(4))", "det(W)", "det(np.zeros((2, 2)))")
calls("solve(A, B)", "solve(SWAPS, B)", "solve(A, C)", "solve(SINGULAR, B[:2])", "solve(A, B[:2])", "solve(HALF, HALF)")
calls("inv(A)", "inv(SWAPS)", "inv(SINGULAR)", "inv(HALF)", "inv(W)", "inverse_of_view(A)")
calls("lower(W, 1)", "lower(W, -2)", "lower(I, 5)", "lower(W.T, -7)", "upper(W, 1)", "upper(W, -2)", "upper(I, 5)", "upper(W.T, -7)")
calls("triangle(3, 4, 1)", "triangle(2, 2, -1)", "filled(W, 7)", "filled(I, -1)", "filled(W.T, 0.5)")
calls("turned(W, 2)", "turned(I, 3)", "turned(W, -1)", "turned(I, 4)")
calls("widened(B)", "widened(np.array([1, 2]))", "widened_matrix(W)", "widened_matrix(W.T)")
