import type { CatalogContext } from '../context.ts'
import { onPool, ranges } from '../on-pool.ts'
import type { Variant } from '../types.ts'
import type { RungName } from '../../words.ts'
import { piAnswer } from './reference.ts'
import { splitDarts } from './split.ts'

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

const exact = (rung: RungName) =>
  onPool({
    rung,
    task: 'piSimd',
    split: (job, pool) => splitDarts(job, pool.workers),
    combine: (counts, job) => piAnswer(sum(counts), job.items),
  })

const fast = (rung: RungName) =>
  onPool({
    rung,
    task: 'piFast',
    split: (job, pool) =>
      ranges(job.items, pool.workers).map(({ lo, hi }, part) => ({
        input: { seed: job.seed, part, darts: hi - lo },
        items: hi - lo,
      })),
    combine: (counts) => piAnswer(sum(counts.map(({ inside }) => inside)), sum(counts.map(({ darts }) => darts))),
  })

function simd(rung: RungName): Variant<CatalogContext> {
  const methods = [exact(rung), fast(rung)] as const
  return {
    rung,
    prepare: (job, context) => (job.params.method === 1 ? methods[1] : methods[0]).prepare(job, context),
  }
}

export const sequential = simd('simd/sequential')
export const workers = simd('simd/workers')
