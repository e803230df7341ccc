/**
 * Unrolling: a loop of few instructions does several rounds before it counts on and looks whether it is done. V8 repeats
 * small loops, too, but looks in each round, and cannot see that neighbouring elements lie a constant apart:
 *
 *     for i from … to:                  for i from … to middle by 8:
 *         t += load[a + 8i]      ⟹          t += load[a + 8i];  t += load[a + 8i, 8 further];  …
 *                                       for i from middle to …:
 *                                           t += load[a + 8i]
 *
 * It helps even where each addition waits for the one before: the fewer the instructions, the more elements ahead the
 * processor asks for, also beyond the page of memory it is in.
 */
import { LOWEST_ADDRESS } from '../../runtime/index.ts'
import type { For, Func, Label, Local, S, X } from '../ir.ts'
import { bodiesOf, get, i64, mapStatements, op, select, set, sizeOf, withParts, writesIn } from '../ir.ts'
import { copyStatements } from './copy-statements.ts'
import type { Rewrite } from './rewrite.ts'

export const unrollLoops: Rewrite = {
  name: 'unroll-loops',
  sentence: 'A loop of few instructions does several rounds before it counts on and looks whether it is done.',
  apply(functions) {
    let changes = 0
    const change = (s: S): S[] => {
      const times = s.k === 'for' ? timesFor(s) : 1
      if (s.k !== 'for' || times === 1) return [s]
      changes++
      return unroll(s, times)
    }
    const rewritten = functions.map((func): Func =>
      func.library ? func : { ...func, body: mapStatements(func.body, change) },
    )
    return { functions: rewritten, changes }
  },
}

/** So many rounds at once, up to so many statements and operators: larger rounds have more to do than to count. */
const TIMES = [
  [8, 32],
  [4, 120],
] as const

function timesFor({ from, to, step, body, seldom }: For): number {
  const known = from.k === 'const' && to.k === 'const'
  if (known || seldom || (step !== 1n && step !== -1n) || body.some(hinders)) return 1
  const size = sizeOf(body)
  return TIMES.find(([, most]) => size <= most)?.[0] ?? 1
}

/** What takes longer than counting. */
const hinders = (s: S): boolean =>
  s.k === 'for' || s.k === 'loop' || s.k === 'call' || bodiesOf(s).some((list) => list.some(hinders))

function unroll(loop: For, times: number): S[] {
  const { step } = loop
  const [from, to, middle]: [Local, Local, Local] = [
    { name: 'from', type: 'i64' },
    { name: 'to', type: 'i64' },
    { name: 'middle', type: 'i64' },
  ]
  const up = step > 0n
  const distance = up ? op('i64.sub', get(to), get(from)) : op('i64.sub', get(from), get(to))
  const whole = op('i64.and', distance, i64(-times))
  const some = op(up ? 'i64.lt_s' : 'i64.gt_s', get(from), get(to))
  const isFlat = loop.body.every((s) => s.k !== 'br' && bodiesOf(s).length === 0)
  const round: S = { k: 'block', exit: loop.next, body: loop.body }
  const later = laterIn(loop)
  const body = Array.from({ length: times }, (_, index): S[] => {
    const by = BigInt(index) * step
    return isFlat ? later(loop.body, by) : copyStatements(later([round], by), (local) => local)
  }).flat()
  const next: Label = { name: 'next' }
  return [
    set(from, loop.from),
    set(to, loop.to),
    set(middle, select(some, op(up ? 'i64.add' : 'i64.sub', get(from), whole), get(from))),
    { ...loop, from: get(from), to: get(middle), step: BigInt(times) * step, body, next },
    { ...loop, from: get(middle), to: get(to), seldom: true },
  ]
}

/** What a loop does in a round whose counter is further by so much. */
function laterIn({ counter, body }: For): (list: readonly S[], by: bigint) => S[] {
  const written = writesIn(body)

  /** How much further an address is then; undefined where that is not plain. */
  const distance = (x: X, by: bigint): bigint | undefined => {
    if (x.k === 'const' || x.k === 'context') return 0n
    if (x.k === 'get') return x.local === counter ? by : written.has(x.local) ? undefined : 0n
    if (x.k !== 'op') return undefined
    const [a, b] = x.args.map((arg) => distance(arg, by))
    const factor = x.args[1]?.k === 'const' ? BigInt(x.args[1].value) : undefined
    switch (x.op.slice(4)) {
      case 'wrap_i64':
        return a
      case 'add':
        return a === undefined || b === undefined ? undefined : a + b
      case 'sub':
        return a === undefined || b === undefined ? undefined : a - b
      case 'mul':
        return a === undefined || factor === undefined ? undefined : a * factor
      case 'shl':
        return a === undefined || factor === undefined ? undefined : a << factor
      default:
        return undefined
    }
  }
  return (list, by) => {
    // What lies so little before an array's element has not wrapped round to the end of memory.
    const placed = ({ address, offset }: { address: X; offset: number }): { address: X; offset: number } => {
      const further = distance(address, by)
      return further !== undefined && further >= 0n && further <= LOWEST_ADDRESS
        ? { address, offset: offset + Number(further) }
        : { address: moved(address), offset }
    }
    const moved = (x: X): X => {
      switch (x.k) {
        case 'get':
          return x.local === counter ? op('i64.add', x, i64(by)) : x
        case 'op':
          return op(x.op, ...x.args.map(moved))
        case 'load':
          return { ...x, ...placed(x) }
        case 'select':
        case 'choose':
          return { ...x, test: moved(x.test), then: moved(x.then), otherwise: moved(x.otherwise) }
        default:
          return x
      }
    }
    const all = (inner: readonly S[]): S[] =>
      inner.map((s) => ({ ...withParts(s, moved, all), ...(s.k === 'store' && placed(s)) }))
    return all(list)
  }
}
