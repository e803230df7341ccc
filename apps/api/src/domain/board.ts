/** A run as one row of the board, and what the board tells the one who just submitted. */
import type { Run } from '@prange/kernels/words'
import {
  rankRows,
  type BoardRow,
  type Reason,
  type RungFigures,
  type RunFlag,
  type Submission,
} from '../contract/index.ts'

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
    scaling: figures
      .filter((rung) => rung.engine === engine && rung.efficiency !== null)
      .map((rung) => ({ workers: rung.workers, speedup: (rung.efficiency?.value ?? 0) * rung.workers })),
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

/** The reply to a submission, from the rows of its exercise (this run among them). */
export function submissionOf(row: BoardRow, reasons: readonly Reason[], rows: readonly BoardRow[]): Submission {
  const ranked = rankRows(rows, 'speedup').filter(({ rank }) => rank !== null)
  const mine = ranked.find(({ memberId }) => memberId === row.memberId)
  return {
    id: row.runId,
    rank: mine?.rank ?? null,
    of: ranked.length,
    speedup: row.speedup,
    speedupLow: row.speedupLow,
    speedupHigh: row.speedupHigh,
    flags: row.flags,
    reasons: [...reasons],
    next: mine ? nextUp(mine, ranked) : null,
  }
}

/** The nearest row above that is really faster, and by how much. */
function nextUp(mine: BoardRow, ranked: readonly BoardRow[]): Submission['next'] {
  const above = ranked.findLast((row) => (row.speedup ?? 0) > (mine.speedup ?? 0))
  if (!above || above.rank === null || above.speedup === null || !mine.speedup) return null
  const gain = Math.ceil((above.speedup / mine.speedup - 1) * 100)
  const text = `${gain} % more speedup reaches rank ${above.rank} (${figure(above.speedup)}×; yours is ${figure(mine.speedup)}×).`
  return { rank: above.rank, speedup: above.speedup, text }
}

const figure = (speedup: number) => (speedup < 100 ? speedup.toFixed(1) : Math.round(speedup).toString())

function largest<Item>(items: readonly Item[], size: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>((best, item) => (best && size(best) >= size(item) ? best : item), undefined)
}
