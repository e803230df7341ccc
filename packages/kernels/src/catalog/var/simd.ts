import type { JobOptions } from '../../pool/index.ts'
import type { CatalogContext, CatalogPool } from '../context.ts'
import { lanes, ranges } from '../on-pool.ts'
import { FIRST_ADDRESS, makeMemory } from '../simd.ts'
import type { Variant, VariantJob } from '../types.ts'
import type { RungName } from '../../words.ts'
import { kthOfSorted, rankAmong } from './order.ts'
import { rankOf } from './portfolio.ts'
import { varAnswer } from './reference.ts'
import { SCRATCH_BYTES, SLACK_BYTES, type Place } from './simd-tasks.ts'
import { acceptedIn, countParts, simulationParts, streamParts, type SimulationPart } from './split.ts'

export const sequential = simd('simd/sequential')
export const workers = simd('simd/workers')

const methods = ['sort', 'select', 'fast'] as const

/** The rank looked for is outside of what was kept once in two million runs; then everything is kept. */
const STANDARD_ERRORS = [5, Infinity]

function simd(rung: RungName): Variant<CatalogContext> {
  return {
    rung,
    async prepare(job, context) {
      const method = methods[job.params.method ?? 0] ?? 'sort'
      const spread = job.rung.strategy === 'workers' ? job.rung.workers : 1
      const { shared } = await context.pool(spread)
      const stream = method === 'fast' ? [] : streamParts(job, spread)
      const counting = method === 'fast' ? [] : countParts(job, spread)
      const memory =
        method === 'sort' && shared && spread > 1 ? makeMemory(memoryBytes(job.items, spread), true) : undefined
      return {
        async run({ signal, onProgress } = {}) {
          if (job.items === 0) return varAnswer(undefined)
          const pool = await context.pool(spread)
          const accepted = acceptedIn(counting, await pool.map('varCountSimd', counting, { signal }))
          const parts = method === 'fast' ? fastParts(job, spread) : simulationParts(stream, accepted, job.items)
          const items = parts.map(({ sims }) => ({ items: sims }))
          const options = { signal, onProgress: onProgress && lanes(items, onProgress) }
          return varAnswer(
            method === 'sort'
              ? await sorted(parts, memory, pool, job, options)
              : await selected(parts, method === 'fast', pool, job, options),
          )
        },
        dispose: () => {},
      }
    },
  }
}

const fastParts = ({ items, seed }: VariantJob, parts: number): SimulationPart[] =>
  ranges(items, parts).map(({ lo, hi }) => ({
    ...{ seed, polynomial: undefined, blocks: 0, skip: 0 },
    ...{ first: lo, sims: hi - lo },
  }))

async function sorted(
  parts: SimulationPart[],
  memory: WebAssembly.Memory | undefined,
  pool: CatalogPool,
  { items }: VariantJob,
  options: JobOptions,
): Promise<number | undefined> {
  const rank = rankOf(items)
  const alone = parts.length === 1
  const places = parts.map((part, index) => memory && placeOf(memory, part, index, parts.length, items))
  const inputs = parts.map((part, index) => ({ ...part, place: places[index], rank: alone ? rank : undefined }))
  const outputs = await pool.map('varSort', inputs, options)
  if (alone) return outputs[0]?.atRank
  const slices = parts.map(
    ({ sims }, index) =>
      outputs[index]?.returns ?? new Float64Array(memory!.buffer, (places[index] as Place).data, sims),
  )
  return kthOfSorted(slices, rank)
}

async function selected(
  parts: SimulationPart[],
  fast: boolean,
  pool: CatalogPool,
  { items }: VariantJob,
  options: JobOptions,
): Promise<number | undefined> {
  const rank = rankOf(items)
  for (const standardErrors of STANDARD_ERRORS) {
    const inputs = parts.map((part, index) => ({ ...part, fast, part: index, share: rank / items, standardErrors }))
    const value = rankAmong(await pool.map('varSelect', inputs, options), rank)
    if (value !== undefined) return value
  }
  return undefined
}

/** Scratch of every part, then all returns, then as much spare. */
const memoryBytes = (sims: number, parts: number) => parts * (SCRATCH_BYTES + 2 * SLACK_BYTES) + 16 * sims + 64

function placeOf(memory: WebAssembly.Memory, part: SimulationPart, index: number, parts: number, sims: number): Place {
  const start = FIRST_ADDRESS + parts * SCRATCH_BYTES
  const spare = start + 8 * sims + parts * SLACK_BYTES
  const offset = 8 * part.first + index * SLACK_BYTES
  return { memory, scratch: FIRST_ADDRESS + index * SCRATCH_BYTES, data: start + offset, spare: spare + offset }
}
