from numba import njit


@njit
async def f(x):
    return x
