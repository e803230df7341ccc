# oracle: numba
# What people write for prices, portfolios and samples.
import math

import numpy as np
from numba import njit


@njit
def mc_european_call(s0, k, r, sigma, t, n):
    np.random.seed(7)
    z = np.random.standard_normal(n)
    st = s0 * np.exp((r - 0.5 * sigma ** 2) * t + sigma * np.sqrt(t) * z)
    payoff = np.maximum(st - k, 0)
    return np.exp(-r * t) * payoff.mean()


calls("mc_european_call(100.0, 105.0, 0.05, 0.2, 1.0, 1000)", "mc_european_call(100, 105, 0.05, 0.2, 1, 1000)")


@njit
def binomial_tree(S, K, T, r, sigma, n, american=False):
    dt = T / n
    u = np.exp(sigma * np.sqrt(dt))
    d = 1 / u
    q = (np.exp(r * dt) - d) / (u - d)
    disc = np.exp(-r * dt)
    v = np.zeros(n + 1)
    for j in range(n + 1):
        v[j] = max(0, K - S * u ** j * d ** (n - j))
    for i in range(n - 1, -1, -1):
        for j in range(i + 1):
            v[j] = disc * (q * v[j + 1] + (1 - q) * v[j])
            if american:
                v[j] = max(v[j], K - S * u ** j * d ** (i - j))
    return v[0]


calls("binomial_tree(100, 100, 1, 0.05, 0.2, 50)", "binomial_tree(100.0, 100.0, 1.0, 0.05, 0.2, 50, american=True)", "binomial_tree(100.0, 100.0, 1.0, 0.05, 0.2, 50, True)")


@njit
def ema(x, alpha=0.1):
    out = np.empty_like(x)
    out[0] = x[0]
    for i in range(1, len(x)):
        out[i] = alpha * x[i] + (1 - alpha) * out[i - 1]
    return out


calls("ema(np.arange(5.0))", "ema(np.arange(5.0), alpha=0.5)", "ema(np.arange(5))")


@njit
def max_drawdown(prices):
    peak = -np.inf
    worst = 0.0
    at = (0, 0)
    peak_i = 0
    for i, p in enumerate(prices):
        if p > peak:
            peak = p
            peak_i = i
        dd = (peak - p) / peak
        if dd > worst:
            worst = dd
            at = (peak_i, i)
    return worst, at


calls("max_drawdown(np.array([1.0, 3.0, 2.0, 1.5, 4.0, 3.0]))", "max_drawdown(np.array([1, 2, 3]))")


@njit
def rsi(close, period=14):
    delta = np.diff(close)
    gain = np.where(delta > 0, delta, 0)
    loss = np.where(delta < 0, -delta, 0)
    out = np.full(close.shape, np.nan)
    ag = np.mean(gain[:period])
    al = np.mean(loss[:period])
    for i in range(period, len(delta)):
        ag = (ag * (period - 1) + gain[i]) / period
        al = (al * (period - 1) + loss[i]) / period
        if al == 0:
            out[i + 1] = 100
        else:
            rs = ag / al
            out[i + 1] = 100 - 100 / (1 + rs)
    return out


calls("rsi(np.sin(np.arange(30)) + np.arange(30) * 0.1)", "rsi(np.arange(20.0), 5)")


@njit
def bollinger(x, w, k=2.0):
    n = x.shape[0] - w + 1
    mid = np.zeros(n)
    up = np.zeros(n)
    lo = np.zeros(n)
    for i in range(n):
        win = x[i:i + w]
        m = win.mean()
        s = win.std()
        mid[i], up[i], lo[i] = m, m + k * s, m - k * s
    return mid, up, lo


calls("bollinger(np.array([1.0, 4.0, 2.0, 8.0, 5.0, 7.0]), 3)", "bollinger(np.array([1, 4, 2, 8, 5, 7]), 3, k=1)")


@njit
def irr(cash, guess=0.1, tol=1e-12, maxiter=100):
    r = guess
    for it in range(maxiter):
        f = 0.0
        df = 0.0
        for t in range(cash.size):
            f += cash[t] / (1 + r) ** t
            df -= t * cash[t] / (1 + r) ** (t + 1)
        step = f / df
        r -= step
        if abs(step) < tol:
            break
    else:
        raise ValueError("did not converge")
    return r, it


calls("irr(np.array([-100.0, 39.0, 59.0, 55.0, 20.0]))", "irr(np.array([-100, 39, 59, 55, 20]), maxiter=1)")


@njit
def kelly(p, b):
    if not 0 <= p <= 1:
        raise ValueError("p must be a probability")
    f = p - (1 - p) / b
    return f if f > 0 else 0


calls("kelly(0.6, 1.0)", "kelly(0.2, 1.0)", "kelly(1.5, 1)", "kelly(0.6, 0)")


@njit
def garch(r, omega, alpha, beta):
    s2 = np.zeros(r.size)
    s2[0] = r.var()
    ll = 0.0
    for t in range(1, r.size):
        s2[t] = omega + alpha * r[t - 1] ** 2 + beta * s2[t - 1]
        ll += -0.5 * (math.log(2 * math.pi) + math.log(s2[t]) + r[t] ** 2 / s2[t])
    return s2, ll


calls("garch(np.array([0.1, -0.2, 0.15, 0.05]), 0.01, 0.1, 0.8)")


@njit
def portfolio(weights, mean, cov):
    ret = np.dot(weights, mean)
    vol = np.sqrt(np.dot(weights, np.dot(cov, weights)))
    return ret, vol, ret / vol


calls("portfolio(np.array([0.5, 0.5]), np.array([0.1, 0.2]), np.array([[0.04, 0.01], [0.01, 0.09]]))")


@njit
def welford(x):
    n = 0
    mean = m2 = 0.0
    for v in x:
        n += 1
        d = v - mean
        mean += d / n
        m2 += d * (v - mean)
    if n < 2:
        return mean, math.nan
    return mean, m2 / (n - 1)


calls("welford(np.array([1.0, 2.0, 4.0]))", "welford(np.array([1.0]))", "welford(np.array([1, 2, 4]))")


@njit
def histogram(a, bins, lo, hi):
    counts = np.zeros(bins, dtype=np.int32)
    w = (hi - lo) / bins
    for x in a.flat:
        if lo <= x < hi:
            counts[int((x - lo) / w)] += 1
        elif x == hi:
            counts[-1] += 1
    return counts


calls("histogram(np.array([[0.1, 0.5], [0.9, 1.0]]), 4, 0.0, 1.0)")


@njit
def nphist(a):
    return np.histogram(a, 4, (0.0, 1.0))


calls("nphist(np.array([0.1, 0.5, 0.9, 1.0]))")


@njit
def corr(x, y):
    mx, my = x.mean(), y.mean()
    dx, dy = x - mx, y - my
    return (dx * dy).sum() / np.sqrt((dx ** 2).sum() * (dy ** 2).sum())


calls("corr(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 7.0]))")


@njit
def linreg(x, y):
    n = len(x)
    sx = sy = sxx = sxy = 0.0
    for i in range(n):
        sx += x[i]; sy += y[i]
        sxx += x[i] * x[i]; sxy += x[i] * y[i]
    slope = (n * sxy - sx * sy) / (n * sxx - sx ** 2)
    return slope, (sy - slope * sx) / n


calls("linreg(np.arange(5), np.arange(5) * 2.0 + 1)")


@njit
def bootstrap(data, nboot):
    np.random.seed(3)
    n = data.size
    out = np.empty(nboot)
    for b in range(nboot):
        idx = np.random.randint(0, n, n)
        out[b] = data[idx].mean()
    out.sort()
    return out[int(0.025 * nboot)], out[int(0.975 * nboot)]


calls("bootstrap(np.array([1.0, 5.0, 2.0, 8.0]), 100)")


@njit
def normalise(a):
    return (a - a.mean()) / a.std()


calls("normalise(np.array([1.0, 2.0, 3.0]))", "normalise(np.array([1, 2, 3]))", "normalise(np.array([[1.0, 2.0], [3.0, 4.0]]))", "normalise(np.array([1.0, 2.0, 3.0], dtype=np.float32))")


@njit
def zscore_cols(a):
    out = np.empty_like(a)
    for j in range(a.shape[1]):
        c = a[:, j]
        out[:, j] = (c - c.mean()) / c.std()
    return out


calls("zscore_cols(np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 9.0]]))")


@njit
def pairwise(x):
    return np.abs(x[:, None] - x[None, :])


calls("pairwise(np.array([1.0, 4.0, 6.0]))", "pairwise(np.array([1, 4, 6]))")


@njit
def pairwise_nx(x, y):
    return x[:, np.newaxis] * y[np.newaxis, :]


calls("pairwise_nx(np.array([1.0, 4.0, 6.0]), np.array([1, 2]))")


@njit
def dist(x):
    n, d = x.shape
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            s = 0.0
            for k in range(d):
                t = x[i, k] - x[j, k]
                s += t * t
            out[i, j] = out[j, i] = math.sqrt(s)
    return out


calls("dist(np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]))")


@njit
def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum()


calls("softmax(np.array([1.0, 2.0, 3.0]))", "softmax(np.array([1, 2, 3]))", "softmax(np.array([1.0, 2.0, 3.0], np.float32))")


@njit
def softmax_rows(x):
    out = np.empty(x.shape)
    for i in range(x.shape[0]):
        row = x[i]
        e = np.exp(row - row.max())
        out[i] = e / e.sum()
    return out


calls("softmax_rows(np.array([[1.0, 2.0], [3.0, 1.0]]))")


@njit
def row_broadcast(a):
    s = a.sum(axis=1)
    return a / s.reshape(-1, 1)


calls("row_broadcast(np.array([[1.0, 3.0], [2.0, 2.0]]))")


@njit
def row_broadcast2(a):
    return a / a.sum(axis=1)[:, np.newaxis], a - a.mean(0), a * np.array([1.0, 2.0])


calls("row_broadcast2(np.array([[1.0, 3.0], [2.0, 2.0]]))")


@njit
def keep(a):
    return a.sum(axis=0), np.sum(a, axis=1), a.max(), np.min(a), a.argmax(), np.argmin(a)


calls("keep(np.array([[1.0, 3.0], [2.0, 2.5]]))", "keep(np.array([[1, 3], [2, 2]]))", "keep(np.array([[1, 3], [2, 2]], dtype=np.int32))")


@njit
def ptile(a):
    return np.percentile(a, 25), np.median(a), np.quantile(a, 0.9), np.percentile(a, np.array([10.0, 50.0])), np.percentile(a, [10, 50])


calls("ptile(np.array([1.0, 5.0, 2.0, 8.0]))")


@njit
def moments(x):
    m = np.mean(x)
    s = np.std(x)
    return ((x - m) ** 3).mean() / s ** 3, ((x - m) ** 4).mean() / s ** 4 - 3


calls("moments(np.array([1.0, 5.0, 2.0, 8.0]))")


@njit
def covm(x):
    return np.cov(x), np.corrcoef(x)


calls("covm(np.array([[1.0, 5.0, 2.0], [8.0, 1.0, 4.0]]))")


@njit
def rolling_max(x, w):
    out = np.full(x.size, -np.inf)
    for i in range(w - 1, x.size):
        out[i] = x[i - w + 1:i + 1].max()
    return out


calls("rolling_max(np.array([1.0, 5.0, 2.0, 8.0]), 2)")


@njit
def cusum_filter(x, h):
    up, down, events = 0.0, 0.0, []
    for i in range(1, len(x)):
        d = x[i] - x[i - 1]
        up, down = max(0, up + d), min(0, down + d)
        if up > h:
            up = 0
            events.append(i)
        elif down < -h:
            down = 0
            events.append(-i)
    return np.array(events)


calls("cusum_filter(np.array([1.0, 1.5, 3.0, 2.0, 0.5]), 1.0)")
