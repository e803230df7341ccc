/** One page of the leaderboard. A cursor is the place of a row in the board's total order, so new rows shift nothing. */
import * as v from 'valibot'
import { compareRows, rankRows, type BoardRow, type Leaderboard, type Placing, type Sort } from '../contract/index.ts'
import { done, refused, type Outcome } from './faults.ts'

export interface PageQuery {
  exercise: BoardRow['exercise'] | undefined
  sort: Sort
  limit: number
  cursor: string | undefined
  runs: 'best' | 'all'
}

const CursorSchema = v.tuple([v.boolean(), v.nullable(v.number()), v.number()])

export function pageOf(rows: readonly BoardRow[], query: PageQuery & { exercise: BoardRow['exercise'] }) {
  const { exercise, sort, limit, cursor, runs } = query
  const ranked = rankRows(rows, sort, runs)
  const after = cursor === undefined ? undefined : readCursor(cursor, sort)
  if (cursor !== undefined && !after) {
    const errors = [{ path: 'cursor', message: 'must be a nextCursor of this leaderboard' }]
    return refused('bad-request', 'The cursor is not one of ours.', { errors })
  }
  const compare = compareRows(sort)
  const rest = after ? ranked.filter((row) => compare(after, row) < 0) : ranked
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const board: Leaderboard = {
    exercise,
    sort,
    of: ranked.filter(({ rank }) => rank !== null).length,
    rows: page,
    nextCursor: last && rest.length > page.length ? writeCursor(last, sort) : null,
  }
  return done(board) satisfies Outcome<Leaderboard>
}

const writeCursor = (row: BoardRow, sort: Sort) => btoa(JSON.stringify([row.ranked, row[sort], row.seq]))

function readCursor(cursor: string, sort: Sort): Placing | undefined {
  try {
    const [ranked, value, seq] = v.parse(CursorSchema, JSON.parse(atob(cursor)))
    return { speedup: null, throughput: 0, efficiency: null, ranked, [sort]: value, seq }
  } catch {
    // Not base64, not JSON or not this tuple: somebody else's text.
    return undefined
  }
}
