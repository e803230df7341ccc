import type { NjitKernel } from './njit.ts'
import { sumSizes, sumsAnswer } from './sums.ts'

/** One call for each of the job's equal sums. */
const summing = (functions: NjitKernel['functions']): NjitKernel => ({
  functions,
  open: (_, job) => {
    const sizes = sumSizes(job)
    return {
      args: [BigInt(sizes[0] ?? 0)],
      calls: sizes.length,
      answer: (sums) => sumsAnswer(sums.map((sum) => BigInt(sum as bigint))),
    }
  },
})

export const slowSumNjit = summing({ sequential: 'fast_sum', prange: 'parallel_sum' })
export const burnNjit = summing({ sequential: 'burn_fast', prange: 'burn_parallel' })
