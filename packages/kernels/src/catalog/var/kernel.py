"""Value at risk: the worst return that 95 % of simulated days exceed (cells 03, 04 and 06 of the lesson)."""

import numpy as np
from numba import njit, prange


def calculate_var(n_sims, weights, mu, sigma):
    returns = np.empty(n_sims)
    for i in range(n_sims):  # ← Python loops are SLOW
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    returns.sort()
    return returns[int(n_sims * 0.05)]


@njit
def calculate_var_fast(n_sims, weights, mu, sigma, seed):
    np.random.seed(seed)
    returns = np.empty(n_sims)
    for i in range(n_sims):
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    returns.sort()
    return returns[int(n_sims * 0.05)]


@njit(parallel=True)
def calculate_var_parallel(n_sims, weights, mu, sigma, seed):
    np.random.seed(seed)
    returns = np.empty(n_sims)
    for i in prange(n_sims):  # ← Change range to prange
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    returns.sort()
    return returns[int(n_sims * 0.05)]
