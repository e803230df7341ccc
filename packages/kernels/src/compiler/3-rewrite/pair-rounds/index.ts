/**
 * Two rounds at once. A loop of float arithmetic runs its rounds in pairs, in the two lanes of vectors, as far as a round is
 * a usual one: straight through, without an exception or a call. What carries from round to round (`total += …`) and what
 * is stored comes last, one round after the other, so that every number is the one Python would have got. Where a guard
 * fails in either lane nothing has happened yet, and the two rounds are run one by one.
 *
 *     for k in from … to:            while k < to:
 *         body              ⟹        while two rounds are left:
 *                                        both lanes; if a guard fails: run these two one by one, then again
 *                                        what carries and stores, twice; k += 2
 *                                    what is left, one by one: body
 */
import type { For, Func, Label, Local, S, X } from '../../ir.ts'
import { bodiesOf, expressionsOf, get, i32, i64, op, select, set, walk, walkX, writesOf } from '../../ir.ts'
import type { Rewrite } from '../rewrite.ts'
import { drawTwice, withDraws, type Drawn, type Step } from './draws.ts'
import { Lanes, NOT_IN_PAIRS, type Value } from './lanes.ts'
import { addedBy, addUp, sumsIn } from './sums.ts'
import { traceOf } from './trace.ts'

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
      return { ...func, body: [{ ...only, body: paired.body }, ...paired.behind] }
    })
    return { functions: rewritten, changes }
  },
}

/** Fewer instructions than this in vectors are not worth the way there. */
const WORTH = 16

/** Addresses of what is read beside addresses of what is stored: more are not worth comparing. */
const MOST_COMPARED = 8

type Tails = readonly [S[], S[]]

/** The loop in pairs, and what comes behind it however it is left. */
function inPairs(loop: For, needed: ReadonlySet<Local>): { body: S[]; behind: S[] } | undefined {
  if (loop.body.some(hasLoop)) return undefined
  const usual = traceOf(loop)
  if (!usual) return undefined
  const steps = withDraws(usual)
  if (!mayTrade(steps)) return undefined
  const at: Local = { name: 'at', type: 'i64' }
  const bail: Label = { name: 'one by one' }
  const written = new Set<Local>([loop.counter, at])
  walk(loop.body, (s) => writesOf(s).forEach((local) => written.add(local)))
  const lanes = new Lanes(written)
  const tails: Tails = [[], []]
  const behind: S[] = []
  try {
    const next: Local = { name: 'next', type: 'i64' }
    lanes.code.push(set(next, op('i64.add', get(at), i64(loop.step))))
    lanes.values.set(loop.counter, { k: 'two', xs: [get(at), get(next)] })
    const drawn = runBoth(steps, { lanes, tails, behind, bail, needed, sums: sumsIn(loop) })
    if (lanes.vectorCount < WORTH || lanes.vectorCount < 2 * lanes.moveCount) return undefined
    const both = [...lanes.code, ...tails[0], ...tails[1], ...drawn.each]
    return { body: [...lanes.before, ...drive(loop, at, bail, { ...drawn, both })], behind }
  } catch (error) {
    if (error === NOT_IN_PAIRS) return undefined
    throw error
  }
}

const hasLoop = (s: S): boolean => s.k === 'for' || s.k === 'loop' || bodiesOf(s).some((body) => body.some(hasLoop))

/** Reading may come before the other round's storing only where it can be seen that they do not meet. */
function mayTrade(steps: readonly Step[]): boolean {
  const stores = steps.filter((step) => step.k === 'store')
  const firstStore = steps.findIndex((step) => step.k === 'store')
  const loads = steps.flatMap((step, index) => loadsIn(step).map((load) => ({ load, index })))
  if (stores.length === 0 || loads.length === 0) return true
  return (
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

function partsOf(step: Step): X[] {
  if (step.k === 'draw') return []
  return step.k === 'guard' ? [step.test] : expressionsOf(step)
}

function writtenBy(step: Step): Local[] {
  if (step.k === 'draw') return [step.into]
  return step.k === 'guard' ? [] : writesOf(step)
}

interface Work {
  lanes: Lanes
  tails: Tails
  behind: S[]
  bail: Label
  /** Locals that are read behind the loop, or in some rounds before they are set. */
  needed: ReadonlySet<Local>
  /** Locals that are only added to. */
  sums: ReadonlySet<Local>
}

function runBoth(steps: readonly Step[], { lanes, tails, behind, bail, needed, sums }: Work): Drawn {
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
    if (x.k !== 'op') throw NOT_IN_PAIRS
    const args = x.args.map(rounds)
    return [
      { ...x, args: args.map(([first]) => first) },
      { ...x, args: args.map(([, second]) => second) },
    ]
  }
  const last = (make: (round: 0 | 1) => S): void => tails.forEach((tail, round) => tail.push(make(round === 0 ? 0 : 1)))
  /** The addresses that the second round reads from. */
  const loaded = new Map<Local | X, X>()
  let compared = 0
  const draws = steps.filter((step) => step.k === 'draw')
  const drawn = drawTwice(draws, lanes, demand)

  for (const step of steps) {
    for (const { address, offset } of loadsIn(step)) {
      const x = lanes.lane(lanes.value(op('i32.add', untainted(address), i32(offset))), 1)
      loaded.set(x.k === 'get' ? x.local : x, x)
    }
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
        const from = op('i32.add', addresses[0], i32(step.offset))
        for (const address of loaded.values()) demand(op('i32.eq', address, from))
        if ((compared += loaded.size) > MOST_COMPARED) throw NOT_IN_PAIRS
        last((round) => ({ ...step, address: addresses[round], value: values[round] }))
        break
      }
      case 'draw': {
        const value = drawn.values.get(step)
        if (!value) throw new Error('a draw was left out')
        become(step.into, value)
        break
      }
      case 'set':
        if (!add(step)) assign(step.local, step.value)
        break
      default:
        step satisfies never
    }
  }
  return drawn

  function assign(local: Local, x: X): void {
    if (isTainted(x)) {
      const values = rounds(x)
      last((round) => set(local, values[round]))
      tainted.add(local)
      return
    }
    become(local, lanes.value(x))
  }

  function become(local: Local, value: Value): void {
    tainted.delete(local)
    lanes.values.set(local, value)
    if (!carried.has(local) && !needed.has(local)) return
    const values = bothLanes(lanes, value)
    last((round) => set(local, values[round]))
  }

  /** Adds to a sum in the lanes, if that is what the step does. */
  function add(step: Extract<S, { k: 'set' }>): boolean {
    const added = sums.has(step.local) && addedBy(step)
    if (!added || isTainted(added.x)) return false
    const value = lanes.value(added.x)
    if (value.k === 'vector') {
      const sum = addUp(step.local, { op: added.op, x: value.x }, lanes)
      tails[0].push(sum.each)
      behind.push(...sum.behind)
    } else {
      const values = bothLanes(lanes, value)
      last((round) => set(step.local, op(added.op, get(step.local), values[round])))
    }
    return true
  }

  function demand(fails: X): void {
    lanes.code.push({ k: 'if', test: fails, then: [{ k: 'br', to: bail }], otherwise: [] })
  }

  function untainted(x: X): X {
    if (isTainted(x)) throw NOT_IN_PAIRS
    return x
  }
}

const bothLanes = (lanes: Lanes, value: Value): readonly [X, X] => [lanes.lane(value, 0), lanes.lane(value, 1)]

/** Locals that a round reads before it sets them. */
function carriedBy(steps: readonly Step[]): Set<Local> {
  const writes = new Set(steps.flatMap(writtenBy))
  const known = new Set<Local>()
  const carried = new Set<Local>()
  for (const step of steps) {
    for (const x of partsOf(step))
      walkX(x, (each) => {
        if (each.k === 'get' && writes.has(each.local) && !known.has(each.local)) carried.add(each.local)
      })
    writtenBy(step).forEach((local) => known.add(local))
  }
  return carried
}

interface Pairs {
  /** Before the first pair, and behind the last. */
  enter: S[]
  leave: S[]
  both: S[]
}

function drive(loop: For, at: Local, bail: Label, { enter, leave, both }: Pairs): S[] {
  const { counter, step } = loop
  const [to, end]: [Local, Local] = [
    { name: 'to', type: 'i64' },
    { name: 'end', type: 'i64' },
  ]
  const up = step > 0n
  const again: Label = { name: 'again' }
  const next: Label = { name: 'next pair' }
  /** Whether more than so many rounds are left: the way to the end always fits into 64 bits without a sign. */
  const moreThan = (rounds: bigint) => {
    const distance = up ? op('i64.sub', get(to), get(at)) : op('i64.sub', get(at), get(to))
    return op('i64.gt_u', distance, i64(rounds * (up ? step : -step)))
  }
  const forward = op('i64.add', get(at), i64(2n * step))
  /** Behind the pair, but not past the end, where 64 bits may end, too. */
  const behindPair = select(moreThan(2n), forward, get(to))
  const pair: S[] = [
    ...both,
    { k: 'if', test: moreThan(3n), then: [set(at, forward), { k: 'br', to: next }], otherwise: [] },
  ]
  const inPairs: S[] = [
    ...enter,
    {
      k: 'block',
      exit: bail,
      body: [{ k: 'loop', next, body: pair }, ...leave, set(at, behindPair), { k: 'br', to: again }],
    },
    ...leave,
    set(end, behindPair),
  ]
  const round: S[] = [
    {
      k: 'if',
      test: op(up ? 'i64.lt_s' : 'i64.gt_s', get(at), get(to)),
      then: [],
      otherwise: [{ k: 'br', to: loop.exit }],
    },
    set(end, get(to)),
    { k: 'if', test: moreThan(1n), then: inPairs, otherwise: [] },
    { ...loop, counter, from: get(at), to: get(end), exit: { name: 'exit' }, seldom: true },
    set(at, get(end)),
    { k: 'br', to: again },
  ]
  return [
    set(at, loop.from),
    set(to, loop.to),
    { k: 'block', exit: loop.exit, body: [{ k: 'loop', next: again, body: round }] },
  ]
}
