import { Moved, type TaskContext } from '../../pool/index.ts'
import { Mt19937, Normals, jump, seeded } from '../random/index.ts'
import { takeTurns } from '../turns.ts'
import { DEVIATIONS, MEANS, WEIGHTS } from './portfolio.ts'
import type { SimulationPart, StreamPart } from './split.ts'
import { varSimdTasks } from './simd-tasks.ts'

/** Simulations between two turns or reports: about a millisecond. */
const SLICE = 8192

export interface JavaScriptPart extends SimulationPart {
  /** Where the sorted returns go where memory is shared; else they come back. */
  returns: Float64Array | undefined
}

export const varTasks = {
  ...varSimdTasks,

  varCount: ({ seed, polynomial, blocks }: StreamPart): number => {
    const generator = generatorOf(seed, polynomial)
    let accepted = 0
    for (let tries = 156 * blocks; tries > 0; tries -= SLICE)
      accepted += countAccepted(generator, Math.min(SLICE, tries))
    return accepted
  },

  var: (part: JavaScriptPart, context: TaskContext) => {
    const { normals, returns } = begin(part)
    for (let lo = 0; lo < part.sims; lo += SLICE) {
      simulate(normals, returns, lo, Math.min(part.sims, lo + SLICE))
      context.progress(lo)
    }
    return finish(part, returns)
  },

  varInterleaved: async ({ inFlight, ...part }: JavaScriptPart & { inFlight: number }, context: TaskContext) => {
    const { normals, returns } = begin(part)
    await takeTurns(inFlight, Math.ceil(part.sims / SLICE), (slice) => {
      simulate(normals, returns, slice * SLICE, Math.min(part.sims, (slice + 1) * SLICE))
      context.progress(slice * SLICE)
    })
    return finish(part, returns)
  },
}

const generatorOf = (seed: number, polynomial: Uint32Array | undefined) =>
  new Mt19937(polynomial ? jump(seeded(seed), polynomial) : seed)

function countAccepted(generator: Mt19937, tries: number): number {
  let accepted = 0
  for (; tries > 0; tries--) {
    const x1 = 2 * generator.random() - 1
    const x2 = 2 * generator.random() - 1
    const square = x1 * x1 + x2 * x2
    if (square < 1 && square !== 0) accepted++
  }
  return accepted
}

function begin({ seed, polynomial, skip, sims, returns }: JavaScriptPart) {
  const normals = new Normals(generatorOf(seed, polynomial))
  for (let i = 0; i < skip; i++) normals.next()
  return { normals, returns: returns ?? new Float64Array(sims) }
}

function simulate(normals: Normals, returns: Float64Array, lo: number, hi: number): void {
  const [w0, w1, w2] = WEIGHTS
  const [m0, m1, m2] = MEANS
  const [s0, s1, s2] = DEVIATIONS
  for (let sim = lo; sim < hi; sim++) {
    const first = w0 * (normals.next() * s0 + m0)
    const second = w1 * (normals.next() * s1 + m1)
    returns[sim] = first + second + w2 * (normals.next() * s2 + m2)
  }
}

function finish({ returns: shared }: JavaScriptPart, returns: Float64Array) {
  returns.sort()
  return shared ? undefined : new Moved(returns, [returns.buffer as ArrayBuffer])
}
