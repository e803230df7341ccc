/** What all shared runs of an exercise say together: percentiles by device, and nothing about anybody. */
import { SMALLEST_GROUP, type World } from '../contract/index.ts'

interface Entry {
  cores: number
  browser: World['groups'][number]['browser']
  speedup: number
}

/** Groups by cores and browser, the common ones first; a group under five runs could point at a person. */
export function worldOf(exercise: World['exercise'], entries: readonly Entry[]): World {
  const groups = Map.groupBy(entries, ({ cores, browser }) => `${cores} ${browser}`)
  const shown = [...groups.values()].filter((group) => group.length >= SMALLEST_GROUP)
  return {
    exercise,
    groups: shown
      .flatMap((group) => (group[0] ? [{ cores: group[0].cores, browser: group[0].browser, ...summary(group) }] : []))
      .sort((a, b) => b.runs - a.runs || a.cores - b.cores || a.browser.localeCompare(b.browser)),
  }
}

function summary(group: readonly Entry[]) {
  const ascending = group.map(({ speedup }) => speedup).sort((a, b) => a - b)
  const at = (share: number) => quantile(ascending, share)
  return {
    runs: group.length,
    speedup: { p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) },
  }
}

/** Interpolated between neighbours: definition 7 of Hyndman and Fan, as NumPy has it. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1)
  const low = ascending[Math.floor(place)] ?? NaN
  const high = ascending[Math.ceil(place)] ?? NaN
  return low + (high - low) * (place - Math.floor(place))
}
