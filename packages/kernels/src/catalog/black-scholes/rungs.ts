import { onPool, ranges } from '../on-pool.ts'
import { FIRST_ADDRESS, makeMemory } from '../simd.ts'
import type { VariantJob } from '../types.ts'
import { fillOptions } from './options.ts'
import { pricesAnswer } from './reference.ts'
import type { OptionsPart } from './tasks.ts'

const combine = (parts: { sum: number }[], job: VariantJob) =>
  pricesAnswer(
    parts.reduce((sum, part) => sum + part.sum, 0),
    job.items,
  )

const priced = <Task extends 'blackScholes' | 'blackScholesSimd'>(
  rung: 'javascript/sequential' | 'javascript/workers' | 'simd/sequential' | 'simd/workers',
  task: Task,
) => onPool({ rung, task, split: (job, pool) => splitOptions(job, pool), combine })

export const sequential = priced('javascript/sequential', 'blackScholes')
export const workers = priced('javascript/workers', 'blackScholes')
export const simdSequential = priced('simd/sequential', 'blackScholesSimd')
export const simdWorkers = priced('simd/workers', 'blackScholesSimd')
export const threads = onPool({
  rung: 'javascript/threads',
  task: 'blackScholesInterleaved',
  split: (job, pool) =>
    splitOptions(job, pool).map(({ input, items }) => ({ input: { ...input, inFlight: job.rung.workers }, items })),
  combine,
})

/** The job's options, made once, in a part for each worker: views of one shared memory, or columns to be copied. */
function splitOptions(
  job: VariantJob,
  pool: { workers: number; shared: boolean },
): { input: OptionsPart; items: number }[] {
  const { items, seed } = job
  const memory = pool.shared ? makeMemory(4 * 8 * items, true) : undefined
  const buffer = memory?.buffer ?? new ArrayBuffer(FIRST_ADDRESS + 4 * 8 * items)
  const column = (index: number) => new Float64Array(buffer, FIRST_ADDRESS + index * 8 * items, items)
  const [spot, strike, years, prices] = [column(0), column(1), column(2), column(3)]
  fillOptions({ spot, strike, years }, seed)
  return ranges(items, pool.workers).map(({ lo, hi }) => {
    // Where views would drag the whole buffer along, each part gets its own copy.
    const own = (values: Float64Array) => (memory ? values.subarray(lo, hi) : values.slice(lo, hi))
    const columns = { spot: own(spot), strike: own(strike), years: own(years) }
    return { input: { ...columns, prices: memory && prices.subarray(lo, hi), memory }, items: hi - lo }
  })
}
