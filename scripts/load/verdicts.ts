import type { Member } from './member.ts'
import { shownEverywhereAt } from './seen.ts'

export interface Verdict {
  what: string
  found: string
  ok: boolean
}

/**
 * The process finds its size in the first minutes; afterwards it swings by some ten MiB with its garbage collectors. Were
 * each run's body kept, it would grow by 8 MiB a minute.
 */
const MOST_GROWTH_MIB_A_MINUTE = 5
/** What JavaScript holds after a collection: the best rows of each member, whatever the number of runs. */
const MOST_HELD_GROWTH_MIB = 4
const MOST_P99_MS = 1000
/** From sending a run until the last of all lines has shown it. */
const MOST_SHOWN_MS = 1000

/** What the load must have shown, each as one line. Times and memory are judged only where nothing was killed. */
export function verdicts(result: {
  crowd: readonly Member[]
  /** Ids of all runs in the class afterwards. */
  kept: readonly string[]
  expected: number
  /** The process's memory, sampled evenly over all minutes. */
  memoryMiB: readonly number[]
  /** What its JavaScript held after the first minute and after the last. */
  heldMiB: readonly number[]
  killed: number
  minutes: number
  /** What the one who flooded was answered. */
  flooded: { statuses: ReadonlyMap<string, number> } | undefined
}): Verdict[] {
  const { crowd, kept, expected, memoryMiB, heldMiB, killed, minutes, flooded } = result
  const acknowledged = crowd.flatMap((member) => [...member.acknowledged.keys()])
  const wanted = new Set(acknowledged)
  const keptOnce = new Set(kept)
  const lost = acknowledged.filter((id) => !keptOnce.has(id)).length
  const doubled = kept.length - keptOnce.size + crowd.reduce((sum, member) => sum + member.doubled.length, 0)
  const strange = kept.filter((id) => !wanted.has(id)).length
  const blind = crowd.filter(({ missing }) => missing(wanted)).length
  const latencies = crowd.flatMap(({ latenciesMs }) => latenciesMs)
  const at = (share: number) => quantile(latencies, share)
  const shown = crowd.flatMap((member) => [...member.acknowledged].map(([id, sent]) => shownEverywhereAt(id) - sent))
  const failures = new Map<string, number>()
  for (const [reason, count] of crowd.flatMap((member) => [...member.failures])) {
    failures.set(reason, (failures.get(reason) ?? 0) + count)
  }
  const reconnects = crowd.reduce((sum, member) => sum + member.reconnects, 0)
  const secondHalf = memoryMiB.slice(Math.floor(memoryMiB.length / 2))
  const growth = (slopeOf(secondHalf) * memoryMiB.length) / minutes
  const [heldFirst = NaN, heldLast = NaN] = heldMiB
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
      what: 'sent until on every line, p50 / p99',
      found: `${quantile(shown, 0.5).toFixed(0)} / ${quantile(shown, 0.99).toFixed(0)} ms`,
      ok: killed > 0 || quantile(shown, 0.99) < MOST_SHOWN_MS,
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
      found: `${memoryMiB[0]?.toFixed(0)} → ${memoryMiB.at(-1)?.toFixed(0)} MiB (${growth.toFixed(1)} MiB a minute in the second half)`,
      // In a few minutes the heap is still finding its size.
      ok: killed > 0 || minutes < 6 || growth < MOST_GROWTH_MIB_A_MINUTE,
    },
    ...(heldMiB.length === 2
      ? [
          {
            what: 'held by its JavaScript, first → last minute',
            found: `${heldFirst.toFixed(1)} → ${heldLast.toFixed(1)} MiB after a collection`,
            ok: heldLast - heldFirst < MOST_HELD_GROWTH_MIB,
          },
        ]
      : []),
  ]
}

/** The value below which a share of them lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

const counted = (times: ReadonlyMap<string, number>) =>
  [...times].map(([reason, count]) => `${count} × ${reason}`).join(', ')

/** Growth from one sample to the next, by least squares. */
function slopeOf(samples: readonly number[]): number {
  const middle = (samples.length - 1) / 2
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  const [up, square] = samples.reduce(
    ([up, square], value, index): [number, number] => [
      up + (index - middle) * (value - mean),
      square + (index - middle) ** 2,
    ],
    [0, 0],
  )
  return up / square
}
