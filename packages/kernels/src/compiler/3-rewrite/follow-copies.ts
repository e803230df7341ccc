/**
 * Following copies: where a local is known to be a copy of another, or that one plus a constant, the other is read. A
 * Python variable that counts a loop becomes the counter itself, whose bounds are known, and what is computed from it can be seen to
 * change or not to change in a loop further in. What nobody reads any more goes.
 */
import type { Func, Local, S, X } from '../ir.ts'
import { bodiesOf, jumpsTo, mapStatements, mapX, readsIn, withParts, writesIn, writesOf } from '../ir.ts'
import type { Rewrite } from './rewrite.ts'

export const followCopies: Rewrite = {
  name: 'follow-copies',
  sentence: 'What is only a copy of a counter, or lies a constant beside it, is read from the counter.',
  apply(functions) {
    let changes = 0
    const rewritten = functions.map((func): Func => {
      if (!hasChecks(func.body)) return func
      const followed = followCopiesIn(func)
      changes += followed.changes
      return followed.func
    })
    return { functions: rewritten, changes }
  },
}

/** Only where indices are checked is there something to gain. */
export function hasChecks(body: readonly S[]): boolean {
  return body.some((s) => s.k === 'bound' || bodiesOf(s).some(hasChecks))
}

export function followCopiesIn(func: Func): { func: Func; changes: number } {
  let changes = 0
  const known = new Known()
  const replace = (x: X): X =>
    mapX(x, (each) => {
      const other = each.k === 'get' ? known.of(each.local) : undefined
      if (other) changes++
      return other ?? each
    })
  const visit = (list: readonly S[]): S[] =>
    list.map((s): S => {
      if (bodiesOf(s).length === 0) {
        const made = withParts(s, replace, (inner) => inner)
        writesOf(s).forEach((local) => known.forget(local))
        if (made.k === 'set') known.learn(made.local, made.value)
        return made
      }
      // What holds where a loop starts must hold in each of its rounds.
      if (s.k === 'for' || s.k === 'loop') known.forgetWritten([s])
      const before = known.save()
      const made = withParts(s, replace, (inner) => {
        known.restore(before)
        return visit(inner)
      })
      // A block that nothing jumps out of is passed from its start to its end.
      if (s.k === 'block' && !jumpsTo(s.body, s.exit)) return made
      known.restore(before)
      known.forgetWritten([s])
      return made
    })
  return { func: withoutUnread({ ...func, body: visit(func.body) }), changes }
}

/** Without what is worked out for nobody: expressions do nothing but give a value. */
function withoutUnread(func: Func): Func {
  const reads = readsIn(func.body)
  const results = new Set(func.results)
  const isUnread = (s: S) => s.k === 'set' && !reads.has(s.local) && !results.has(s.local)
  return { ...func, body: mapStatements(func.body, (s) => (isUnread(s) ? [] : [s])) }
}

/** What is known of locals at one place: each stands for an expression over locals that have not been written since. */
class Known {
  #copies = new Map<Local, X>()
  /** Locals that were copied at some time. */
  readonly #roots = new Set<Local>()

  of(local: Local): X | undefined {
    return this.#copies.get(local)
  }

  learn(local: Local, value: X): void {
    const root = rootOf(value)
    if (root === undefined || root === local) return
    this.#copies.set(local, value)
    this.#roots.add(root)
  }

  forget(local: Local): void {
    this.#copies.delete(local)
    if (!this.#roots.has(local)) return
    for (const [copy, value] of this.#copies) if (rootOf(value) === local) this.#copies.delete(copy)
  }

  forgetWritten(body: readonly S[]): void {
    for (const local of writesIn(body).keys()) this.forget(local)
  }

  save(): ReadonlyMap<Local, X> {
    return new Map(this.#copies)
  }

  restore(saved: ReadonlyMap<Local, X>): void {
    this.#copies = new Map(saved)
  }
}

/** The local that a copy reads: of `x`, `x + 1`, `x - 1`; undefined for what is no copy. */
function rootOf(x: X): Local | undefined {
  if (x.k === 'get') return x.local
  if (x.k !== 'op' || (x.op !== 'i64.add' && x.op !== 'i64.sub')) return undefined
  const [a, b] = x.args
  return a?.k === 'get' && b?.k === 'const' ? a.local : undefined
}
