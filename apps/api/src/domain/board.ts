/** A run as one row of the board, and what the board tells the one who just submitted. */
import type { Run } from '@prange/kernels/words'
import { type BoardRow, type Reason, type RungFigures, type RunFlag, type Submission } from '../contract/index.ts'

/** The part of a row that follows from the run alone. */
export type RowFigures = Omit<
  BoardRow,
  'rank' | 'runId' | 'memberId' | 'name' | 'flags' | 'ranked' | 'at' | 'seq' | 'exercise'
>

/** Sums a run up: its best speedup, throughput and efficiency, each over all rungs. */
export function rowFigures({ device, quality }: Run, figures: readonly RungFigures[]): RowFigures {
  const best = largest(figures, (rung) => rung.speedup?.value ?? -1)
  if (!best) throw new Error('A run has at least one rung.')
  const { engine, strategy, workers } = best
  const parallel = figures.filter((rung) => rung.workers > 1 && rung.strategy !== 'sequential')
  return {
    engine,
    strategy,
    workers,
    speedup: best.speedup?.value ?? null,
    speedupLow: best.speedup?.low ?? null,
    speedupHigh: best.speedup?.high ?? null,
    throughput: Math.max(...figures.map((rung) => rung.throughput.value)),
    efficiency: largest(parallel, (rung) => rung.efficiency?.value ?? -1)?.efficiency?.value ?? null,
    rungs: figures.flatMap(({ engine, strategy, workers, speedup }) =>
      speedup ? [{ engine, strategy, workers, speedup: speedup.value }] : [],
    ),
    cores: device.cores,
    browser: device.browser,
    browserMajor: device.browserMajor,
    os: device.os,
    isolated: device.isolated,
    quality,
  }
}

export type Verdict = 'flagged' | 'cleared' | null

/** A host's word stands above the checks; `unverified` alone counts only where the host does not allow it. */
export function isRanked(flags: readonly RunFlag[], verdict: Verdict, allowUnverified: boolean): boolean {
  if (verdict !== null) return verdict === 'cleared'
  return flags.every((flag) => flag === 'unverified' && allowUnverified)
}

/** Flags as shown: the host's own among them, none when the host cleared the run. */
export function shownFlags(flags: readonly RunFlag[], verdict: Verdict): RunFlag[] {
  if (verdict === 'cleared') return []
  return verdict === 'flagged' ? [...flags, 'host'] : [...flags]
}

/** The reply to a submission, from the rows of its exercise (this run among them). One pass: no sorting for a rank. */
export function submissionOf(row: BoardRow, reasons: readonly Reason[], rows: readonly BoardRow[]): Submission {
  const best = new Map<string, number>()
  for (const { memberId, ranked, speedup } of rows) {
    if (ranked && speedup !== null) best.set(memberId, Math.max(speedup, best.get(memberId) ?? 0))
  }
  const speedups = [...best.values()]
  const mine = best.get(row.memberId)
  return {
    id: row.runId,
    rank: mine === undefined ? null : rankOf(mine, speedups),
    of: speedups.length,
    speedup: row.speedup,
    speedupLow: row.speedupLow,
    speedupHigh: row.speedupHigh,
    flags: row.flags,
    ranked: row.ranked,
    reasons: [...reasons],
    next: mine === undefined ? null : nextUp(mine, speedups),
  }
}

/** Equal figures share a rank, as in `rankRows`. */
const rankOf = (speedup: number, speedups: readonly number[]) => 1 + speedups.filter((other) => other > speedup).length

/** The nearest figure above, and by how much. */
function nextUp(mine: number, speedups: readonly number[]): Submission['next'] {
  const speedup = Math.min(...speedups.filter((other) => other > mine))
  if (!Number.isFinite(speedup) || mine === 0) return null
  const rank = rankOf(speedup, speedups)
  const gain = Math.ceil((speedup / mine - 1) * 100)
  return {
    rank,
    speedup,
    text: `${gain} % more speedup reaches rank ${rank} (${figure(speedup)}×; yours is ${figure(mine)}×).`,
  }
}

const figure = (speedup: number) => (speedup < 100 ? speedup.toFixed(1) : Math.round(speedup).toString())

function largest<Item>(items: readonly Item[], size: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>((best, item) => (best && size(best) >= size(item) ? best : item), undefined)
}
