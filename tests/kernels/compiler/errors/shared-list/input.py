from numba import njit, prange


@njit(parallel=True)
def f(n):
    found = [0]
    for i in prange(n):
        found.append(i)
    return len(found)


# call: f(3)
