import { onPool } from '../on-pool.ts'
import type { VariantJob } from '../types.ts'
import { sumsAnswer } from './reference.ts'

const answer = (outputs: number[][]) => sumsAnswer(outputs.flat())

export const sequential = onPool({
  rung: 'javascript/sequential',
  task: 'slowSum',
  split: (job) => [{ input: sizes(job), items: job.items }],
  combine: answer,
})

export const threads = onPool({
  rung: 'javascript/threads',
  task: 'slowSumInterleaved',
  split: (job) => [{ input: { ns: sizes(job), inFlight: job.rung.workers }, items: job.items }],
  combine: answer,
})

export const workers = onPool({
  rung: 'javascript/workers',
  task: 'slowSum',
  split: (job) => sizes(job).map((n, task) => ({ input: [n], items: n, name: `sum ${task + 1}` })),
  combine: answer,
})

/** The job's additions in as many equal sums as its parameters say. */
function sizes({ params, items }: VariantJob): number[] {
  const tasks = params.tasks ?? 1
  return Array.from({ length: tasks }, () => Math.floor(items / tasks))
}
