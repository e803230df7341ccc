/**
 * The percentile bootstrap of a median and of a ratio of medians (Efron & Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapter 13): the sample is drawn again from itself, with replacement, as often as asked; the interval
 * holds the middle 95 % of what comes out. Seeded, so that the same samples give the same interval everywhere.
 *
 * Samples taken in rounds are drawn again round by round (`paired`): what disturbed a round disturbed both sides, and
 * must not be counted as if it had met one of them alone.
 */
import type { Estimate } from './interval.ts'
import { median, quantile } from './order.ts'
import { seededRandom } from './random.ts'

/** Below twenty samples the interval of interval.ts covers better: this one 93 % of medians at 12, that one 96 %. */
export const FEWEST_TO_RESAMPLE = 20

interface Resampling {
  seed?: number
  resamples?: number
}

/** The median with the interval of its bootstrap; NaN for no values. */
export function bootstrapMedian(values: readonly number[], resampling: Resampling = {}): Estimate {
  return estimate([values.length], ([rows = []]) => median(pick(values, rows)), resampling)
}

/** The ratio of two medians with the interval of its bootstrap. `paired`: both lists have a value for each round. */
export function bootstrapRatio(
  above: readonly number[],
  below: readonly number[],
  { paired = false, ...resampling }: Resampling & { paired?: boolean } = {},
): Estimate {
  if (paired && above.length !== below.length) throw new RangeError('Paired samples are as many on either side')
  return estimate(
    paired ? [above.length] : [above.length, below.length],
    ([rows = [], others = rows]) => median(pick(above, rows)) / median(pick(below, others)),
    resampling,
  )
}

/** The statistic of the rows themselves, and of rows drawn from lists of these lengths. */
function estimate(
  lengths: readonly number[],
  statistic: (drawn: number[][]) => number,
  { seed = 1, resamples = 2000 }: Resampling,
): Estimate {
  const random = seededRandom(seed)
  const draw = (length: number) => Array.from({ length }, () => Math.floor(random() * length))
  const drawn = Float64Array.from({ length: resamples }, () => statistic(lengths.map(draw))).sort()
  const value = statistic(lengths.map((length) => Array.from({ length }, (_, row) => row)))
  return { value, low: quantile([...drawn], 0.025), high: quantile([...drawn], 0.975) }
}

const pick = (values: readonly number[], rows: readonly number[]) => rows.map((row) => values[row] as number)
