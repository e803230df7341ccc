"""Make the vectors that our statistics are held to, with NumPy and SciPy.

    /usr/bin/python3 scripts/vectors/stats.py              writes tests/support/run-figures.json (format them after)
                                                           and tests/kernels/stats/vectors/stats.json
    /usr/bin/python3 scripts/vectors/stats.py --coverage   prints how often each interval of the median covers it
"""

import json
import sys
from math import exp, hypot, log
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.optimize import curve_fit

ROOT = Path(__file__).resolve().parents[2]

DEFINITION = [
    "median: the middle sample, or the mean of the two middle ones.",
    "interval of the median (95 %, distribution-free): sort the n samples ascending, take k = the largest integer >= 1"
    " with P(Bin(n, 1/2) < k) <= 0.025 (k = 1 when there is none, that is n < 6); low = k-th smallest, high = k-th largest.",
    "perItem of a rung = its median and limits, divided by its items.",
    "throughput (items per second) = 1000 * items / median; low = 1000 * items / high, high = 1000 * items / low.",
    "speedup of a rung = perItem(baseline) / perItem(rung) = a / b, with the MOVER interval on the log scale:"
    " low = a/b / exp(hypot(ln(a/a.low), ln(b.high/b))), high = a/b * exp(hypot(ln(a.high/a), ln(b/b.low))).",
    "speedup of the baseline itself = 1, low 1, high 1.",
    "efficiency of a rung = speedup against the sequential rung of its engine / workers (limits too); that rung's own: 1.",
    "Figures agree when they differ by less than 1e-9 of their value. Made by scripts/vectors/stats.py.",
]


def main():
    if "--coverage" in sys.argv:
        return coverage()
    write("tests/support/run-figures.json", {"definition": DEFINITION, "medians": medians(), "ladder": ladder()})
    write(
        "tests/kernels/stats/vectors/stats.json",
        {"bootstraps": bootstraps(), "quantiles": quantiles(), "outliers": outliers(), "trends": trends(), "student": student(), "fits": fits()},
    )


def write(name, value):
    path = ROOT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def median_interval(samples):
    x, n = np.sort(samples), len(samples)
    # ppf is the smallest k with cdf(k) >= q; below it the cdf is under q, so k samples may lie outside on each side.
    k = max(1, int(stats.binom.ppf(0.025, n, 0.5)))
    return {"value": float(np.median(x)), "low": float(x[k - 1]), "high": float(x[n - k])}


def ratio(a, b):
    r = a["value"] / b["value"]
    down = hypot(log(a["value"] / a["low"]), log(b["high"] / b["value"]))
    up = hypot(log(a["high"] / a["value"]), log(b["value"] / b["low"]))
    return {"value": r, "low": r / exp(down), "high": r * exp(up)}


def scale(estimate, factor):
    return {key: value * factor for key, value in estimate.items()}


def times(rng, n, middle, noise=0.03):
    """Times as a computer makes them: a floor, a skewed noise, now and then an interruption."""
    x = middle * np.exp(rng.normal(0, noise, n)) + (rng.random(n) < 0.1) * rng.exponential(middle, n)
    return [round(float(v), 3) for v in x]


def medians():
    rng = np.random.default_rng(42)
    cases = [[7.25], [20.0, 30.0], [5.0] * 9, [25, 21, 24, 22, 23], [26, 21, 24, 22, 23, 25]]
    cases += [times(rng, n, 25) for n in (7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 25, 50, 100)]
    return [{"samplesMs": x, "medianMs": median_interval(x)} for x in cases]


def ladder():
    """One ladder, its first rung the baseline, with every figure of every rung."""
    rng = np.random.default_rng(7)
    rungs = [
        ("python", "sequential", 1, 100_000, times(rng, 5, 812.0)),
        ("javascript", "sequential", 1, 10_000_000, times(rng, 14, 96.0)),
        ("javascript", "workers", 2, 10_000_000, times(rng, 17, 52.0)),
        ("javascript", "workers", 4, 10_000_000, times(rng, 20, 31.0)),
        ("simd", "sequential", 1, 40_000_000, times(rng, 9, 101.0)),
        ("simd", "workers", 4, 120_000_000, times(rng, 31, 83.0)),
    ]
    out = []
    for engine, strategy, workers, items, samples in rungs:
        per_item = scale(median_interval(samples), 1 / items)
        rung = {"engine": engine, "strategy": strategy, "workers": workers, "items": items, "samplesMs": samples}
        base = next((r for r in out if r["rung"]["engine"] == engine and r["rung"]["strategy"] == "sequential"), None)
        one = {"value": 1.0, "low": 1.0, "high": 1.0}
        m = median_interval(samples)
        out.append(
            {
                "rung": rung,
                "medianMs": m,
                "throughput": {
                    "value": 1000 * items / m["value"],
                    "low": 1000 * items / m["high"],
                    "high": 1000 * items / m["low"],
                },
                "perItemMs": per_item,
                "speedup": ratio(out[0]["perItemMs"], per_item) if out else one,
                "efficiency": scale(ratio(base["perItemMs"], per_item), 1 / workers) if base else one,
            }
        )
    return out


def quantiles():
    rng = np.random.default_rng(3)
    out = []
    for n in (1, 2, 5, 10, 31):
        x = rng.lognormal(3, 0.5, n).tolist()
        out += [{"values": x, "share": q, "quantile": float(np.quantile(x, q))} for q in (0, 0.1, 0.25, 0.5, 0.9, 1)]
    return out


def outliers():
    rng = np.random.default_rng(4)
    out = []
    for n in (4, 9, 20, 50):
        x = np.array(times(rng, n, 25))
        q1, q3 = np.quantile(x, [0.25, 0.75])
        outside = (x < q1 - 1.5 * stats.iqr(x)) | (x > q3 + 1.5 * stats.iqr(x))
        out.append({"values": x.tolist(), "outliers": np.flatnonzero(outside).tolist()})
    return out


def bootstraps():
    """SciPy's percentile intervals of a median and of ratios of medians, unpaired and by rounds; 40 000 resamples."""
    rng = np.random.default_rng(8)

    def interval(samples, statistic, **how):
        found = stats.bootstrap(
            samples, statistic, method="percentile", n_resamples=40_000, random_state=1, vectorized=True, **how
        ).confidence_interval
        return {"value": float(statistic(*map(np.array, samples), axis=0)), "low": found.low, "high": found.high}

    def ratio_of_medians(a, b, axis):
        return np.median(a, axis=axis) / np.median(b, axis=axis)

    out = []
    for n in (20, 31, 60, 100):
        # Rounds of which some are slow as a whole.
        round_ = np.exp(rng.normal(0, 0.2, n))
        above, below = (np.round(np.array(times(rng, n, middle)) * round_, 3) for middle in (80, 20))
        out.append(
            {
                "above": above.tolist(),
                "below": below.tolist(),
                "median": interval((above,), np.median),
                "ratio": interval((above, below), ratio_of_medians),
                "paired": interval((above, below), ratio_of_medians, paired=True),
            }
        )
    return out


def trends():
    """Mann-Kendall's z from SciPy's two-sided p of Kendall's tau against time, and Theil-Sen's slope."""
    rng = np.random.default_rng(5)
    out = []
    for n, slope, digits in ((5, 0.3, 6), (12, 0, 6), (12, 0, 1), (20, -0.05, 6), (30, 0.02, 1)):
        x = np.round(2 + slope * np.arange(n) + rng.normal(0, 0.3, n), digits)
        tau = stats.kendalltau(np.arange(n), x, method="asymptotic")
        z = float(np.sign(tau.correlation) * stats.norm.isf(tau.pvalue / 2))
        out.append({"values": x.tolist(), "slope": float(stats.theilslopes(x)[0]), "z": z})
    return out


def student():
    return [
        {"share": s, "freedom": f, "t": float(stats.t.ppf((1 + s) / 2, f))}
        for s in (0.5, 0.9, 0.95, 0.99)
        for f in (1, 2, 3, 4, 5, 10, 31)
    ]


def fits():
    rng = np.random.default_rng(6)

    def usl(n, lam, sigma, kappa):
        return lam * n / (1 + sigma * (n - 1) + kappa * n * (n - 1))

    def amdahl(n, lam, sigma):
        return usl(n, lam, sigma, 0)

    out = []
    for law, curve, true in (("amdahl", amdahl, (1, 0.08)), ("usl", usl, (40e6, 0.05, 0.01))):
        for workers in ([1, 2, 3, 4], [1, 2, 4, 8, 16], [1, 1, 2, 3, 4, 6, 8, 12]):
            n = np.array(workers, float)
            x = curve(n, *true) * np.exp(rng.normal(0, 0.01, len(n)))
            found, covariance = curve_fit(curve, n, x, p0=true, ftol=1e-14, xtol=1e-14)
            reach = stats.t.ppf(0.975, len(n) - len(true)) * np.sqrt(np.diag(covariance))
            names = ("lambda", "sigma", "kappa")
            out.append(
                {
                    "law": law,
                    "points": [{"workers": w, "throughput": float(v)} for w, v in zip(workers, x)],
                    "estimates": {
                        name: {"value": float(v), "low": max(0.0, float(v - r)), "high": float(v + r)}
                        for name, v, r in zip(names, found, reach)
                    },
                }
            )
    return out


def coverage(trials=20_000):
    """Share of samples whose interval covers the true median: order statistics, and the exact percentile bootstrap."""
    rng = np.random.default_rng(1)
    print(" n   order statistics   bootstrap")
    for n in (5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 20, 25, 30):
        x = np.sort(np.exp(rng.normal(0, 0.1, (trials, n))), axis=1)
        k = max(1, int(stats.binom.ppf(0.025, n, 0.5)))
        order = np.mean((x[:, k - 1] <= 1) & (1 <= x[:, n - k]))
        resampled = [np.median(rng.choice(row, (2000, n)), axis=1) for row in x[:2000]]
        low, high = np.quantile(resampled, [0.025, 0.975], axis=1, method="inverted_cdf")
        print(f"{n:2}   {order:16.3f}   {np.mean((low <= 1) & (1 <= high)):9.3f}")


if __name__ == "__main__":
    main()
