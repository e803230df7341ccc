import type { CatalogContext, CatalogPool } from '../context.ts'
import { lanes, ranges } from '../on-pool.ts'
import { FIRST_ADDRESS, makeMemory } from '../simd.ts'
import type { RunOptions, Variant, VariantJob } from '../types.ts'
import type { RungName } from '../../words.ts'
import { bracket, kthOfSorted, quickSelect } from './order.ts'
import { rankOf } from './portfolio.ts'
import { varAnswer } from './reference.ts'
import { SCRATCH_BYTES, SLACK_BYTES, type Method, type Place } from './simd-tasks.ts'
import { simulationParts, streamParts, type SimulationPart } from './split.ts'

/** Returns looked at to guess where the answer lies: the more, the fewer have to be looked at again. */
const SAMPLE = 65_536

export const sequential = simd('simd/sequential')
export const workers = simd('simd/workers')

const methods: readonly Method[] = ['sort', 'select', 'fast']

function simd(rung: RungName): Variant<CatalogContext> {
  return {
    rung,
    async prepare(job, context) {
      const method = methods[job.params.method ?? 0] ?? 'sort'
      const spread = job.rung.strategy === 'workers' ? job.rung.workers : 1
      const { shared } = await context.pool(spread)
      const stream = method === 'fast' ? [] : streamParts(job, spread)
      const memory = shared && spread > 1 ? makeMemory(memoryBytes(job.items, spread), true) : undefined
      return {
        async run(options = {}) {
          const pool = await context.pool(spread)
          const accepted = stream.length > 1 ? await pool.map('varCountSimd', stream, { signal: options.signal }) : []
          const parts = method === 'fast' ? fastParts(job, spread) : simulationParts(stream, accepted, job.items)
          return varAnswer(await valueOf(parts, { method, memory, pool, job, options }))
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

interface Run {
  method: Method
  memory: WebAssembly.Memory | undefined
  pool: CatalogPool
  job: VariantJob
  options: RunOptions
}

async function valueOf(parts: SimulationPart[], run: Run): Promise<number | undefined> {
  const { method, memory, pool, job, options } = run
  if (job.items === 0) return undefined
  const rank = rankOf(job.items)
  const places = parts.map((part, index) => memory && placeOf(memory, part, index, parts.length, job.items))
  // A lone worker keeps its returns where they are for its next task; with several, another might be given that task.
  const keep = pool.size === 1
  const rankHere = method === 'sort' && parts.length === 1 ? rank : undefined
  const outputs = await pool.map(
    'varSimd',
    parts.map((part, index) => ({
      ...part,
      ...{ method, part: index, place: places[index] },
      keep,
      sample: Math.ceil((SAMPLE * part.sims) / job.items),
      rank: rankHere,
    })),
    {
      signal: options.signal,
      onProgress:
        options.onProgress &&
        lanes(
          parts.map(({ sims }) => ({ items: sims })),
          options.onProgress,
        ),
    },
  )
  if (method === 'sort') {
    if (rankHere !== undefined) return outputs[0]?.atRank
    const sorted = parts.map(
      ({ sims }, index) =>
        outputs[index]?.returns ?? new Float64Array(memory!.buffer, (places[index] as Place).data, sims),
    )
    return kthOfSorted(sorted, rank)
  }

  const sample = Float64Array.from(outputs.flatMap((output) => [...output.sample]))
  const select = async ({ low, high }: { low: number; high: number }) => {
    const inputs = parts.map(({ sims }, index) => ({
      ...{ method, count: sims, low, high, place: places[index] },
      returns: outputs[index]?.returns,
    }))
    const found = await pool.map('varPartition', inputs, { signal: options.signal })
    const below = found.reduce((sum, part) => sum + part.below, 0)
    const between = Float64Array.from(found.flatMap((part) => [...part.between]))
    const position = rank - below
    return position >= 0 && position < between.length ? quickSelect(between, position) : undefined
  }
  // Once in many thousand runs the guess is wrong; then everything is between.
  return (await select(bracket(sample, rank, job.items))) ?? select({ low: -Infinity, high: Infinity })
}

/** Scratch of every part, then all returns, then as much spare. */
const memoryBytes = (sims: number, parts: number) => parts * (SCRATCH_BYTES + 2 * SLACK_BYTES) + 16 * sims + 64

function placeOf(memory: WebAssembly.Memory, part: SimulationPart, index: number, parts: number, sims: number): Place {
  const start = FIRST_ADDRESS + parts * SCRATCH_BYTES
  const spare = start + 8 * sims + parts * SLACK_BYTES
  const offset = 8 * part.first + index * SLACK_BYTES
  return { memory, scratch: FIRST_ADDRESS + index * SCRATCH_BYTES, data: start + offset, spare: spare + offset }
}
