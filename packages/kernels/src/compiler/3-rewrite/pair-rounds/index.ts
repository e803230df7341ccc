/**
 * Two rounds at once. A loop of float arithmetic runs its rounds in pairs, in the two lanes of vectors, as far as a round is
 * a usual one: straight through, without an exception or a call. What carries from round to round (`total += …`) and what
 * is stored comes last, one round after the other, so that every number is the one Python would have got. Where a guard
 * fails in either lane nothing has happened yet, and the two rounds are run one by one.
 *
 *     for k in from … to:            while k < to:
 *         body              ⟹        if two rounds are left:
 *                                        both lanes; when all guards hold: what carries and stores, twice; k += 2; again
 *                                        last = k + 2
 *                                    else: last = to
 *                                    for k in k … last: body
 */
import type { For, Func, Label, Local, S, X } from '../../ir.ts'
import { bodiesOf, expressionsOf, get, i64, op, set, walk, walkX, writesOf } from '../../ir.ts'
import type { Rewrite } from '../rewrite.ts'
import { Lanes, NotInPairs, type Value } from './lanes.ts'
import { traceOf, type Step } from './trace.ts'

export const pairRounds: Rewrite = {
  name: 'pair-rounds',
  sentence: 'Rounds of float arithmetic go two at a time, one in each lane of vectors; rare cases go one by one.',
  apply(functions) {
    let changes = 0
    const rewritten = functions.map((func): Func => {
      const [only, ...more] = func.slice && func.body.length === 1 ? func.body : []
      if (only?.k !== 'block' || more.length > 0 || only.body.length !== 1) return func
      const [loop] = only.body
      const paired = loop?.k === 'for' ? inPairs(loop, new Set([...func.params, ...func.results])) : undefined
      if (!paired) return func
      changes++
      return { ...func, body: [{ ...only, body: paired }] }
    })
    return { functions: rewritten, changes }
  },
}

/** Fewer instructions than this in vectors are not worth the way there. */
const WORTH = 16

type Tails = readonly [S[], S[]]

function inPairs(loop: For, needed: ReadonlySet<Local>): S[] | undefined {
  if (loop.body.some(hasLoop)) return undefined
  const steps = traceOf(loop)
  if (!steps || !mayTrade(steps)) return undefined
  const at: Local = { name: 'at', type: 'i64' }
  const bail: Label = { name: 'one by one' }
  const written = new Set<Local>([loop.counter, at])
  walk(loop.body, (s) => writesOf(s).forEach((local) => written.add(local)))
  const lanes = new Lanes(written)
  const tails: Tails = [[], []]
  try {
    const next: Local = { name: 'next', type: 'i64' }
    lanes.code.push(set(next, op('i64.add', get(at), i64(loop.step))))
    lanes.values.set(loop.counter, { k: 'two', xs: [get(at), get(next)] })
    runBoth(steps, { lanes, tails, bail, needed })
  } catch (error) {
    if (error instanceof NotInPairs) return undefined
    throw error
  }
  if (lanes.vectorCount < WORTH || lanes.vectorCount < 2 * lanes.moveCount) return undefined
  return drive(loop, at, bail, lanes, tails)
}

const hasLoop = (s: S): boolean => s.k === 'for' || s.k === 'loop' || bodiesOf(s).some((body) => body.some(hasLoop))

/** Reading may come before the other round's storing only where it can be seen that they do not meet. */
function mayTrade(steps: readonly Step[]): boolean {
  const stores = steps.filter((step) => step.k === 'store')
  const firstStore = steps.findIndex((step) => step.k === 'store')
  const loads = steps.flatMap((step, index) => loadsIn(step).map((load) => ({ load, index })))
  if (stores.length === 0 || loads.length === 0) return true
  return (
    stores.length * loads.length <= 4 &&
    stores.every((step) => step.op === 'f64.store') &&
    loads.every(({ load, index }) => load.op === 'f64.load' && index <= firstStore)
  )
}

function loadsIn(step: Step): Extract<X, { k: 'load' }>[] {
  const found: Extract<X, { k: 'load' }>[] = []
  for (const x of partsOf(step))
    walkX(x, (each) => {
      if (each.k === 'load') found.push(each)
    })
  return found
}

const partsOf = (step: Step): X[] => (step.k === 'guard' ? [step.test] : expressionsOf(step))

interface Work {
  lanes: Lanes
  tails: Tails
  bail: Label
  /** Locals that are read behind the loop, or in some rounds before they are set. */
  needed: ReadonlySet<Local>
}

function runBoth(steps: readonly Step[], { lanes, tails, bail, needed }: Work): void {
  const carried = carriedBy(steps)
  /** Locals whose value now depends on the round before. */
  const tainted = new Set(carried)
  const isTainted = (x: X): boolean => {
    let found = false
    walkX(x, (each) => {
      if (each.k === 'get' && tainted.has(each.local)) found = true
    })
    return found
  }
  /** The expression for each round, where what does not depend on the round before is worked out already. */
  const rounds = (x: X): readonly [X, X] => {
    if (!isTainted(x)) return bothLanes(lanes, lanes.value(x))
    if (x.k === 'get') return [x, x]
    if (x.k !== 'op') throw new NotInPairs()
    const args = x.args.map(rounds)
    return [
      { ...x, args: args.map(([first]) => first) },
      { ...x, args: args.map(([, second]) => second) },
    ]
  }
  const last = (make: (round: 0 | 1) => S): void => tails.forEach((tail, round) => tail.push(make(round === 0 ? 0 : 1)))
  const demand = (fails: X): void => {
    lanes.code.push({ k: 'if', test: fails, then: [{ k: 'br', to: bail }], otherwise: [] })
  }
  const loaded: Value[] = []

  for (const step of steps) {
    for (const { address, offset } of loadsIn(step))
      loaded.push(lanes.value(op('i32.add', untainted(address), { k: 'const', type: 'i32', value: offset })))
    switch (step.k) {
      case 'guard':
        demand(lanes.fails(lanes.value(untainted(step.test)), step.wanted))
        break
      case 'bound': {
        const [index, length] = [step.index, step.length].map((x) => bothLanes(lanes, lanes.value(untainted(x))))
        if (!index || !length) throw new Error('a bound has an index and a length')
        const out = (round: 0 | 1) => op('i64.ge_u', index[round], length[round])
        demand(op('i32.or', out(0), out(1)))
        assign(step.into, step.index)
        break
      }
      case 'store': {
        const addresses = bothLanes(lanes, lanes.value(untainted(step.address)))
        const values = rounds(step.value)
        // The second round must not have read what the first one stores.
        const from = op('i32.add', addresses[0], { k: 'const', type: 'i32', value: step.offset })
        for (const address of loaded) demand(op('i32.eq', lanes.lane(address, 1), from))
        last((round) => ({ ...step, address: addresses[round], value: values[round] }))
        break
      }
      case 'set':
        assign(step.local, step.value)
        break
      default:
        step satisfies never
    }
  }

  function assign(local: Local, x: X): void {
    if (isTainted(x)) {
      const values = rounds(x)
      last((round) => set(local, values[round]))
      tainted.add(local)
      return
    }
    const value = lanes.value(x)
    tainted.delete(local)
    lanes.values.set(local, value)
    if (!carried.has(local) && !needed.has(local)) return
    const values = bothLanes(lanes, value)
    last((round) => set(local, values[round]))
  }

  function untainted(x: X): X {
    if (isTainted(x)) throw new NotInPairs()
    return x
  }
}

const bothLanes = (lanes: Lanes, value: Value): readonly [X, X] => [lanes.lane(value, 0), lanes.lane(value, 1)]

/** Locals that a round reads before it sets them. */
function carriedBy(steps: readonly Step[]): Set<Local> {
  const writes = new Set(steps.flatMap((step) => (step.k === 'guard' ? [] : writesOf(step))))
  const known = new Set<Local>()
  const carried = new Set<Local>()
  for (const step of steps) {
    for (const x of partsOf(step))
      walkX(x, (each) => {
        if (each.k === 'get' && writes.has(each.local) && !known.has(each.local)) carried.add(each.local)
      })
    if (step.k !== 'guard') writesOf(step).forEach((local) => known.add(local))
  }
  return carried
}

function drive(loop: For, at: Local, bail: Label, lanes: Lanes, tails: Tails): S[] {
  const { counter, step } = loop
  const [to, end]: [Local, Local] = [
    { name: 'to', type: 'i64' },
    { name: 'end', type: 'i64' },
  ]
  const up = step > 0n
  const again: Label = { name: 'again' }
  const beyond = op('i64.add', get(at), i64(2n * step))
  const distance = up ? op('i64.sub', get(to), get(at)) : op('i64.sub', get(at), get(to))
  const both: S[] = [
    {
      k: 'block',
      exit: bail,
      body: [...lanes.code, ...tails[0], ...tails[1], set(at, beyond), { k: 'br', to: again }],
    },
    set(end, beyond),
  ]
  const round: S[] = [
    {
      k: 'if',
      test: op(up ? 'i64.lt_s' : 'i64.gt_s', get(at), get(to)),
      then: [],
      otherwise: [{ k: 'br', to: loop.exit }],
    },
    set(end, get(to)),
    // Two or more are left; the way to the end always fits into 64 bits without a sign.
    { k: 'if', test: op('i64.gt_u', distance, i64(up ? step : -step)), then: both, otherwise: [] },
    { ...loop, counter, from: get(at), to: get(end), exit: { name: 'exit' } },
    set(at, get(end)),
    { k: 'br', to: again },
  ]
  return [
    ...lanes.before,
    set(at, loop.from),
    set(to, loop.to),
    { k: 'block', exit: loop.exit, body: [{ k: 'loop', next: again, body: round }] },
  ]
}
