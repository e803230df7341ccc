/**
 * Strength reduction: a loop that adds up remainders of a polynomial of its counter divides only to begin with. For
 * p(i) = a·i² + b·i + c the remainder of the round after next follows from this one's by additions alone,
 *
 *     r(i + s) = (r(i) + d(i)) mod m,   d(i + s) = (d(i) + 2as²) mod m,   d(i) = (p(i + s) − p(i)) mod m,
 *
 * and a sum below 2m is brought under m by one subtraction. Four neighbouring rounds go side by side in one vector, so
 * s is four steps. What is left of the loop, one to four rounds, stays as it was; so does a loop whose polynomial might
 * leave 64 bits, for there the remainders follow another law.
 */
import type { For, Func, Local, S, X } from '../ir.ts'
import { get, i32, i64, mapStatements, op, select, set } from '../ir.ts'
import { roundsOf } from './fold-sums.ts'
import { hasSignOf } from './remainders.ts'
import type { Rewrite } from './rewrite.ts'

export const strengthReduction: Rewrite = {
  name: 'strength-reduction',
  sentence: 'Remainders of a polynomial of the counter are kept current by additions, four rounds at a time.',
  apply(functions) {
    let changes = 0
    const change = (s: S): S[] => {
      const reduced = s.k === 'for' ? reduceLoop(s) : undefined
      if (reduced) changes++
      return reduced ?? [s]
    }
    const rewritten = functions.map((func): Func => ({ ...func, body: mapStatements(func.body, change) }))
    return { functions: rewritten, changes }
  },
}

const LANES = [0, 1, 2, 3]
/** Fewer rounds are not worth the divisions at the start. */
const FEW = 64n
/** Two remainders below it add up within 32 bits without a sign. */
const LARGEST_MODULUS = 2n ** 31n

/** c + b·i + a·i², exactly. */
type Polynomial = [c: bigint, b: bigint, a: bigint]

/** `total += p(i) % m` */
interface Sum {
  total: Local
  negative: boolean
  polynomial: Polynomial
  modulus: bigint
}

function reduceLoop(loop: For): S[] | undefined {
  const sums = sumsOf(loop)
  if (!sums) return undefined
  const limit = sums.map(({ polynomial }) => largestExact(polynomial)).reduce((a, b) => (a < b ? a : b))
  const fits = (x: X): X =>
    x.k === 'const'
      ? i32(BigInt(x.value) <= limit && BigInt(x.value) >= -limit ? 1 : 0)
      : op('i64.le_u', op('i64.add', x, i64(limit)), i64(2n * limit))

  const out: S[] = []
  const keep = (x: X, name: string): X => {
    if (x.k === 'const') return x
    const local: Local = { name, type: x.type }
    out.push(set(local, x))
    return get(local)
  }
  const [first, to] = [keep(loop.from, 'first'), keep(loop.to, 'to')]
  const { some, rounds } = roundsOf(first, to, loop.step)
  const count = keep(rounds, 'rounds')
  const many = op('i32.and', some, op('i64.gt_u', count, i64(FEW)))
  const able = op('i32.and', op('i32.and', fits(first), fits(to)), many)
  // At least one round is left, so that the variables end as the loop leaves them.
  const blocks = keep(select(able, op('i64.shr_u', op('i64.sub', count, i64(1)), i64(2)), i64(0)), 'blocks')

  const before: S[] = []
  const body: S[] = []
  const after: S[] = []
  for (const sum of sums) {
    const vectors = vectorised(sum, first, loop.step)
    before.push(...vectors.before)
    body.push(...vectors.body)
    after.push(...vectors.after)
  }
  const block: For = {
    k: 'for',
    counter: { name: 'block', type: 'i64' },
    from: i64(0),
    to: blocks,
    step: 1n,
    body,
    next: { name: 'next' },
    exit: { name: 'exit' },
  }
  const rest = op('i64.add', first, op('i64.mul', blocks, i64(4n * loop.step)))
  return [
    ...out,
    { k: 'if', test: op('i64.ne', blocks, i64(0)), then: [...before, block, ...after], otherwise: [] },
    { ...loop, from: rest, to },
  ]
}

/** The sums of remainders that a loop consists of, or undefined if there is anything else in it. */
function sumsOf(loop: For): Sum[] | undefined {
  const known = new Map<Local, Known | undefined>([[loop.counter, { polynomial: [0n, 1n, 0n] }]])
  const sums: Sum[] = []
  for (const s of loop.body) {
    if (s.k === 'note') continue
    if (s.k !== 'set' || s.local.type !== 'i64' || known.has(s.local)) return undefined
    const { local, value } = s
    const adds = value.k === 'op' && (value.op === 'i64.add' || value.op === 'i64.sub') ? value : undefined
    const [a, b] = adds?.args ?? []
    const self = (x: X | undefined) => x?.k === 'get' && x.local === local
    const term = self(a) ? b : self(b) && adds?.op === 'i64.add' ? a : undefined
    if (!term) {
      known.set(local, knownOf(value, known))
      continue
    }
    const { polynomial, modulus } = knownOf(term, known) ?? {}
    if (!polynomial || modulus === undefined) return undefined
    sums.push({ total: local, negative: adds?.op === 'i64.sub', polynomial, modulus })
  }
  const totals = new Set(sums.map(({ total }) => total))
  const apart = totals.size === sums.length && [...totals].every((total) => !known.has(total))
  return sums.length > 0 && apart ? sums : undefined
}

/** A polynomial of the counter, or the remainder of one. */
interface Known {
  polynomial: Polynomial
  modulus?: bigint
}

function knownOf(x: X, known: ReadonlyMap<Local, Known | undefined>): Known | undefined {
  if (x.k === 'const') return x.type === 'i64' ? { polynomial: [BigInt(x.value), 0n, 0n] } : undefined
  if (x.k === 'get') return known.get(x.local)
  if (x.k !== 'op') return undefined
  const [left, right] = x.args
  const p = left && knownOf(left, known)
  if (!p || !right) return undefined
  if (p.modulus !== undefined) return hasSignOf(x, i64(p.modulus), left) ? p : undefined
  if (x.op === 'i64.rem_s' || x.op === 'i64.rem_u') {
    const modulus = right.k === 'const' ? BigInt(right.value) : 0n
    const moves = p.polynomial[1] !== 0n || p.polynomial[2] !== 0n
    return modulus > 1n && modulus <= LARGEST_MODULUS && moves ? { ...p, modulus } : undefined
  }
  const q = knownOf(right, known)
  const polynomial = q?.modulus === undefined ? q && combined(x.op, p.polynomial, q.polynomial) : undefined
  return polynomial && { polynomial }
}

function combined(name: string, p: Polynomial, q: Polynomial): Polynomial | undefined {
  switch (name) {
    case 'i64.add':
      return [p[0] + q[0], p[1] + q[1], p[2] + q[2]]
    case 'i64.sub':
      return [p[0] - q[0], p[1] - q[1], p[2] - q[2]]
    case 'i64.mul': {
      const tooHigh = p[2] * q[1] !== 0n || p[1] * q[2] !== 0n || p[2] * q[2] !== 0n
      return tooHigh ? undefined : [p[0] * q[0], p[0] * q[1] + p[1] * q[0], p[0] * q[2] + p[1] * q[1] + p[2] * q[0]]
    }
    default:
      return undefined
  }
}

/** The largest bound up to which the polynomial, on both sides of zero, stays within 64 bits: its wrapped value is its value. */
function largestExact([c, b, a]: Polynomial): bigint {
  const size = (x: bigint) => (x < 0n ? -x : x)
  const exact = (i: bigint) => size(a) * i * i + size(b) * i + size(c) < 2n ** 63n
  let [low, high] = [0n, 2n ** 62n]
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (exact(middle)) low = middle
    else high = middle - 1n
  }
  return low
}

/** One sum's vectors: made before the loop over blocks, moved on in it, added up behind it. */
function vectorised(sum: Sum, first: X, step: bigint): { before: S[]; body: S[]; after: S[] } {
  const [c, b, a] = sum.polynomial
  const m = sum.modulus
  const far = 4n * step
  const mod = (x: bigint) => ((x % m) + m) % m
  const [r, d, part]: [Local, Local, Local] = [
    { name: 'remainders', type: 'v128' },
    { name: 'differences', type: 'v128' },
    { name: 'part', type: 'v128' },
  ]
  const before: S[] = [set(part, op('i64x2.splat', i64(0)))]
  // What the remainders, and their differences, are at first, lane by lane: a quadratic or linear function of the round.
  const slope: Polynomial = [a * far * far + b * far, 2n * a * far, 0n]
  for (const [vector, polynomial] of [
    [r, [c, b, a]],
    [d, slope],
  ] as const) {
    before.push(set(vector, op('i32x4.splat', i32(0))))
    for (const lane of LANES) {
      const at: Local = { name: 'at', type: 'i64' }
      const rest: Local = { name: 'rest', type: 'i64' }
      const [p, q, s] = polynomial.map((each) => i64(mod(each)))
      if (!p || !q || !s) throw new Error('a polynomial has three coefficients')
      const reduced = (x: X): S[] => [
        set(rest, op('i64.rem_s', x, i64(m))),
        set(rest, op('i64.add', get(rest), op('i64.and', op('i64.shr_s', get(rest), i64(63)), i64(m)))),
      ]
      // Horner's rule with a remainder after each step: below 2m² ≤ 2⁶³ all the way.
      before.push(
        ...reduced(op('i64.add', first, i64(BigInt(lane) * step))),
        set(at, get(rest)),
        ...reduced(op('i64.mul', s, get(at))),
        ...reduced(op('i64.mul', op('i64.add', get(rest), q), get(at))),
        ...reduced(op('i64.add', get(rest), p)),
        set(vector, op(`i32x4.replace_lane ${lane}`, get(vector), op('i32.wrap_i64', get(rest)))),
      )
    }
  }
  const modulus = op('i32x4.splat', i32(Number(m)))
  // Below zero an unsigned difference is huge: the smaller of both is the remainder.
  const advance = (vector: Local, by: X): S[] => [
    set(vector, op('i32x4.add', get(vector), by)),
    set(vector, op('i32x4.min_u', get(vector), op('i32x4.sub', get(vector), modulus))),
  ]
  const wide = (half: string) => op(`i64x2.extend_${half}_i32x4_u`, get(r))
  const bend = mod(2n * a * far * far)
  const body: S[] = [
    set(part, op('i64x2.add', get(part), op('i64x2.add', wide('low'), wide('high')))),
    ...advance(r, get(d)),
    ...(bend === 0n ? [] : advance(d, op('i32x4.splat', i32(Number(bend))))),
  ]
  const both = op('i64.add', op('i64x2.extract_lane 0', get(part)), op('i64x2.extract_lane 1', get(part)))
  const after = [set(sum.total, op(sum.negative ? 'i64.sub' : 'i64.add', get(sum.total), both))]
  return { before, body, after }
}
