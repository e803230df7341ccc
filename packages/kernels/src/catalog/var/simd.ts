import type { CatalogContext, CatalogPool } from '../context.ts'
import { lanes, ranges } from '../on-pool.ts'
import { FIRST_ADDRESS, makeMemory } from '../simd.ts'
import type { RunOptions, Variant, VariantJob } from '../types.ts'
import type { RungName } from '../../words.ts'
import { kthOfSorted, rankAmong } from './order.ts'
import { rankOf } from './portfolio.ts'
import { varAnswer } from './reference.ts'
import { sift, siftingOf } from './sift.ts'
import { SCRATCH_BYTES, SLACK_BYTES, type Place } from './simd-tasks.ts'
import { acceptedIn, countParts, simulationParts, streamParts, type SimulationPart } from './split.ts'

export const sequential = simd('simd/sequential')
export const workers = simd('simd/workers')

/** By the value of the parameter `method`. */
const methods = { 0: sorting, 1: selecting, 2: hurrying }

/** The rank looked for is outside of what was kept once in two million runs; then everything is kept. */
const STANDARD_ERRORS = [5, Infinity]

function simd(rung: RungName): Variant<CatalogContext> {
  return {
    rung,
    async prepare(job, context) {
      const method = (job.params.method ?? 0) as keyof typeof methods
      const spread = job.rung.strategy === 'workers' ? job.rung.workers : 1
      const { shared } = await context.pool(spread)
      if (job.items === 0) return { run: async () => varAnswer(undefined), dispose: () => {} }
      const find = methods[method](job, spread, shared)
      return {
        run: async (options = {}) => varAnswer(await find(await context.pool(spread), options)),
        dispose: () => {},
      }
    },
  }
}

/** Finds the return asked for, on a pool of as many workers as there are parts. */
type Find = (pool: CatalogPool, options: RunOptions) => Promise<number | undefined>

/** Draws all returns and sorts them; the answer is found between the parts' sorted shares. */
function sorting(job: VariantJob, spread: number, shared: boolean): Find {
  const stream = streamParts(job, spread)
  const counting = countParts(job, spread)
  const memory = shared && spread > 1 ? makeMemory(memoryBytes(job.items, spread), true) : undefined
  const rank = rankOf(job.items)
  return async (pool, { signal, onProgress }) => {
    const accepted = acceptedIn(counting, await pool.map('varCountSimd', counting, { signal }))
    const parts = simulationParts(stream, accepted, job.items)
    const alone = parts.length === 1
    const places = parts.map((part, index) => memory && placeOf(memory, part, index, parts.length, job.items))
    const inputs = parts.map((part, index) => ({ ...part, place: places[index], rank: alone ? rank : undefined }))
    const outputs = await pool.map('varSort', inputs, { signal, onProgress: onProgress && shown(parts, onProgress) })
    if (alone) return outputs[0]?.atRank
    const slices = parts.map(
      ({ sims }, index) =>
        outputs[index]?.returns ?? new Float64Array(memory!.buffer, (places[index] as Place).data, sims),
    )
    return kthOfSorted(slices, rank)
  }
}

/** Draws NumPy's returns, and keeps those near the answer. */
function selecting(job: VariantJob, spread: number): Find {
  const sifting = siftingOf(job, spread)
  return (pool, options) => sift(sifting, pool, job, options)
}

/** Draws 32-bit returns, a stream for each part, and keeps those near the answer. */
function hurrying({ items, seed }: VariantJob, spread: number): Find {
  const parts = ranges(items, spread).map(({ lo, hi }) => ({
    ...{ seed, polynomial: undefined, blocks: 0, skip: 0 },
    ...{ first: lo, sims: hi - lo },
  }))
  const rank = rankOf(items)
  return async (pool, { signal, onProgress }) => {
    for (const standardErrors of STANDARD_ERRORS) {
      const inputs = parts.map((part, index) => ({
        ...part,
        ...{ fast: true, part: index, share: rank / items, standardErrors },
      }))
      const options = { signal, onProgress: onProgress && shown(parts, onProgress) }
      const value = rankAmong(await pool.map('varSelect', inputs, options), rank)
      if (value !== undefined) return value
    }
    return undefined
  }
}

const shown = (parts: SimulationPart[], onProgress: NonNullable<RunOptions['onProgress']>) =>
  lanes(
    parts.map(({ sims }) => ({ items: sims })),
    onProgress,
  )

/** Scratch of every part, then all returns, then as much spare. */
const memoryBytes = (sims: number, parts: number) => parts * (SCRATCH_BYTES + 2 * SLACK_BYTES) + 16 * sims + 64

function placeOf(memory: WebAssembly.Memory, part: SimulationPart, index: number, parts: number, sims: number): Place {
  const start = FIRST_ADDRESS + parts * SCRATCH_BYTES
  const spare = start + 8 * sims + parts * SLACK_BYTES
  const offset = 8 * part.first + index * SLACK_BYTES
  return { memory, scratch: FIRST_ADDRESS + index * SCRATCH_BYTES, data: start + offset, spare: spare + offset }
}
