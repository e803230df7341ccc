/**
 * Guarded loops: before a loop starts it is often plain that all its indices will lie inside their arrays, only not before
 * the program runs: the arrays' lengths are known then. So a loop is there twice, once with its checks and once without:
 *
 *     for i in from … to:                   if from ≥ 1 and to ≤ len(a) …:
 *         check (i − 1) within len(a)  ⟹        for i in from … to: …, unchecked
 *         …                                 else:
 *                                               for i in from … to: …, checked
 *
 * What would raise goes the checked way from the start, and raises where it always did. The outermost loop that has
 * nothing left to check inside asks for all loops in it.
 */
import type { For, Func, Local, S, X } from '../../ir.ts'
import { bodiesOf, i32, i64, mapStatements, op, readsIn, set, sizeOf, writesIn } from '../../ir.ts'
import { copyStatements, freshLocals } from '../copy-statements.ts'
import { followCopiesIn, hasChecks } from '../follow-copies.ts'
import { readFirst } from '../outline-loops.ts'
import type { Rewrite } from '../rewrite.ts'
import { ValueKeys } from '../value-keys.ts'
import type { Interval } from './interval.ts'
import { Ranges } from './ranges.ts'

export const guardLoops: Rewrite = {
  name: 'guard-loops',
  sentence: 'A loop that can be seen at its start to stay inside its arrays runs without index checks.',
  apply(functions) {
    let changes = 0
    const rewritten = functions.map((func): Func => {
      if (!hasChecks(func.body)) return func
      const guarded = inFunction(func)
      changes += guarded.changes
      return guarded.changes > 0 ? followCopiesIn(guarded.func).func : func
    })
    return { functions: rewritten, changes }
  },
}

/** Statements and operators of a loop; a larger one is not worth a second copy. */
const LARGE = 1500
/** What all second copies of a function together may take. */
const LARGEST = 6000

type Bound = Extract<S, { k: 'bound' }>

function inFunction(func: Func): { func: Func; changes: number } {
  let changes = 0
  let budget = LARGEST
  const mentioned = mentionsIn(func.body)
  for (const local of [...func.params, ...func.results]) mentioned.set(local, Infinity)

  const visit = (body: readonly S[]): S[] =>
    body.flatMap((s): S[] => {
      if (s.k === 'if') return [{ ...s, then: visit(s.then), otherwise: visit(s.otherwise) }]
      if (s.k === 'block' || s.k === 'loop') return [{ ...s, body: visit(s.body) }]
      if (s.k !== 'for' || !hasChecks(s.body)) return [s]
      const size = sizeOf(s.body)
      const plan = size <= Math.min(LARGE, budget) ? planFor(s) : undefined
      if (!plan) return [{ ...s, body: visit(s.body) }]
      budget -= size
      changes += plan.safe.size
      // Nothing to ask: nobody needs the checks.
      if (plan.test.k === 'const') return withoutChecks(s, plan.safe)
      return [{ k: 'if', test: plan.test, then: unchecked(s, plan.safe, mentioned), otherwise: seldom([s]) }]
    })
  return { func: { ...func, body: visit(func.body) }, changes }
}

interface Plan {
  test: X
  /** The checks that the test makes needless. */
  safe: ReadonlySet<Bound>
}

/** A check that the loop's ends decide. */
interface Candidate {
  bound: Bound
  asked: Condition[]
  /** In some rounds only. */
  conditional: boolean
  beside: boolean
}

function planFor(loop: For): Plan | undefined {
  const { candidates, missedInside } = candidatesIn(loop)
  // Loops further in may be able to ask for themselves.
  if (missedInside || candidates.length === 0) return undefined
  const conditions = new Conditions()
  // What is read in some rounds only may lie outside in the others: `if i > 0` before `a[i - 1]`. It takes part where it
  // reads the very place that is counted, or where the others' conditions hold for it anyway.
  for (const { asked, conditional, beside } of candidates) if (!conditional || !beside) conditions.add(asked)
  const safe = candidates.filter(({ asked }) => conditions.imply(asked)).map(({ bound }) => bound)
  return safe.length > 0 ? { test: conditions.test(), safe: new Set(safe) } : undefined
}

function candidatesIn(loop: For): { candidates: Candidate[]; missedInside: boolean } {
  const keys = new ValueKeys()
  const ranges = new Ranges(writesIn([loop]))
  const candidates: Candidate[] = []
  let missedInside = false

  const visit = (list: readonly S[], conditional: boolean, inner: boolean): void => {
    for (const s of list) {
      if (s.k === 'bound') {
        const interval = ranges.of(s.index)
        const asked = interval && ranges.isInvariant(s.length) ? conditionsFor(interval, s.length, keys) : undefined
        if (asked) candidates.push({ bound: s, asked, conditional, beside: interval?.beside === true })
        else if (inner) missedInside = true
      }
      ranges.learn(s)
      for (const body of bodiesOf(s))
        ranges.apart(() => {
          if (s.k === 'for') ranges.enter(s, false)
          visit(body, conditional || s.k === 'if', inner || s.k === 'loop' || s.k === 'for')
        })
    }
  }
  ranges.enter(loop, true)
  visit(loop.body, false, false)
  return { candidates, missedInside }
}

/** Something that has to hold in front of the loop: the higher the limit, the stricter. */
interface Condition {
  key: string
  limit: bigint
  test: (limit: bigint) => X
}

/** What makes an index lie inside; undefined where it is plain that it does not. */
function conditionsFor({ low, high, needs }: Interval, length: X, keys: ValueKeys): Condition[] | undefined {
  if (!low || !high || (!low.at && low.by < 0n)) return undefined
  const all = needs.map((need): Condition => ({ key: keys.of(need), limit: 0n, test: () => need }))
  const [first, last] = [low.at, high.at]
  if (first)
    all.push({ key: `low ${keys.of(first)}`, limit: -low.by, test: (limit) => op('i64.ge_s', first, i64(limit)) })
  // What lies below the length itself needs no question.
  if (high.by >= 0n || !last || keys.of(last) !== keys.of(length)) {
    // A length is never negative and offsets are small: the difference does not wrap.
    const test = (limit: bigint) => op('i64.lt_s', last ?? i64(0), op('i64.sub', length, i64(limit)))
    all.push({ key: `high ${last ? keys.of(last) : ''} ${keys.of(length)}`, limit: high.by, test })
  }
  const never = all.some(({ test, limit }) => isConstant(test(limit), 0))
  return never ? undefined : all
}

const isConstant = (x: X, value: number): boolean => x.k === 'const' && x.value === value

class Conditions {
  readonly #all = new Map<string, Condition>()

  add(conditions: readonly Condition[]): void {
    for (const each of conditions) if (!this.#implies(each)) this.#all.set(each.key, each)
  }

  imply(conditions: readonly Condition[]): boolean {
    return conditions.every((each) => this.#implies(each))
  }

  #implies({ key, limit }: Condition): boolean {
    const known = this.#all.get(key)
    return known !== undefined && known.limit >= limit
  }

  test(): X {
    const tests = [...this.#all.values()].map(({ test, limit }) => test(limit))
    return tests.filter((x) => !isConstant(x, 1)).reduce((a, b) => op('i32.and', a, b), i32(1))
  }
}

/** The loop without these checks, in locals of its own where nobody else reads them, nor the next run of the loop. */
function unchecked(loop: For, safe: ReadonlySet<S>, mentioned: ReadonlyMap<Local, number>): S[] {
  const own = mentionsIn([loop])
  const carried = readFirst([loop])
  const fresh = freshLocals()
  const isOwn = (local: Local) => own.get(local) === mentioned.get(local) && !carried.has(local)
  return copyStatements(withoutChecks(loop, safe), (local) => (isOwn(local) ? fresh.of(local) : local))
}

const withoutChecks = (loop: For, safe: ReadonlySet<S>): S[] =>
  mapStatements([loop], (s) => [s.k === 'bound' && safe.has(s) ? set(s.into, s.index) : s])

const seldom = (body: readonly S[]): S[] => mapStatements(body, (s) => [s.k === 'for' ? { ...s, seldom: true } : s])

function mentionsIn(body: readonly S[]): Map<Local, number> {
  const counts = readsIn(body)
  for (const [local, writes] of writesIn(body)) counts.set(local, writes + (counts.get(local) ?? 0))
  return counts
}
