/**
 * Does a series rise steadily? Slope by Theil and Sen (the median of all pairwise slopes), significance by Mann and
 * Kendall (how many pairs rise rather than fall). Neither minds a few interruptions.
 */
import { median } from './order.ts'

export interface Trend {
  /** Change per step, in the units of the series; 0 for fewer than two values. */
  slope: number
  /** Kendall's S in standard deviations: above 2.33, chance makes a rise like this once in a hundred times. */
  z: number
}

/** The trend of a series of equally spaced values. */
export function trend(values: readonly number[]): Trend {
  const n = values.length
  if (n < 2) return { slope: 0, z: 0 }
  const slopes: number[] = []
  let rises = 0
  values.forEach((later, j) => {
    values.slice(0, j).forEach((earlier, i) => {
      slopes.push((later - earlier) / (j - i))
      rises += Math.sign(later - earlier)
    })
  })
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5) - tieCorrection(values)) / 18)
  return { slope: median(slopes), z: deviation === 0 ? 0 : rises / deviation }
}

/** Σ t(t − 1)(2t + 5) over groups of t equal values (Kendall, "Rank Correlation Methods", 1970). */
function tieCorrection(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0)
}
