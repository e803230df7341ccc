from numba import njit


@njit
def f(x):
    match x:
        case 1:
            return 2
    return 3
