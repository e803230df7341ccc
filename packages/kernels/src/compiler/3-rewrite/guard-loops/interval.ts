/**
 * Between what a whole number lies, told by expressions that a loop does not change: `i` runs from `from` to `to − 1`, so
 * `i − 1` lies between `from − 1` and `to − 2`. Sums are exact modulo 2⁶⁴; whoever has seen that both ends lie within an
 * array's length knows the number does, too.
 */
import type { X } from '../../ir.ts'
import { i64, op } from '../../ir.ts'

/** `at + by`; without `at` the constant alone. */
export interface End {
  at: X | undefined
  by: bigint
}

export interface Interval {
  low: End | undefined
  high: End | undefined
  /** What must hold, each an i32, for the ends to be right. */
  needs: X[]
  /** A constant was added: the program looks beside the place it counts. */
  beside?: boolean
}

/** Constants beyond this are no offsets. */
const FAR = 2n ** 31n
/** Ends that are added or subtracted must lie below this on both sides of zero, so that nothing wraps. */
const BOUNDED = 2n ** 40n

const isBounded = (x: X): X => op('i64.le_u', op('i64.add', x, i64(BOUNDED)), i64(2n * BOUNDED))

export const isNear = (value: bigint): boolean => value <= FAR && value >= -FAR

export const between = (low: End, high: End, needs: X[] = []): Interval => ({ low, high, needs })

export const constant = (by: bigint): End => ({ at: undefined, by })

export function exactly(x: X): Interval {
  const value = x.k === 'const' ? BigInt(x.value) : undefined
  const end = value !== undefined && isNear(value) ? constant(value) : { at: x, by: 0n }
  return between(end, end)
}

/** The interval of a sum, or of a difference. */
export function sum(a: Interval, b: Interval, minus: boolean): Interval {
  const needs = [...a.needs, ...b.needs]
  const end = (p: End | undefined, q: End | undefined): End | undefined => {
    if (!p || !q) return undefined
    const by = minus ? p.by - q.by : p.by + q.by
    if (!isNear(by)) return undefined
    if (!q.at) return { at: p.at, by }
    if (!p.at && !minus) return { at: q.at, by }
    const first = p.at ?? i64(0)
    needs.push(isBounded(first), isBounded(q.at))
    return { at: op(minus ? 'i64.sub' : 'i64.add', first, q.at), by }
  }
  const beside = [a, b].some((each) => each.beside === true || (each.low === each.high && !each.low?.at))
  const low = end(a.low, minus ? b.high : b.low)
  return { low, high: end(a.high, minus ? b.low : b.high), needs, beside }
}

/** What makes an end the number the machine works out, where a counter starts or stops there. */
export const unwrapped = (end: End | undefined): X[] => (end?.at && end.by !== 0n ? [isBounded(end.at)] : [])
