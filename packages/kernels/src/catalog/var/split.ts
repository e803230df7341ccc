/**
 * Splitting one stream of normals over workers. The polar method throws away a fifth of its tries, so where in the
 * stream a simulation begins is only known once all tries before it have been judged. Two passes, then: each worker
 * jumps to its blocks and counts the tries it would accept (cheap: no logarithm), which places every part; then each
 * draws its simulations. A part that ends in the middle of a simulation draws on beyond its last block to finish it.
 */
import { ranges } from '../on-pool.ts'
import { WORDS, jumpPolynomial } from '../random/index.ts'
import type { VariantJob } from '../types.ts'

/** A try is two doubles of two words each. */
const TRIES_PER_BLOCK = WORDS / 4
const NORMALS_PER_SIM = 3

/** Where a part takes up the seed's stream, and how many blocks are its own. */
export interface StreamPart {
  seed: number
  /** See random/jump.ts; undefined at the stream's start. */
  polynomial: Uint32Array | undefined
  blocks: number
}

export interface SimulationPart extends StreamPart {
  /** Normals at the part's start that belong to a simulation begun before: 0, 1 or 2. */
  skip: number
  /** Index of its first simulation. */
  first: number
  sims: number
}

/** The blocks that a job will use, about, in so many contiguous parts or fewer. */
export function streamParts({ items, seed }: VariantJob, parts: number): StreamPart[] {
  const pairs = Math.ceil((NORMALS_PER_SIM * items) / 2)
  const blocks = Math.ceil(pairs / (Math.PI / 4) / TRIES_PER_BLOCK)
  return ranges(blocks, parts).map(({ lo, hi }) => ({
    seed,
    polynomial: lo === 0 ? undefined : jumpPolynomial(lo * WORDS),
    blocks: hi - lo,
  }))
}

/** Which simulations begin in each part, from the tries each has accepted; the last part draws on to the end. */
export function simulationParts(stream: StreamPart[], accepted: number[], sims: number): SimulationPart[] {
  let normals = 0
  return stream.map((part, index) => {
    const first = Math.min(sims, Math.ceil(normals / NORMALS_PER_SIM))
    const skip = (NORMALS_PER_SIM - (normals % NORMALS_PER_SIM)) % NORMALS_PER_SIM
    normals += 2 * (accepted[index] ?? 0)
    const last = index === stream.length - 1
    const end = last ? sims : Math.min(sims, Math.ceil(normals / NORMALS_PER_SIM))
    return { ...part, skip, first, sims: end - first }
  })
}
