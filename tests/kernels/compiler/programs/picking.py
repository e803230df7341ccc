# oracle: python
# Picking by arrays of indices and of booleans, along an axis too, and storing there; axes that are kept; joining.
import numpy as np
from numba import njit


@njit
def columns(a, order):
    return a[:, order], a[1:, order], a[::-1, order]


calls("columns(np.arange(12.0).reshape(3, 4), np.array([2, 0, -1]))", "columns(np.arange(12).reshape(3, 4), np.array([True, False, True, True]))", "columns(np.arange(12).reshape(3, 4), np.array([0, 4]))", "columns(np.arange(12).reshape(3, 4).T.copy().T, np.array([1], dtype=np.int32))")


@njit
def rows(a, order):
    return a[order], a[order, :], a[order, 1:], a[order, 0], a[order, -1], a[order][:, 0]


calls("rows(np.arange(6.0).reshape(3, 2), np.array([2, 0, 2]))", "rows(np.arange(6.0).reshape(3, 2), np.array([3]))", "rows(np.arange(6.0).reshape(3, 2), np.array([-4]))", "rows(np.arange(6).reshape(3, 2), np.array([True, False, True]))")


@njit
def middle(a, order):
    return a[:, order, :], a[:, order], a[1, order]


calls("middle(np.arange(24).reshape(2, 3, 4), np.array([2, 1]))")


@njit
def store_columns(a, order):
    a[:, order] = 0.5
    a[0, order] = np.array([7.0, 8.0])
    a[:, order[::-1]] += 1
    a[1:, order] = np.array([[1.0], [2.0]])
    return a


calls("store_columns(np.zeros((3, 4)), np.array([3, 1]))", "store_columns(np.zeros((3, 4)), np.array([3, 4]))", "store_columns(np.zeros((3, 4)), np.array([0, 1, 2]))")


@njit
def store_rows(a, order, row):
    a[order] = row
    a[order, 1] = -1
    a[order] *= 2
    return a


calls("store_rows(np.zeros((3, 2)), np.array([2, 0]), np.array([5.0, 6.0]))", "store_rows(np.zeros((3, 2)), np.array([2, 0]), np.array([[5.0, 6.0], [7.0, 8.0]]))", "store_rows(np.zeros((3, 2)), np.array([2, 0]), np.array([[5.0, 6.0]]))", "store_rows(np.zeros((3, 2)), np.array([2, 0]), np.array([1.0, 2.0, 3.0]))")


@njit
def store_items(n):
    a = np.zeros((3, 3))
    a[0] = 1, n, 3.5
    a[1, :] = [4, 5, 6]
    a[:, 2] = (7, 8, 9)
    a[2, :2] = n, n
    return a


calls("store_items(2)", "store_items(2.5)")


@njit
def store_too_many(a):
    a[0] = 1, 2
    return a


calls("store_too_many(np.zeros((2, 2)))", "store_too_many(np.zeros((2, 3)))")


@njit
def take(a, order):
    return np.take(a, order), a.take(order)


calls("take(np.array([1.5, 2.5, 3.5]), np.array([2, -1, 0]))", "take(np.arange(6).reshape(2, 3), 4)", "take(np.arange(6).reshape(2, 3), np.array([[0, 5], [1, 2]]))", "take(np.arange(3), np.array([3]))")


@njit
def kept(a):
    return a.sum(axis=0, keepdims=True), np.sum(a, axis=1, keepdims=True), a / a.sum(1, keepdims=True), np.mean(a, axis=-1, keepdims=True), a.max(keepdims=True), np.min(a, axis=0, keepdims=True), np.std(a, axis=0, keepdims=True), a.var(1, keepdims=True), np.any(a > 1, axis=1, keepdims=True), np.prod(a, 0, keepdims=False)


calls("kept(np.array([[1.0, 3.0], [2.0, 2.0]]))", "kept(np.array([[1, 3, 5], [2, 2, 4]]))")


@njit
def stacked(a, b):
    return np.stack((a, b)), np.stack((a, b), axis=1), np.stack([a, b], axis=-1), np.vstack((a, b)), np.hstack((a, b)), np.column_stack((a, b)), np.concatenate((a, b), axis=0)


calls("stacked(np.array([1, 2, 3]), np.array([4, 5, 6]))", "stacked(np.array([1, 2, 3]), np.array([4.5, 5.5, 6.5]))")


@njit
def stacked_matrices(a, b):
    return np.stack((a, b)), np.stack((a, b), axis=1), np.stack((a, b), axis=2), np.concatenate((a, b), axis=1)


calls("stacked_matrices(np.arange(6).reshape(2, 3), np.ones((2, 3)))")


@njit
def two_lists(n):
    odd, even, last = [], [], 0
    for i in range(n):
        if i % 2:
            odd.append(i)
        else:
            even.append(i / 2)
        last = i
    return odd, even, last


calls("two_lists(5)")


@njit
def characters(text):
    count = 0
    for c in text:
        if c == ord("a") or ord("0") <= c <= ord("9"):
            count += 1
    return count


calls("characters(np.array([97, 48, 98, 57, 58], dtype=np.uint8))")


@njit
def powers(x):
    return x ** 0.5, x ** -1, x ** -2, x ** 7


calls("powers(2.5)", "powers(-np.inf)", "powers(0.0)")


@njit
def statistics(a, b):
    return np.histogram(a, 3), np.histogram(a, 2, (0.0, 4.0)), np.cov(a, b), np.corrcoef(a, b), np.cross(a, b)


calls("statistics(np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0]))")
