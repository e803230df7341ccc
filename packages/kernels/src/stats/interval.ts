/**
 * Two intervals that everybody can work out again from the samples: the page, the terminal, the server and a reader with
 * a pocket calculator get the same figures, because nothing is drawn at random.
 *
 * **Median.** Whatever the distribution, each sample lies below the true median with probability ½, so the number of
 * samples below it is binomial. Between the k-th smallest and the k-th largest sample the median lies with probability
 * 1 − 2·P(Bin(n, ½) < k), and k is the largest number that keeps this at 95 % or more (Hahn & Meeker, "Statistical
 * Intervals", 1991, section 5.2; Le Boudec, "Performance Evaluation of Computer and Communication Systems", 2010):
 *
 *     n = 12, k = 3        1   2  [3   4   5   6 | 7   8   9  10]  11  12        96.1 %
 *                                low           median         high
 *
 * Below six samples no k reaches 95 %: the interval is then the whole range (two samples: 50 %, five: 93.75 %), and the
 * ladder flags `few-samples`.
 *
 * Why not the percentile bootstrap? Resampling a median need not be simulated: its bootstrap distribution is itself
 * binomial over the order statistics (Efron 1979; Maritz & Jarrett 1978), so its interval also ends at samples, only
 * closer in, and at ladder sizes covers too little: 87.7 % at n = 7 and 93 % at n = 12, where this one has 98.4 % and
 * 96.1 % (`scripts/vectors/stats.py --coverage`).
 *
 * So the ladders, the pages and the server use these two, at any number of samples; `npm run bench`, whose entrants are
 * all measured in every round, takes the paired bootstrap of bootstrap.ts for its ratios from twenty rounds on.
 *
 * **Ratio of two medians.** Recovering each side's variance from its own limits, on the log scale (MOVER: Zou & Donner,
 * Statistics in Medicine 27, 2008): with r = a/b,
 *
 *     low  = r / exp √( ln²(a / a.low)  + ln²(b.high / b) )
 *     high = r · exp √( ln²(a.high / a) + ln²(b / b.low) )
 */
import { median, sorted } from './order.ts'

/** An estimate with its 95 % interval. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/** Fewest samples whose range covers the median with 95 %: 1 − 2 · ½⁶ = 96.9 %, but 1 − 2 · ½⁵ = 93.75 %. */
export const FEWEST_SAMPLES = 6

/** The median of a sample with its distribution-free 95 % interval; NaN for no values. */
export function medianInterval(values: readonly number[]): Estimate {
  const ascending = sorted(values)
  const rank = medianRank(ascending.length)
  return {
    value: median(ascending),
    low: ascending[rank - 1] ?? NaN,
    high: ascending[ascending.length - rank] ?? NaN,
  }
}

/** The ratio of two positive independent estimates with its 95 % interval. */
export function ratioInterval(above: Estimate, below: Estimate): Estimate {
  const value = above.value / below.value
  const down = Math.hypot(Math.log(above.value / above.low), Math.log(below.high / below.value))
  const up = Math.hypot(Math.log(above.high / above.value), Math.log(below.value / below.low))
  return { value, low: value / Math.exp(down), high: value * Math.exp(up) }
}

/** An estimate times a number that is known exactly (a count of items, a unit). */
export function scaled(estimate: Estimate, factor: number): Estimate {
  return { value: estimate.value * factor, low: estimate.low * factor, high: estimate.high * factor }
}

/** Width of the interval as a share of the estimate: 0.05 is ± 2.5 %. */
export function relativeWidth({ value, low, high }: Estimate): number {
  return (high - low) / value
}

/** The k of the interval of the median: the largest with P(Bin(n, ½) < k) ≤ 2.5 %, and never under 1. */
export function medianRank(n: number): number {
  let logTerm = -n * Math.LN2 // ln of C(n, k) / 2ⁿ, which itself underflows from n = 1075
  let below = 0
  for (let k = 0; ; k++) {
    below += Math.exp(logTerm)
    if (below > 0.025) return Math.max(k, 1)
    logTerm += Math.log((n - k) / (k + 1))
  }
}
