/**
 * Draws from numbers that lie ready in the thread's context: uniforms of the generator's block, or normals made ahead. Two
 * rounds take theirs at once, the first round's before the second's, so that the stream is as if they had come one by one.
 */
import { DOUBLES_BYTES } from '../../../runtime/index.ts'
import type { Local, S, X } from '../../ir.ts'
import { context, get, i32, load, op, set, store } from '../../ir.ts'
import { type Lanes, NOT_IN_PAIRS, type Value } from './lanes.ts'
import type { Usual } from './trace.ts'

/** A number read at a place that then moves on; `at` and `numbers` are offsets in the context (see `drawFrom`). */
export interface Draw {
  k: 'draw'
  into: Local
  at: number
  numbers: number
}

const STEPS_OF_A_DRAW = 4

/** What two rounds do in turn: what a usual round does, with each draw as one step. */
export type Step = Usual | Draw

export function withDraws(usual: readonly Usual[]): Step[] {
  const steps: Step[] = []
  for (let index = 0; index < usual.length; index++) {
    const draw = drawIn(usual.slice(index, index + STEPS_OF_A_DRAW))
    const step = usual[index]
    if (draw) {
      steps.push(draw)
      index += STEPS_OF_A_DRAW - 1
    } else if (step) steps.push(step)
  }
  return steps
}

/** next = load at; next is not the end; number = load next; store at, next + 8. */
function drawIn([read, guard, take, move]: readonly Usual[]): Draw | undefined {
  if (read?.k !== 'set' || read.value.k !== 'load' || read.value.address.k !== 'context') return undefined
  if (guard?.k !== 'guard' || guard.wanted || guard.test.k !== 'op' || guard.test.op !== 'i32.eq') return undefined
  const [place, end] = guard.test.args
  if (place?.k !== 'get' || place.local !== read.local || end?.k !== 'const' || end.value !== DOUBLES_BYTES)
    return undefined
  if (take?.k !== 'set' || take.value.k !== 'load' || take.value.op !== 'f64.load') return undefined
  if (move?.k !== 'store' || move.address.k !== 'context' || move.offset !== read.value.offset) return undefined
  return { k: 'draw', into: take.local, at: read.value.offset, numbers: take.value.offset }
}

/** What a draw for both rounds saves, in instructions: twice a place is read, compared and stored, each waiting for the last. */
const SAVED = 16

/** Draws for two rounds; while pairs go on one after another, the place is kept in a local. */
export interface Drawn {
  /** What each draw is in the two rounds. */
  values: Map<Draw, Value>
  /** Statements before the first pair, at the end of each, and behind the last. */
  enter: S[]
  each: S[]
  leave: S[]
}

/** Writes the reading of two rounds' numbers in the order of the stream; `demand` ends the pairs where fewer lie ready. */
export function drawTwice(draws: readonly Draw[], lanes: Lanes, demand: (fails: X) => void): Drawn {
  const [first] = draws
  if (!first) return { values: new Map(), enter: [], each: [], leave: [] }
  // Uniforms and normals are never ready at the same time.
  if (draws.some(({ at }) => at !== first.at)) throw NOT_IN_PAIRS
  const byteLength = 16 * draws.length
  const [ready, last]: [Local, Local] = [
    { name: 'ready', type: 'i32' },
    { name: 'last', type: 'i32' },
  ]
  lanes.before.push(set(last, op('i32.add', context, i32(DOUBLES_BYTES - byteLength))))
  demand(op('i32.gt_u', get(ready), get(last)))
  const twos = draws.map((_, index): Local => {
    const two: Local = { name: 'drawn', type: 'v128' }
    const offset = first.numbers + 16 * index
    lanes.code.push(set(two, { k: 'load', type: 'v128', op: 'v128.load', address: get(ready), offset }))
    return two
  })
  const values = draws.map((draw, index): [Draw, Value] => {
    const pair: Local = { name: 'pair', type: 'v128' }
    lanes.code.push(set(pair, together(twos, index, draws.length + index)))
    return [draw, { k: 'vector', of: 'f64', x: get(pair) }]
  })
  lanes.vectorCount += SAVED * draws.length
  return {
    values: new Map(values),
    enter: [set(ready, op('i32.add', context, load('i32.load', context, first.at)))],
    each: [set(ready, op('i32.add', get(ready), i32(byteLength)))],
    leave: [store('i32.store', context, op('i32.sub', get(ready), context), first.at)],
  }
}

/** Two of the numbers that lie in vectors one after another, as one vector. */
function together(twos: readonly Local[], one: number, other: number): X {
  const [a, b] = [twos[one >> 1], twos[other >> 1]]
  if (!a || !b) throw new Error('more numbers than were read')
  if (a === b) return get(a)
  const bytes = [8 * (one & 1), 16 + 8 * (other & 1)].flatMap((from) => Array.from({ length: 8 }, (_, at) => from + at))
  return op(`i8x16.shuffle ${bytes.join(' ')}`, get(a), get(b))
}
