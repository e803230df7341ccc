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
 * Two values that very likely enclose the quantile `share` of what this is a sample of: so many standard errors of a
 * sample quantile to either side (Floyd & Rivest 1975). Infinite where the sample ends. Reorders the sample.
 */
export function bracket(
  sample: Float64Array | Float32Array,
  share: number,
  standardErrors: number,
): { low: number; high: number } {
  const { lowRank, highRank } = ranksAround(share, sample.length, standardErrors)
  return {
    low: lowRank >= 0 ? quickSelect(sample, lowRank) : -Infinity,
    high: highRank < sample.length ? quickSelect(sample, highRank) : Infinity,
  }
}

/** The same from more values, of which only those between two are known, and how many are below. Reorders the known. */
export function narrower(
  { low, high, below, between }: Known,
  count: number,
  share: number,
  standardErrors: number,
): { low: number; high: number } {
  const { lowRank, highRank } = ranksAround(share, count, standardErrors)
  const at = (rank: number, otherwise: number) =>
    rank >= below && rank - below < between.length ? quickSelect(between, rank - below) : otherwise
  return { low: at(lowRank, low), high: at(highRank, high) }
}

function ranksAround(share: number, count: number, standardErrors: number): { lowRank: number; highRank: number } {
  const margin = standardErrors * Math.sqrt(share * (1 - share) * count) + 2
  return { lowRank: Math.floor(share * count - margin), highRank: Math.ceil(share * count + margin) }
}

/** A part that knows its values from low to high, and how many are below. */
interface Known {
  low: number
  high: number
  below: number
  between: Float64Array | Float32Array
}

/**
 * The element of this rank of the union of several parts, of which each knows its values from low to high and how many
 * are below; undefined where it is not among those that every part knows.
 */
export function rankAmong(parts: readonly Known[], rank: number): number | undefined {
  const low = Math.max(...parts.map((part) => part.low))
  const high = Math.min(...parts.map((part) => part.high))
  const known = new Float64Array(parts.reduce((count, { between }) => count + between.length, 0))
  let below = 0
  let count = 0
  for (const part of parts) {
    below += part.below
    // By index: `for … of` makes an object of each double.
    for (let i = 0; i < part.between.length; i++) {
      const value = part.between[i] as number
      if (value < low) below++
      else if (value <= high) known[count++] = value
    }
  }
  const position = rank - below
  return position >= 0 && position < count ? quickSelect(known.subarray(0, count), position) : undefined
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
