# oracle: python
# Numbers near each other, which Numba 0.56 does not compare.
import numpy as np
from numba import njit

A = np.array([1.0, 2.0, np.nan, np.inf, -np.inf, 1e10])
B = np.array([1.0 + 1e-9, 2.1, np.nan, np.inf, np.inf, 1.00001e10])


@njit
def close(a, b):
    return np.isclose(a, b), np.isclose(a, b, 0.1, 0.0, True), np.isclose(a, b, equal_nan=True)


@njit
def all_close(a, b):
    return np.allclose(a, b), np.allclose(a, b, rtol=0.5)


calls("close(A, B)", "close(B, A)", "close(A, A[::-1])", "close(1.0, 1.0000001)", "close(np.arange(3), np.array([0.0, 1.1, 2.0]))")
calls("all_close(A, B)", "all_close(A[:1], B[:1])", "all_close(A[:2], B[:2])", "all_close(2, 3)", "all_close(np.eye(2), np.eye(2))")
