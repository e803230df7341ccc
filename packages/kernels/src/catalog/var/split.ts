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
export const TRIES_PER_BLOCK = WORDS / 4
export const NORMALS_PER_SIM = 3

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
export const streamParts = (job: VariantJob, parts: number): StreamPart[] =>
  ranges(blocksOf(job), parts).map((range) => streamPart(job, range))

/** A piece of a part, whose accepted tries are to be counted. */
export interface CountPart extends StreamPart {
  part: number
}

/**
 * What has to be counted: every part but the last, whose tries place nobody. Up to four workers each part is cut into
 * as many pieces, so that none is idle; with more, the pieces' jumps would cost what they gain.
 */
export function countParts(job: VariantJob, parts: number): CountPart[] {
  const pieces = parts <= 4 ? parts : 1
  return ranges(blocksOf(job), parts)
    .slice(0, -1)
    .flatMap(({ lo, hi }, part) =>
      ranges(hi - lo, pieces).map((piece) => ({
        part,
        ...streamPart(job, { lo: lo + piece.lo, hi: lo + piece.hi }),
      })),
    )
}

/** Accepted tries of each part, from those of its pieces. */
export function acceptedIn(pieces: CountPart[], accepted: number[]): number[] {
  const sums: number[] = []
  pieces.forEach(({ part }, index) => (sums[part] = (sums[part] ?? 0) + (accepted[index] as number)))
  return sums
}

function blocksOf({ items }: VariantJob): number {
  const pairs = Math.ceil((NORMALS_PER_SIM * items) / 2)
  return Math.ceil(pairs / (Math.PI / 4) / TRIES_PER_BLOCK)
}

export const streamPart = ({ seed }: Pick<VariantJob, 'seed'>, { lo, hi }: { lo: number; hi: number }): StreamPart => ({
  seed,
  polynomial: lo === 0 ? undefined : jumpPolynomial(lo * WORDS),
  blocks: hi - lo,
})

/** Which simulations begin in each part, from the tries that each but the last accepts; the last draws on to the end. */
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
