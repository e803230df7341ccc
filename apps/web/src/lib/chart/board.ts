/**
 * What the class's charts say, worked out from the same rows as the table: only ranked runs, one a member. Pure; the
 * components beside this draw it.
 */
import type { BoardRow, Sort } from '@prange/api/contract'
import type { KernelMeta } from '@prange/kernels/catalog/types'
import type { RungName } from '@prange/kernels/words'
import { fitScaling, medianInterval, type Estimate, type ScalingFit } from '@prange/kernels/stats'

export interface CoreDot {
  row: BoardRow
  cores: number
  /** Best speedup of the row's engine over its own single worker. */
  speedup: number
}

/** How much faster each member's engine got with more workers, against the cores it had. */
export function coreDots(rows: readonly BoardRow[]): CoreDot[] {
  return rows.flatMap((row) => {
    const { own, base } = ownRungs(row)
    const speedup = base === undefined ? 0 : Math.max(...own.map((rung) => rung.speedup)) / base
    return row.ranked && speedup > 0 ? [{ row, cores: row.cores, speedup }] : []
  })
}

export interface Bin {
  from: number
  to: number
  memberIds: string[]
}

export interface Distribution {
  bins: Bin[]
  median: Estimate
  count: number
}

/** Members by their figure, in up to twelve bins of equal ratio; undefined without any. */
export function distribution(rows: readonly BoardRow[], sort: Sort): Distribution | undefined {
  const placed = rows.flatMap(({ memberId, ranked, ...row }) => {
    const value = row[sort]
    return ranked && value !== null && value > 0 ? [{ memberId, value }] : []
  })
  if (placed.length === 0) return undefined
  const values = placed.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  // A single figure (or all the same) stands in the middle of one bin.
  const same = high / low < 1.001
  const count = same ? 1 : Math.min(12, Math.max(4, Math.ceil(Math.sqrt(values.length))))
  const [start, end] = same ? [low / 1.1, high * 1.1] : [low, high]
  const edge = (index: number) => start * (end / start) ** (index / count)
  const binOf = (value: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((Math.log(value / start) / Math.log(end / start)) * count)))
  const bins = Array.from({ length: count }, (_, index) => ({
    from: edge(index),
    to: edge(index + 1),
    memberIds: placed.filter(({ value }) => binOf(value) === index).map(({ memberId }) => memberId),
  }))
  return { bins, median: medianInterval(values), count: values.length }
}

export interface ScalingPoint {
  workers: number
  speedup: number
}

export interface ClassScaling {
  curves: { memberId: string; name: string; points: ScalingPoint[] }[]
  /** Amdahl's law through everybody's points; undefined where too few numbers of workers were tried. */
  fit: ScalingFit | undefined
}

/** Everybody's scaling curve, and the law through all of them. */
export function classScaling(rows: readonly BoardRow[]): ClassScaling {
  const curves = rows
    .filter(({ ranked }) => ranked)
    .map((row) => ({ memberId: row.memberId, name: row.name, points: curveOf(row) }))
    .filter(({ points }) => points.length > 1)
  const points = curves.flatMap((curve) => curve.points)
  const result = fitScaling(
    'amdahl',
    points.map(({ workers, speedup }) => ({ workers, throughput: speedup })),
  )
  return { curves, fit: result.fitted ? result.fit : undefined }
}

/** The row's engine, spread as in its best rung, over its own sequential rung; other strategies are other curves. */
function curveOf(row: BoardRow): ScalingPoint[] {
  const { own, base } = ownRungs(row)
  if (base === undefined) return []
  const spread = own.filter((rung) => rung.strategy === row.strategy && rung.workers > 1)
  return [
    { workers: 1, speedup: 1 },
    ...spread.map(({ workers, speedup }) => ({ workers, speedup: speedup / base })),
  ].sort((a, b) => a.workers - b.workers)
}

/** The rungs of the row's engine, and the speedup of its sequential one, where the run has it. */
function ownRungs({ engine, rungs }: BoardRow) {
  const own = rungs.filter((rung) => rung.engine === engine)
  return { own, base: own.find((rung) => rung.strategy === 'sequential')?.speedup }
}

export interface ClaimCheck {
  /** The rung it is about; the deck may say the same of two. */
  rung: RungName
  /** The deck's sentence. */
  text: string
  claimed: number
  /** The class's median of the same rung with its interval; undefined while nobody ran it. */
  measured: Estimate | undefined
  /** How many runs the median is of. */
  count: number
}

/** What the deck claims of an exercise's rungs, beside the class's medians of the same rungs. */
export function claimChecks(rows: readonly BoardRow[], { rungs }: Pick<KernelMeta, 'rungs'>): ClaimCheck[] {
  return rungs.flatMap(({ engine, strategy, claim }) => {
    if (!claim) return []
    const rung: RungName = `${engine}/${strategy}`
    const values = rows.flatMap((row) => (row.ranked ? ratioIn(row, rung, claim.over) : []))
    const measured = values.length > 0 ? medianInterval(values) : undefined
    return [{ rung, text: claim.text, claimed: claim.speedup, measured, count: values.length }]
  })
}

/** The run's best speedup of one rung over another: one value, or none where one of them was not run. */
function ratioIn(row: BoardRow, rung: string, over: string): number[] {
  const best = (name: string) =>
    Math.max(0, ...row.rungs.filter((each) => `${each.engine}/${each.strategy}` === name).map(({ speedup }) => speedup))
  const [above, below] = [best(rung), best(over)]
  return above > 0 && below > 0 ? [above / below] : []
}
