/**
 * What a page knows of a class, kept up to date by live messages. Pure: a message and a state give the next state; the
 * order and the ranks come from the contract, so that page and server never disagree.
 */
import {
  placeRow,
  rankRows,
  type BoardRow,
  type ClassInfo,
  type LiveMessage,
  type NeededRows,
  type Sort,
} from '@prange/api/contract'
import type { Exercise } from '@prange/kernels/words'

export interface BoardState {
  info: ClassInfo | undefined
  /** Whether the rows are known at all; until then an empty board says nothing. */
  loaded: boolean
  /** By run id. */
  rows: ReadonlyMap<string, BoardRow>
  /** Everything up to this number has been seen; asked for on reconnecting. */
  seq: number | undefined
}

export const EMPTY_BOARD: BoardState = { info: undefined, loaded: false, rows: new Map(), seq: undefined }

/** The state after a message. Rows are upserted, so a message that comes twice changes nothing. */
export function applyMessage(state: BoardState, message: LiveMessage): BoardState {
  switch (message.type) {
    case 'snapshot':
      return {
        info: message.class,
        loaded: true,
        rows: withRows(message.complete ? new Map() : state.rows, message.rows),
        seq: message.seq,
      }
    case 'run':
      return {
        ...state,
        info: state.info && { ...state.info, exercises: latestFirst(state.info.exercises, message.rows) },
        rows: withRows(state.rows, message.rows),
        seq: message.seq,
      }
    case 'removed': {
      const runs = new Set(message.runIds)
      const members = new Set(message.memberIds)
      const left = [...state.rows].filter(([id, row]) => !runs.has(id) && !members.has(row.memberId))
      return { ...state, rows: new Map(left), seq: message.seq }
    }
    case 'state':
      return { ...state, info: message.class }
    case 'members':
      return { ...state, info: state.info && { ...state.info, memberCount: message.memberCount } }
    default:
      return message satisfies never
  }
}

/** The state without the runs that no board of best runs can need: a class makes thousands in an hour. */
export function onlyNeeded(state: BoardState): BoardState {
  const needed: NeededRows = new Map()
  for (const row of state.rows.values()) placeRow(needed, row)
  return { ...state, rows: withRows(new Map(), [...needed.values()].flat()) }
}

/** The state with rows that were asked for; a row the line has brought is the newer one and stays. */
export const withMore = (state: BoardState, rows: readonly BoardRow[]): BoardState => ({
  ...state,
  rows: new Map([...withRows(new Map(), rows), ...state.rows]),
})

/** The state as the server told it on asking, without a line: what is missing there is gone. */
export const asAsked = (state: BoardState, info: ClassInfo, rows: readonly BoardRow[]): BoardState => ({
  ...state,
  info,
  loaded: true,
  rows: withRows(new Map(), rows),
})

/** What somebody looks at: one exercise, an order, and filters; a filter left out lets all through. */
export interface View {
  exercise: Exercise
  sort: Sort
  runs: 'best' | 'all'
  cores?: number
  browser?: BoardRow['browser']
  engine?: BoardRow['engine']
}

/** The rows of a view, ranked among themselves. */
export function rowsOf(rows: Iterable<BoardRow>, view: View): BoardRow[] {
  const chosen = [...rows].filter(
    (row) =>
      row.exercise === view.exercise &&
      (view.cores === undefined || row.cores === view.cores) &&
      (view.browser === undefined || row.browser === view.browser) &&
      (view.engine === undefined || row.engine === view.engine),
  )
  return rankRows(chosen, view.sort, view.runs)
}

/** The values each filter can take among these rows, in reading order. */
export function filtersOf(rows: Iterable<BoardRow>, exercise: Exercise) {
  const of = [...rows].filter((row) => row.exercise === exercise)
  const each = <Value>(value: (row: BoardRow) => Value) => [...new Set(of.map(value))]
  return {
    cores: each((row) => row.cores).sort((a, b) => a - b),
    browsers: each((row) => row.browser).sort(),
    engines: each((row) => row.engine).sort(),
  }
}

/** Exercises with rows, the one with the latest run first: that run itself may not be among the rows. */
export function exercisesOf({ info, rows }: BoardState): Exercise[] {
  const shown = new Set([...rows.values()].map(({ exercise }) => exercise))
  return [...new Set([...(info?.exercises ?? []), ...shown])].filter((exercise) => shown.has(exercise))
}

function withRows(before: ReadonlyMap<string, BoardRow>, rows: readonly BoardRow[]) {
  const after = new Map(before)
  for (const row of rows) after.set(row.runId, row)
  return after
}

const latestFirst = (exercises: readonly Exercise[], rows: readonly BoardRow[]) => [
  ...new Set([...rows.map(({ exercise }) => exercise).reverse(), ...exercises]),
]
