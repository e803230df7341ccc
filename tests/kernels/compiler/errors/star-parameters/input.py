from numba import njit


@njit
def f(first, *rest, **options):
    return first
