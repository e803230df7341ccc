# oracle: python
# Distributions of NumPy's legacy generator: the same draws for one seed. Numba draws gamma, beta and large binomials by
# other methods, so the answers here are NumPy's own.
import numpy as np
from numba import njit


@njit
def poisson(seed, lam):
    np.random.seed(seed)
    drawn = np.random.poisson(lam, 2000)
    return drawn[:12], drawn.sum(), np.random.random()


calls(*[f"poisson(1, {lam})" for lam in (0, 0.001, 1, 3.5, 9.99, 10, 15.0, 100.0, 1e5, 1e10)], "poisson(2, 3)")


@njit
def binomial(seed, n, p):
    np.random.seed(seed)
    drawn = np.random.binomial(n, p, 2000)
    return drawn[:12], drawn.sum(), np.random.random()


calls(*[f"binomial(1, {n}, {p})" for n, p in ((10, 0.5), (100, 0.3), (100, 0.31), (1000, 0.5), (1000, 0.9), (10, 0.999))])
calls(*[f"binomial(2, {n}, {p})" for n, p in ((0, 0.3), (7, 0.0), (10, 1.0), (10**5, 0.3), (10**9, 0.001), (10**12, 0.5))])


@njit
def geometric(seed, p):
    np.random.seed(seed)
    drawn = np.random.geometric(p, 1500)
    return drawn[:12], drawn.sum(), np.random.random()


calls(*[f"geometric(1, {p})" for p in (0.5, 0.3, 0.34, 0.001, 1, 0.3333)])


@njit
def gamma(seed, shape, scale):
    np.random.seed(seed)
    return np.random.gamma(shape, scale, 60), np.random.random()


calls(*[f"gamma(1, {shape}, {scale})" for shape, scale in ((1.0, 2.0), (0.5, 1.0), (0.01, 1.0), (2, 3), (100.0, 0.1), (0, 1.0))])


@njit
def beta(seed, a, b):
    np.random.seed(seed)
    return np.random.beta(a, b, 60), np.random.random()


calls(*[f"beta(1, {a}, {b})" for a, b in ((0.5, 0.5), (1, 1), (2.0, 3.0), (0.001, 0.001), (0.5, 2.0))])


@njit
def chisquare(seed, df):
    np.random.seed(seed)
    return np.random.chisquare(df, 60), np.random.random()


calls(*[f"chisquare(1, {df})" for df in (1, 2, 0.5, 7.5)])


@njit
def triangular(seed, left, mode, right):
    np.random.seed(seed)
    return np.random.triangular(left, mode, right, 60)


calls("triangular(1, -1.0, 0.5, 2.0)", "triangular(1, 0, 0, 1)", "triangular(1, 0, 1, 1)")
calls("triangular(1, 2, 1, 3)", "triangular(1, 0, 4, 3)", "triangular(1, 1, 1, 1)")


@njit
def beta_and_other_single_numbers(seed):
    np.random.seed(seed)
    whole = np.random.poisson(), np.random.poisson(12.5), np.random.binomial(10, 0.3), np.random.binomial(1000, 0.7)
    reals = np.random.gamma(2.5), np.random.gamma(0.3, scale=2.0), np.random.standard_gamma(3.0), np.random.beta(2, 3)
    return whole, reals, np.random.chisquare(4), np.random.geometric(0.2), np.random.triangular(0, 1, 3), np.random.poisson(lam=4)


calls("beta_and_other_single_numbers(5)", "beta_and_other_single_numbers(6)")


@njit
def poisson_grid(seed):
    np.random.seed(seed)
    return np.random.poisson(3.0, (2, 3)), np.random.binomial(5, 0.5, size=(2, 2)), np.random.poisson(0.0, 3)


calls("poisson_grid(1)")
calls("poisson(1, -1)", "poisson(1, np.nan)", "binomial(1, -1, 0.5)", "binomial(1, 3, 1.5)", "binomial(1, 3, -0.5)", "geometric(1, 0)")
calls("gamma(1, -1.0, 1.0)", "gamma(1, 1.0, -1.0)", "beta(1, 0.0, 1.0)", "beta(1, 1.0, -1.0)", "chisquare(1, 0)")


@njit
def negative_binomial(seed, n, p):
    np.random.seed(seed)
    drawn = np.random.negative_binomial(n, p, 500)
    return drawn[:12], drawn.sum(), np.random.random()


@njit
def f(seed, a, b):
    np.random.seed(seed)
    return np.random.f(a, b, 100), np.random.f(a, b), np.random.random()


@njit
def power(seed, a):
    np.random.seed(seed)
    return np.random.power(a, 100), np.random.power(a), np.random.random()


@njit
def wald(seed, mean, scale):
    np.random.seed(seed)
    return np.random.wald(mean, scale, 100), np.random.wald(mean, scale), np.random.random()


@njit
def multinomial(seed, n, p):
    np.random.seed(seed)
    return np.random.multinomial(n, p), np.random.multinomial(n, p, 20), np.random.random()


calls("negative_binomial(1, 3, 0.5)", "negative_binomial(2, 0.5, 0.01)", "negative_binomial(1, 0, 0.5)", "negative_binomial(1, 2, 1.5)")
calls("f(1, 2.0, 3.0)", "f(2, 20, 30)", "f(1, 0, 1)", "f(1, 1, -1)", "power(1, 2.0)", "power(2, 5)", "power(1, 0)")
calls("wald(1, 2.0, 3.0)", "wald(2, 1, 0.1)", "wald(1, 0, 1)", "wald(1, 1, 0)")
calls("multinomial(1, 20, np.array([0.2, 0.3, 0.5]))", "multinomial(2, 1000, np.array([0.5, 0.5]))", "multinomial(3, 0, np.array([0.1, 0.9]))", "multinomial(4, 9, np.array([0.0, 0.25, 0.5, 0.0, 0.25]))")
