import { onPool } from '../on-pool.ts'
import type { VariantJob } from '../types.ts'
import { piAnswer } from './reference.ts'
import { splitDarts } from './split.ts'

const answer = (counts: number[], job: VariantJob) =>
  piAnswer(
    counts.reduce((sum, count) => sum + count, 0),
    job.items,
  )

export const sequential = onPool({
  rung: 'javascript/sequential',
  task: 'pi',
  split: (job) => splitDarts(job, 1),
  combine: answer,
})

export const threads = onPool({
  rung: 'javascript/threads',
  task: 'piInterleaved',
  split: (job) =>
    splitDarts(job, 1).map(({ input, items }) => ({ input: { ...input, inFlight: job.rung.workers }, items })),
  combine: answer,
})

export const workers = onPool({
  rung: 'javascript/workers',
  task: 'pi',
  split: (job, pool) => splitDarts(job, pool.workers),
  combine: answer,
})
