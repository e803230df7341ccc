from numba import njit


@njit
def f(x):
    def double(y):
        return 2 * y

    doubles = [double, double]
    return double


# call: f(1)
