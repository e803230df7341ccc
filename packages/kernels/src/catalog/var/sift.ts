/**
 * The exact selection, coordinator's side: nearly all of the stream of normals is sifted in parts that do not know where
 * a simulation begins (assembly/var-sift.ts), and what each drew tells which of its three ways was right. The rest, a
 * thousandth that depends on how many tries were accepted before, is drawn at the end by one worker.
 */
import type { CatalogPool } from '../context.ts'
import { lanes, ranges } from '../on-pool.ts'
import type { RunOptions, VariantJob } from '../types.ts'
import { rankAmong } from './order.ts'
import { rankOf } from './portfolio.ts'
import type { Selected } from './simd-tasks.ts'
import { NORMALS_PER_SIM, TRIES_PER_BLOCK, streamPart, type SimulationPart, type StreamPart } from './split.ts'

export interface Sifting {
  parts: StreamPart[]
  /** What follows the parts. */
  rest: StreamPart
}

/** The rank looked for is outside of what is kept once in two million runs; then every return is kept. */
const STANDARD_ERRORS = 5
/** Standard deviations of the number of accepted tries: that the parts are more than is wanted happens in no lifetime. */
const SPARE = 8
const ACCEPTED = Math.PI / 4

/** So many blocks as surely are not more than the job uses, over so many parts. */
export function siftingOf(job: VariantJob, parts: number): Sifting {
  const blocks = blocksSurelyUsed(job.items)
  const whole = blocks < parts ? [] : ranges(blocks, parts)
  return {
    parts: whole.map((range) => streamPart(job, range)),
    rest: streamPart(job, { lo: whole.length > 0 ? blocks : 0, hi: blocks }),
  }
}

function blocksSurelyUsed(sims: number): number {
  const pairs = (NORMALS_PER_SIM * sims) / 2
  const tries = pairs / ACCEPTED
  const spare = SPARE * Math.sqrt(tries * ACCEPTED * (1 - ACCEPTED))
  return Math.max(0, Math.floor((pairs - spare) / ACCEPTED / TRIES_PER_BLOCK))
}

/** The return of the job's rank. */
export async function sift(
  { parts, rest }: Sifting,
  pool: CatalogPool,
  { items, seed }: VariantJob,
  { signal, onProgress }: RunOptions,
): Promise<number | undefined> {
  const rank = rankOf(items)
  const share = rank / items
  const inputs = parts.map((part) => ({ ...part, share, standardErrors: STANDARD_ERRORS }))
  const shown = ranges(items, parts.length).map(({ lo, hi }) => ({ items: hi - lo }))
  const outputs = await pool.map('varSift', inputs, { signal, onProgress: onProgress && lanes(shown, onProgress) })

  const known: Selected[] = []
  let normals = 0
  for (const part of outputs) {
    const way = skipAt(normals)
    const { low, high } = part
    known.push({ low, high, ...(part.ways[way] as Pick<Selected, 'below' | 'between'>) })
    normals += part.normals
  }
  const sims = items - simsBegun(normals)
  const whole = (part: SimulationPart) =>
    pool.run('varSelect', { ...part, fast: false, part: 0, share, standardErrors: Infinity }, { signal })
  if (sims >= 0) {
    const last = await whole({ ...rest, skip: skipAt(normals), first: items - sims, sims })
    const value = rankAmong([...known, last], rank)
    if (value !== undefined) return value
  }
  return rankAmong([await whole({ ...streamPart({ seed }, { lo: 0, hi: 0 }), skip: 0, first: 0, sims: items })], rank)
}

/** After so many normals: how many more belong to a simulation that has begun. */
const skipAt = (normals: number): number => (NORMALS_PER_SIM - (normals % NORMALS_PER_SIM)) % NORMALS_PER_SIM
const simsBegun = (normals: number): number => Math.ceil(normals / NORMALS_PER_SIM)
