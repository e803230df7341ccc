# oracle: python
# Variables that a path has not set.
import numpy as np
from numba import njit
@njit
def branch(x):
    if x > 0:
        y = x * 2
    return y


@njit
def last(n):
    for i in range(n):
        z = i * 2
    return z


@njit
def last_i(n):
    for i in range(n):
        pass
    return i


@njit
def arr(n):
    if n > 2:
        a = np.ones(n)
    return a.sum()


@njit
def widen(x):
    if x > 0:
        y = 1
    if x > 1:
        y = 2.5
    return y


@njit
def helper(x):
    if x > 0:
        y = 1
    return y


@njit
def loops(n):
    t = 0
    for i in range(n):
        t += helper(i - 1 + (i < 1) * 2)
    return t


@njit
def loops2(n):
    t = 0
    for i in range(n):
        t += helper(1 - i)
    return t


@njit
def carried(n):
    t = 0.0
    for i in range(n):
        if i == 0:
            prev = 1.0
        t += prev
        prev = t
    return t


@njit
def wh(n):
    while n > 0:
        n -= 1
        if n == 3:
            found = n
    return found


calls("branch(2)", "branch(-2)", "last(3)", "last(0)", "last_i(0)", "last_i(100000)", "arr(3)", "arr(1)")
calls("widen(0)", "widen(2)", "loops(1)", "loops2(3)", "carried(5)", "wh(2)", "wh(5)")
