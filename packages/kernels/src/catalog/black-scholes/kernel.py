"""A million European call options priced by Black and Scholes: an option pricing loop, the deck's good fit for Numba."""

import math

from numba import njit, prange


@njit
def cumulative(d):
    """The cumulative normal distribution, after Abramowitz & Stegun 26.2.17."""
    k = 1.0 / (1.0 + 0.2316419 * abs(d))
    p = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))
    tail = 0.3989422804014327 * math.exp(-0.5 * d * d) * p
    if d > 0:
        return 1.0 - tail
    return tail


@njit
def price(spot, strike, years, rate, volatility, prices):
    for i in range(len(prices)):
        spread = volatility * math.sqrt(years[i])
        d1 = (math.log(spot[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / spread
        d2 = d1 - spread
        prices[i] = spot[i] * cumulative(d1) - strike[i] * math.exp(-rate * years[i]) * cumulative(d2)


@njit(parallel=True)
def price_parallel(spot, strike, years, rate, volatility, prices):
    for i in prange(len(prices)):
        spread = volatility * math.sqrt(years[i])
        d1 = (math.log(spot[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / spread
        d2 = d1 - spread
        prices[i] = spot[i] * cumulative(d1) - strike[i] * math.exp(-rate * years[i]) * cumulative(d2)
