import type { Member } from './member.ts'

export interface Verdict {
  what: string
  found: string
  ok: boolean
}

/** A class that is quiet holds still; a garbage collector does not: growth below this is not a leak. */
const MOST_GROWTH_MIB = 64
const MOST_P99_MS = 1000

/** What the load must have shown, each as one line. Times and memory are judged only where nothing was killed. */
export function verdicts(result: {
  crowd: readonly Member[]
  /** Ids of all runs in the class afterwards. */
  kept: readonly string[]
  expected: number
  memoryMiB: readonly number[]
  killed: number
  minutes: number
  /** What the one who flooded was answered. */
  flooded: { statuses: ReadonlyMap<string, number> } | undefined
}): Verdict[] {
  const { crowd, kept, expected, memoryMiB, killed, minutes, flooded } = result
  const acknowledged = crowd.flatMap((member) => [...member.acknowledged])
  const wanted = new Set(acknowledged)
  const keptOnce = new Set(kept)
  const lost = acknowledged.filter((id) => !keptOnce.has(id)).length
  const doubled = kept.length - keptOnce.size + crowd.reduce((sum, member) => sum + member.doubled.length, 0)
  const strange = kept.filter((id) => !wanted.has(id)).length
  const blind = crowd.filter(({ missing }) => missing(wanted)).length
  const latencies = crowd.flatMap(({ latenciesMs }) => latenciesMs)
  const at = (share: number) => quantile(latencies, share)
  const failures = new Map<string, number>()
  for (const [reason, count] of crowd.flatMap((member) => [...member.failures])) {
    failures.set(reason, (failures.get(reason) ?? 0) + count)
  }
  const reconnects = crowd.reduce((sum, member) => sum + member.reconnects, 0)
  const growth = growthMiB(memoryMiB)
  return [
    { what: 'runs acknowledged', found: `${wanted.size} of ${expected}`, ok: wanted.size === expected },
    { what: 'acknowledged runs missing afterwards', found: String(lost), ok: lost === 0 },
    { what: 'runs there twice, or nobody was told of', found: `${doubled}, ${strange}`, ok: doubled + strange === 0 },
    { what: 'lines that did not see every run', found: `${blind} of ${crowd.length}`, ok: blind === 0 },
    {
      what: 'submission p50 / p99 / slowest',
      found: `${at(0.5).toFixed(0)} / ${at(0.99).toFixed(0)} / ${at(1).toFixed(0)} ms`,
      ok: killed > 0 || at(0.99) < MOST_P99_MS,
    },
    {
      what: 'requests tried again',
      found: counted(failures) || 'none',
      ok: true,
    },
    ...(flooded
      ? [
          {
            what: 'one member’s flood was answered with',
            found: counted(flooded.statuses),
            ok: (flooded.statuses.get('status 429') ?? 0) > (flooded.statuses.get('taken') ?? 0),
          },
        ]
      : []),
    { what: 'lines connected again', found: String(reconnects), ok: true },
    { what: 'deaths of workerd', found: String(killed), ok: true },
    {
      what: 'memory of workerd, start → end',
      found: `${memoryMiB[0]?.toFixed(0)} → ${memoryMiB.at(-1)?.toFixed(0)} MiB (${growth.toFixed(0)} MiB from the second third to the last)`,
      // In a single minute the heap is still finding its size.
      ok: killed > 0 || minutes < 3 || growth < MOST_GROWTH_MIB,
    },
  ]
}

/** The value below which a share of them lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

const counted = (times: ReadonlyMap<string, number>) =>
  [...times].map(([reason, count]) => `${count} × ${reason}`).join(', ')

/** Mean of the last third of the samples less that of the second third. */
function growthMiB(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3)
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  return mean(samples.slice(2 * third)) - mean(samples.slice(third, 2 * third))
}
