/**
 * Range-proved checks away: a loop's counter lies between its bounds, and so does what is computed from it. Where that
 * shows an index inside its array, or a remainder's sign, the check or the correction goes.
 */
import type { For, Func, Local, S, X } from '../ir.ts'
import { i64, mapX, op, set, writesIn } from '../ir.ts'
import type { Rewrite } from './rewrite.ts'

interface Range {
  low: bigint
  high: bigint
}

const MIN = -(2n ** 63n)
const MAX = 2n ** 63n - 1n

export const proveRanges: Rewrite = {
  name: 'prove-ranges',
  sentence: 'Index checks and corrections of signs go where the bounds of a loop prove them needless.',
  apply(functions) {
    let changes = 0
    const count = () => void changes++
    return { functions: functions.map((func): Func => ({ ...func, body: inFunction(func, count) })), changes }
  },
}

function inFunction(func: Func, changed: () => void): S[] {
  const writes = writesIn(func.body)
  const params = new Set(func.params)
  const single = (local: Local) => writes.get(local) === 1 && !params.has(local)
  const ranges = new Map<Local, Range>()

  const rangeOf = (x: X): Range | undefined => {
    switch (x.k) {
      case 'const':
        return x.type === 'i64' ? { low: BigInt(x.value), high: BigInt(x.value) } : undefined
      case 'get':
        return ranges.get(x.local)
      case 'op':
        return operatorRange(x.op, x.args, rangeOf)
      case 'load':
        return x.op === 'i64.load8_u' ? { low: 0n, high: 255n } : undefined
      case 'select': {
        const [a, b] = [rangeOf(x.then), rangeOf(x.otherwise)]
        return a && b ? { low: a.low < b.low ? a.low : b.low, high: a.high > b.high ? a.high : b.high } : undefined
      }
      default:
        return undefined
    }
  }
  const simplify = (x: X): X =>
    mapX(x, (each) => {
      if (each.k !== 'op') return each
      const unsigned = UNSIGNED[each.op]
      if (unsigned !== undefined) {
        // A division by a constant without signs takes three instructions fewer.
        const [dividend, divisor] = each.args
        if (divisor?.k !== 'const' || BigInt(divisor.value) <= 0n || !dividend || (rangeOf(dividend)?.low ?? -1n) < 0n)
          return each
        changed()
        return { ...each, op: unsigned }
      }
      if (each.op !== 'i64.and') return each
      // `(r >> 63) & divisor`, the correction of a remainder, is nothing where r ≥ 0.
      const [shift] = each.args
      if (shift?.k !== 'op' || shift.op !== 'i64.shr_s') return each
      const [value, by] = shift.args
      const range = value && rangeOf(value)
      if (by?.k !== 'const' || by.value !== 63n || !range || range.low < 0n) return each
      changed()
      return i64(0)
    })
  const simplifyShift = (x: X): X => mapX(simplify(x), (each) => (each.k === 'op' ? op(each.op, ...each.args) : each))

  const visit = (body: readonly S[]): S[] =>
    body.flatMap((s): S[] => {
      switch (s.k) {
        case 'set': {
          const value = simplifyShift(s.value)
          const range = single(s.local) ? rangeOf(value) : undefined
          if (range) ranges.set(s.local, range)
          return [{ ...s, value }]
        }
        case 'for':
          return [visitLoop(s)]
        case 'if':
          return [{ ...s, test: simplifyShift(s.test), then: visit(s.then), otherwise: visit(s.otherwise) }]
        case 'block':
        case 'loop':
          return [{ ...s, body: visit(s.body) }]
        case 'bound': {
          const range = rangeOf(s.index)
          const length = rangeOf(s.length)
          if (!range || !length || range.low < 0n || range.high >= length.low) {
            if (range && single(s.into) && range.low >= 0n) ranges.set(s.into, range)
            return [s]
          }
          changed()
          if (single(s.into)) ranges.set(s.into, range)
          return [set(s.into, s.index)]
        }
        default:
          return [s]
      }
    })
  const visitLoop = (loop: For): For => {
    if (single(loop.counter)) {
      const [from, to] = [rangeOf(loop.from), rangeOf(loop.to)]
      const up = loop.step > 0n
      const low = up ? (from?.low ?? MIN) : to ? to.low + 1n : MIN
      const high = up ? (to ? to.high - 1n : MAX - 1n) : (from?.high ?? MAX)
      ranges.set(loop.counter, { low, high })
    }
    return { ...loop, body: visit(loop.body) }
  }
  return visit(func.body)
}

/** The same where neither side is negative. */
const UNSIGNED: Readonly<Record<string, string>> = { 'i64.rem_s': 'i64.rem_u', 'i64.div_s': 'i64.div_u' }

const sameValue = (a: X, b: X): boolean =>
  (a.k === 'get' && b.k === 'get' && a.local === b.local) || (a.k === 'const' && b.k === 'const' && a.value === b.value)

/** Undefined where a result may leave 64 bits: then it wraps and may be anything. */
function operatorRange(name: string, args: readonly X[], rangeOf: (x: X) => Range | undefined): Range | undefined {
  const [x, y] = args
  if (name === 'i64.extend_i32_u') return { low: 0n, high: 2n ** 32n - 1n }
  const a = x && rangeOf(x)
  const b = y && rangeOf(y)
  if (name === 'i64.and') {
    const mask = [a, b].find((range) => range && range.low === range.high && range.low >= 0n)
    return mask ? { low: 0n, high: mask.high } : undefined
  }
  if (!b) return undefined
  if (name === 'i64.rem_u' && (a?.low ?? -1n) < 0n) return undefined
  if ((name === 'i64.rem_s' || name === 'i64.rem_u') && b.low === b.high && b.low > 0n) {
    const most = b.low - 1n
    return a && a.low >= 0n ? { low: 0n, high: a.high < most ? a.high : most } : { low: -most, high: most }
  }
  if (!a) return undefined
  const corners = (f: (p: bigint, q: bigint) => bigint): Range | undefined => {
    const values = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)]
    const low = values.reduce((m, v) => (v < m ? v : m))
    const high = values.reduce((m, v) => (v > m ? v : m))
    return low < MIN || high > MAX ? undefined : { low, high }
  }
  switch (name) {
    case 'i64.add':
      return corners((p, q) => p + q)
    case 'i64.sub':
      return corners((p, q) => p - q)
    case 'i64.mul':
      // The square of one number is not negative, whatever its sign.
      return x && y && sameValue(x, y) && a.low < 0n ? undefined : corners((p, q) => p * q)
    case 'i64.shr_s':
      return b.low === b.high && b.low >= 0n && b.low < 64n ? { low: a.low >> b.low, high: a.high >> b.low } : undefined
    case 'i64.div_u':
      return a.low >= 0n && b.low > 0n ? corners((p, q) => p / q) : undefined
    case 'i64.div_s':
      return b.low > 0n ? corners((p, q) => p / q) : undefined
    default:
      return undefined
  }
}
