/** The intervals of what a loop computes, as its statements are gone through in order. */
import type { For, Local, S, X } from '../../ir.ts'
import { i64, op } from '../../ir.ts'
import { isInvariant } from '../hoist-invariants.ts'
import { hasSignOf } from '../remainders.ts'
import { between, constant, exactly, sum, unwrapped, type End, type Interval } from './interval.ts'

export class Ranges {
  /** How often the locals are written in the loop. */
  readonly #writes: ReadonlyMap<Local, number>
  /** Intervals of locals that are written in one place only, where that place has been passed. */
  #known = new Map<Local, Interval>()
  /** What those locals were set to. */
  readonly #values = new Map<Local, X>()

  constructor(writes: ReadonlyMap<Local, number>) {
    this.#writes = writes
  }

  /** What is learned inside is not known behind, where its place may not have been passed. */
  apart(inside: () => void): void {
    const outside = new Map(this.#known)
    inside()
    this.#known = outside
  }

  /** What a loop's counter runs through; the outermost loop's bounds are worked out before it and may be anything. */
  enter({ counter, from, to, step }: For, outermost: boolean): void {
    const [first, last] = outermost ? [exactly(from), exactly(to)] : [this.of(from), this.of(to)]
    if (!first || !last) return
    const moved = (end: End | undefined, by: bigint) => end && { ...end, by: end.by + by }
    // The bound itself is never reached.
    const [low, high] = step > 0n ? [first.low, moved(last.high, -1n)] : [moved(last.low, 1n), first.high]
    const ends = [first.low, first.high, last.low, last.high]
    this.#note(counter, { low, high, needs: [...first.needs, ...last.needs, ...ends.flatMap(unwrapped)] })
  }

  learn(s: S): void {
    if (s.k === 'set' && s.local.type === 'i64' && this.#writes.get(s.local) === 1) {
      this.#values.set(s.local, s.value)
      this.#note(s.local, this.of(s.value))
    }
    if (s.k === 'bound') this.#note(s.into, this.#below(s.length, []))
  }

  #note(local: Local, interval: Interval | undefined): void {
    if (interval && this.#writes.get(local) === 1) this.#known.set(local, interval)
  }

  /** Whether an expression, worked out in front of the loop, has the value it has in each round. */
  isInvariant(x: X): boolean {
    return isInvariant(x, this.#writes)
  }

  of(x: X): Interval | undefined {
    if (x.type !== 'i64') return undefined
    if (x.k === 'get' && this.#known.has(x.local)) return this.#known.get(x.local)
    if (x.k === 'load' && x.op === 'i64.load8_u') return between(constant(0n), constant(255n))
    const [a, b] = x.k === 'op' ? x.args : []
    return (x.k === 'op' && a && b && this.#operator(x, a, b)) || (this.isInvariant(x) ? exactly(x) : undefined)
  }

  #operator(x: Extract<X, { k: 'op' }>, a: X, b: X): Interval | undefined {
    const [p, q] = [this.of(a), this.of(b)]
    switch (x.op) {
      case 'i64.add': {
        const value = a.k === 'get' ? this.#values.get(a.local) : undefined
        const divisor = value?.k === 'op' && value.op === 'i64.rem_s' ? value.args[1] : undefined
        if (divisor && hasSignOf(x, divisor, a)) return this.#below(divisor)
        return p && q && sum(p, q, false)
      }
      case 'i64.sub':
        return p && q && sum(p, q, true)
      case 'i64.rem_u':
        return this.#below(b)
      case 'i64.and':
        return b.k === 'const' && BigInt(b.value) >= 0n ? this.#below(i64(BigInt(b.value) + 1n)) : undefined
      default:
        return undefined
    }
  }

  /** From 0 to just below a number that is to be positive. */
  #below(limit: X, needs = [op('i64.lt_s', i64(0), limit)]): Interval | undefined {
    const end = this.isInvariant(limit) ? exactly(limit).high : undefined
    return end && between(constant(0n), { ...end, by: end.by - 1n }, needs)
  }
}
