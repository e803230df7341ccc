/**
 * Polynomial loop folding: `for i in range(…): total += polynomial(i)` has a closed form, computed modulo 2⁶⁴ like the
 * loop itself (LLVM does the same to Numba's). With f(k) the term of round k and Δʲ its j-th difference at 0,
 *
 *     Σ_{k<n} f(k) = Σ_j Δʲf(0) · C(n, j + 1)
 *
 * and a polynomial of degree d has no differences beyond the d-th.
 */
import type { For, Func, Local, S, X } from '../ir.ts'
import { get, i64, mapStatements, mapX, op, select, set } from '../ir.ts'
import type { Rewrite } from './rewrite.ts'

/** Binomials C(n, j) are built here for j ≤ 4. */
const HIGHEST_DEGREE = 3

export const foldSums: Rewrite = {
  name: 'fold-sums',
  sentence: 'A loop that only adds up a polynomial of its counter becomes the closed formula, modulo 2⁶⁴.',
  apply(functions) {
    let changes = 0
    const change = (s: S): S[] => {
      const folded = s.k === 'for' ? foldLoop(s) : undefined
      if (folded) changes++
      return folded ?? [s]
    }
    const rewritten = functions.map((func): Func => ({ ...func, body: mapStatements(func.body, change) }))
    return { functions: rewritten, changes }
  },
}

function foldLoop(loop: For): S[] | undefined {
  // Copies of the counter (the Python variable) stand for it; one statement per accumulator is left.
  const copies = new Set<Local>([loop.counter])
  const sums: { local: Local; term: X; negative: boolean }[] = []
  for (const s of loop.body) {
    if (s.k === 'note') continue
    if (s.k !== 'set' || s.local.type !== 'i64') return undefined
    if (s.value.k === 'get' && copies.has(s.value.local)) {
      copies.add(s.local)
      continue
    }
    const { value, local } = s
    if (value.k !== 'op' || (value.op !== 'i64.add' && value.op !== 'i64.sub')) return undefined
    const [a, b] = value.args
    if (!a || !b) return undefined
    const self = (x: X) => x.k === 'get' && x.local === local
    if (self(a)) sums.push({ local, term: b, negative: value.op === 'i64.sub' })
    else if (self(b) && value.op === 'i64.add') sums.push({ local, term: a, negative: false })
    else return undefined
  }
  if (sums.length === 0) return undefined
  const totals = new Set(sums.map(({ local }) => local))
  if (totals.size !== sums.length || [...totals].some((local) => copies.has(local))) return undefined
  const degrees = sums.map(({ term }) => degreeOf(term, copies, totals))
  if (degrees.some((degree) => degree === undefined || degree > HIGHEST_DEGREE)) return undefined

  const out: S[] = []
  const keep = (x: X, name: string): X => {
    const local: Local = { name, type: 'i64' }
    out.push(set(local, x))
    return get(local)
  }
  const [from, to] = [keep(loop.from, 'from'), keep(loop.to, 'to')]
  const { some, rounds } = roundsOf(from, to, loop.step)
  const n = keep(select(some, rounds, i64(0)), 'n')
  const choose = binomials(n, Math.max(...degrees.map((degree) => degree ?? 0)) + 1, keep)
  const at = (k: number): X => op('i64.add', from, i64(BigInt(k) * loop.step))
  sums.forEach(({ local, term, negative }, index) => {
    const degree = degrees[index] ?? 0
    let row = Array.from({ length: degree + 1 }, (_, k) => keep(substitute(term, copies, at(k)), `f${k}`))
    let sum: X = i64(0)
    for (let j = 0; j <= degree; j++) {
      const [difference] = row
      const count = choose[j]
      if (difference && count) sum = op('i64.add', sum, op('i64.mul', difference, count))
      row = row.slice(1).map((x, k) => keep(op('i64.sub', x, row[k] ?? x), 'difference'))
    }
    out.push(set(local, op(negative ? 'i64.sub' : 'i64.add', get(local), sum)))
  })
  const last = op('i64.add', from, op('i64.mul', op('i64.sub', n, i64(1)), i64(loop.step)))
  for (const copy of copies) out.push(set(copy, select(some, last, get(copy))))
  return [{ k: 'note', text: 'a loop that added up a polynomial' }, ...out]
}

/** Whether a loop between these bounds has any rounds, and if so how many. */
export function roundsOf(from: X, to: X, step: bigint): { some: X; rounds: X } {
  const up = step > 0n
  const distance = up ? op('i64.sub', to, from) : op('i64.sub', from, to)
  return {
    some: op(up ? 'i64.lt_s' : 'i64.gt_s', from, to),
    // Unsigned: a distance may use all 64 bits.
    rounds: op('i64.add', op('i64.div_u', op('i64.sub', distance, i64(1)), i64(up ? step : -step)), i64(1)),
  }
}

/** Degree of a polynomial in the counter with coefficients the loop does not change, or undefined. */
function degreeOf(x: X, copies: ReadonlySet<Local>, totals: ReadonlySet<Local>): number | undefined {
  if (x.k === 'const') return 0
  if (x.k === 'get') return totals.has(x.local) ? undefined : copies.has(x.local) ? 1 : 0
  if (x.k !== 'op' || x.type !== 'i64') return undefined
  const [a, b] = x.args.map((arg) => degreeOf(arg, copies, totals))
  if (a === undefined || b === undefined) return undefined
  if (x.op === 'i64.add' || x.op === 'i64.sub') return Math.max(a, b)
  if (x.op === 'i64.mul') return a + b
  return undefined
}

const substitute = (x: X, copies: ReadonlySet<Local>, value: X): X =>
  mapX(x, (each) => (each.k === 'get' && copies.has(each.local) ? value : each))

/** C(n, 1) … C(n, most) modulo 2⁶⁴: powers of two are divided out before multiplying, odd divisors by their inverse. */
function binomials(n: X, most: number, keep: (x: X, name: string) => X): X[] {
  const minus = (k: number): X => op('i64.sub', n, i64(k))
  const result: X[] = [n]
  const even = (x: X): X => op('i64.eqz', op('i64.and', x, i64(1)))
  const half = (x: X): X => op('i64.shr_u', x, i64(1))
  /** The even one of two neighbours halved, and the other. */
  const pair = (x: X, next: X) => ({
    halved: keep(select(even(x), half(x), half(next)), 'half'),
    other: keep(select(even(x), next, x), 'odd'),
  })
  if (most >= 2) {
    const first = pair(n, minus(1))
    const two = keep(op('i64.mul', first.halved, first.other), 'C2')
    result.push(two)
    if (most >= 3) result.push(keep(op('i64.mul', op('i64.mul', two, minus(2)), i64(THIRD)), 'C3'))
    if (most >= 4) {
      // n(n−1)(n−2)(n−3)/24: of the two halves one is even again.
      const second = pair(minus(2), minus(3))
      const quarter = keep(
        select(
          even(first.halved),
          op('i64.mul', half(first.halved), second.halved),
          op('i64.mul', first.halved, half(second.halved)),
        ),
        'quarter',
      )
      result.push(
        keep(op('i64.mul', op('i64.mul', op('i64.mul', quarter, first.other), second.other), i64(THIRD)), 'C4'),
      )
    }
  }
  return result
}

/** 3 · THIRD = 1 modulo 2⁶⁴. */
const THIRD = 0xaaaaaaaaaaaaaaabn
