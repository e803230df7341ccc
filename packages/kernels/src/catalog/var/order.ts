/** Finding the one return that is asked for, without sorting more than needed. NaN counts as larger than any number. */

/** The element of this rank of the union of sorted slices: bisects by value in the first that can be halved. */
export function kthOfSorted(slices: readonly (Float64Array | Float32Array)[], rank: number): number | undefined {
  const from = slices.map(() => 0)
  const to = slices.map(({ length }) => length)
  for (let left = rank; ;) {
    // The slice with the most candidates left gives the pivot.
    let widest = 0
    slices.forEach((_, s) => {
      if (span(s) > span(widest)) widest = s
    })
    const slice = slices[widest]
    if (!slice || span(widest) === 0) return undefined
    const pivot = slice[((from[widest] as number) + (to[widest] as number)) >> 1] as number
    const lower = slices.map((values, s) => bound(values, from[s] as number, to[s] as number, pivot, false))
    const below = lower.reduce((sum, position, s) => sum + position - (from[s] as number), 0)
    if (left < below) {
      lower.forEach((position, s) => (to[s] = position))
      continue
    }
    const upper = slices.map((values, s) => bound(values, from[s] as number, to[s] as number, pivot, true))
    const notAbove = upper.reduce((sum, position, s) => sum + position - (from[s] as number), 0)
    if (left < notAbove) return pivot
    left -= notAbove
    upper.forEach((position, s) => (from[s] = position))
  }

  function span(s: number): number {
    return (to[s] as number) - (from[s] as number)
  }
}

/** The first position in [from, to) whose value is not below the pivot; with `after`, the first that is above it. */
function bound(values: Float64Array | Float32Array, from: number, to: number, pivot: number, after: boolean): number {
  while (from < to) {
    const middle = (from + to) >> 1
    const value = values[middle] as number
    const goesBefore = precedes(value, pivot) || (after && !precedes(pivot, value))
    if (goesBefore) from = middle + 1
    else to = middle
  }
  return from
}

const precedes = (a: number, b: number) => a < b || (b !== b && a === a)

/**
 * Two values that very likely enclose the one of this rank among `total`, from a sample: four standard errors of a
 * sample quantile to either side (Floyd & Rivest 1975). Infinite where the sample ends.
 */
export function bracket(
  sample: Float64Array | Float32Array,
  rank: number,
  total: number,
): { low: number; high: number } {
  const sorted = sample.slice().sort()
  const share = rank / total
  const margin = 4 * Math.sqrt(share * (1 - share) * sorted.length) + 2
  return {
    low: sorted[Math.floor(share * sorted.length - margin)] ?? -Infinity,
    high: sorted[Math.ceil(share * sorted.length + margin)] ?? Infinity,
  }
}

/** The element of this rank; reorders `values`, which hold no NaN. Hoare 1961. */
export function quickSelect(values: Float64Array | Float32Array, rank: number): number {
  let from = 0
  let to = values.length - 1
  while (from < to) {
    const pivot = values[(from + to) >> 1] as number
    let left = from
    let right = to
    while (left <= right) {
      while ((values[left] as number) < pivot) left++
      while ((values[right] as number) > pivot) right--
      if (left > right) break
      const held = values[left] as number
      values[left++] = values[right] as number
      values[right--] = held
    }
    if (rank <= right) to = right
    else if (rank >= left) from = left
    else break
  }
  return values[rank] as number
}
