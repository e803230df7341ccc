/** Order statistics: the sorted sample and what is read off it. Quantiles are type 7, as in NumPy, R and SciPy. */

/** A sorted copy, ascending. */
export function sorted(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b)
}

/** The middle value, or the mean of the two middle ones; NaN for no values. */
export function median(values: readonly number[]): number {
  return quantile(sorted(values), 0.5)
}

/**
 * The quantile at `share` (0…1) of an ascending sample, interpolated between its neighbours; NaN for no values.
 * Hyndman & Fan (1996), definition 7: the position is share · (n − 1).
 */
export function quantile(ascending: readonly number[], share: number): number {
  const position = share * (ascending.length - 1)
  const below = Math.floor(position)
  const low = ascending[below] ?? NaN
  const high = ascending[Math.ceil(position)] ?? NaN
  return position === below ? low : low + (high - low) * (position - below)
}
