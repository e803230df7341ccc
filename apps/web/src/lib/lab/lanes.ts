/** The lanes of a run: who ran and who waited, when. Pure: events in, spans and sums out. */
import type { LaneChange, LaneKind, LaneState } from '@prange/kernels/python'

/** One stretch of time in one state; the last one of a live lane has no end yet. */
export interface Span {
  state: Exclude<LaneState, 'ended'>
  fromMs: number
  toMs?: number
}

export interface Lane {
  id: number
  kind: LaneKind
  name: string
  spans: Span[]
  ended: boolean
}

/** Keeps the lanes of one run. */
export interface LaneBook {
  /** Applies changes in the order they happened; returns the lanes as they stand. */
  apply(changes: readonly LaneChange[]): Lane[]
  clear(): void
}

export function createLaneBook(): LaneBook {
  const lanes = new Map<number, Lane>()
  return {
    apply(changes) {
      for (const change of changes) {
        const lane = lanes.get(change.lane) ?? open(change)
        lanes.set(lane.id, lane)
        enter(lane, change)
      }
      return [...lanes.values()]
    },
    clear: () => lanes.clear(),
  }
}

const open = ({ lane, kind, name }: LaneChange): Lane => ({ id: lane, kind, name, spans: [], ended: false })

function enter(lane: Lane, { state, atMs }: LaneChange): void {
  const current = lane.spans.at(-1)
  if (current && current.toMs === undefined) {
    if (current.state === state) return
    current.toMs = atMs
  }
  if (state === 'ended') lane.ended = true
  else lane.spans.push({ state, fromMs: atMs })
}

/** Milliseconds a lane spent in a state up to `nowMs`. */
export function timeIn(lane: Lane, state: Span['state'], nowMs: number): number {
  return lane.spans.reduce(
    (sum, span) => (span.state === state ? sum + Math.max(0, (span.toMs ?? nowMs) - span.fromMs) : sum),
    0,
  )
}

/**
 * A lane as `columns` shares of 0…1: how much of each column's time it was in `state`. What a screen can show of a
 * thread that was switched two hundred times a second.
 */
export function sharesOf(lane: Lane, state: Span['state'], nowMs: number, columns: number): Float64Array {
  const shares = new Float64Array(columns)
  const width = nowMs / columns
  if (!(width > 0)) return shares
  for (const span of lane.spans) {
    if (span.state !== state) continue
    const to = Math.min(span.toMs ?? nowMs, nowMs)
    const last = Math.min(columns - 1, Math.floor(to / width))
    for (let column = Math.floor(span.fromMs / width); column <= last; column++) {
      const overlap = Math.min(to, (column + 1) * width) - Math.max(span.fromMs, column * width)
      shares[column] = Math.min(1, (shares[column] ?? 0) + Math.max(0, overlap) / width)
    }
  }
  return shares
}
