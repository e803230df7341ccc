/** The board: one row for a run, and the order of rows, which server and page share. */
import * as v from 'valibot'
import { ReasonSchema, RunFlagSchema } from './figures.ts'
import { EngineSchema, ExerciseSchema, StrategySchema } from './run.ts'
import { BROWSERS, OPERATING_SYSTEMS, QUALITY_FLAGS } from './words.ts'

export const SORTS = ['speedup', 'throughput', 'efficiency'] as const
export type Sort = (typeof SORTS)[number]

export const BoardRowSchema = v.object({
  /** 1 for the best; equal figures share a rank; null for a run that is not ranked. */
  rank: v.nullable(v.number()),
  runId: v.string(),
  memberId: v.string(),
  name: v.string(),
  exercise: ExerciseSchema,
  /** The rung with the run's best speedup. */
  engine: EngineSchema,
  strategy: StrategySchema,
  workers: v.number(),
  /** Best speedup of the run with its 95 % interval; null when the run has no baseline. */
  speedup: v.nullable(v.number()),
  speedupLow: v.nullable(v.number()),
  speedupHigh: v.nullable(v.number()),
  /** Best throughput of any rung, items a second. */
  throughput: v.number(),
  /** Best efficiency of a rung with two or more workers. */
  efficiency: v.nullable(v.number()),
  /**
   * Every rung's speedup over the run's baseline: the class's scaling curves (over the row's engine's own sequential
   * rung), and its median of one rung beside what the deck claims.
   */
  rungs: v.array(
    v.object({ engine: EngineSchema, strategy: StrategySchema, workers: v.number(), speedup: v.number() }),
  ),
  cores: v.number(),
  browser: v.picklist(BROWSERS),
  browserMajor: v.number(),
  os: v.picklist(OPERATING_SYSTEMS),
  isolated: v.boolean(),
  quality: v.array(v.picklist(QUALITY_FLAGS)),
  flags: v.array(RunFlagSchema),
  /** False for a run that is flagged (`unverified` counts only while the host does not allow it). */
  ranked: v.boolean(),
  at: v.number(),
  /** Counts the runs of a class in the order they were accepted. */
  seq: v.number(),
})
export type BoardRow = v.InferOutput<typeof BoardRowSchema>

export const LeaderboardSchema = v.object({
  exercise: v.nullable(ExerciseSchema),
  sort: v.picklist(SORTS),
  /** Ranked rows in all. */
  of: v.number(),
  rows: v.array(BoardRowSchema),
  nextCursor: v.nullable(v.string()),
})
export type Leaderboard = v.InferOutput<typeof LeaderboardSchema>

export const LeaderboardQuerySchema = v.object({
  /** Left out: the exercise of the latest run. */
  exercise: v.optional(ExerciseSchema),
  sort: v.optional(v.picklist(SORTS), 'speedup'),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^(1000|[1-9]\d{0,2})$/, 'must be a whole number from 1 to 1000')),
    '100',
  ),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** `best` (one ranked run a member) or `all`. */
  runs: v.optional(v.picklist(['best', 'all']), 'best'),
})

export const SubmissionSchema = v.object({
  id: v.string(),
  /** Rank of the member's best run; null while none of theirs is ranked. */
  rank: v.nullable(v.number()),
  /** Members ranked in this exercise. */
  of: v.number(),
  /** Best speedup of this run. */
  speedup: v.nullable(v.number()),
  speedupLow: v.nullable(v.number()),
  speedupHigh: v.nullable(v.number()),
  flags: v.array(RunFlagSchema),
  /** Whether this run counts; one that is flagged does not. */
  ranked: v.boolean(),
  /** Why, in sentences. */
  reasons: v.array(ReasonSchema),
  /** What would move the member up. */
  next: v.nullable(v.object({ rank: v.number(), speedup: v.number(), text: v.string() })),
})
export type Submission = v.InferOutput<typeof SubmissionSchema>

/** What of a row decides its place. */
export type Placing = Pick<BoardRow, 'ranked' | 'seq' | Sort>

/**
 * The board's order, a total one: ranked before unranked, then the larger figure, then who was there first.
 * A run without the figure sorted by comes after those with one.
 */
export function compareRows(sort: Sort): (a: Placing, b: Placing) => number {
  return (a, b) =>
    Number(isPlaced(b, sort)) - Number(isPlaced(a, sort)) ||
    Number(b.ranked) - Number(a.ranked) ||
    (b[sort] ?? -1) - (a[sort] ?? -1) ||
    a.seq - b.seq
}

/** Whether a row gets a rank at all under this order. */
export const isPlaced = (row: Placing, sort: Sort): boolean => row.ranked && row[sort] !== null

/**
 * Rows of one exercise as the board shows them: sorted, ranked 1, 2, 2, 4, and with `best` one ranked run and one
 * unranked run a member at most, each their best.
 */
export function rankRows(rows: readonly BoardRow[], sort: Sort, runs: 'best' | 'all' = 'best'): BoardRow[] {
  const sorted = rows.toSorted(compareRows(sort))
  const seen = new Set<string>()
  let placed = 0
  let last: { value: number | null; rank: number } | undefined
  return sorted.flatMap((row): BoardRow[] => {
    const place = isPlaced(row, sort)
    const key = `${row.memberId} ${place}`
    const repeat = seen.has(key)
    seen.add(key)
    if (repeat) return runs === 'best' ? [] : [{ ...row, rank: null }]
    if (!place) return [{ ...row, rank: null }]
    placed += 1
    if (last?.value !== row[sort]) last = { value: row[sort], rank: placed }
    return [{ ...row, rank: last.rank }]
  })
}

/** The rows a board can need under any order and any filter, by what its filters can tell apart. */
export type NeededRows = Map<string, readonly BoardRow[]>

/**
 * Puts a row among those a board can need: of each member, ranked and not, on each kind of device and engine, the best by
 * each figure, and of equals the first. `bestRows` in the store says the same in SQL.
 */
export function placeRow(needed: NeededRows, row: BoardRow) {
  const { exercise, memberId, ranked, cores, browser, engine } = row
  const group = [exercise, memberId, ranked, cores, browser, engine].join(' ')
  const rows = [...(needed.get(group) ?? []), row]
  const best = SORTS.map((sort) => {
    const compare = compareRows(sort)
    return rows.reduce((first, other) => (compare(other, first) < 0 ? other : first))
  })
  needed.set(group, [...new Set(best)])
}
