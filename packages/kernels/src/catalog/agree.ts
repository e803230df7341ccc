import { describeRung } from './describe.ts'
import type { Answer, Kernel, KernelMeta, VariantJob } from './types.ts'

/** For rungs that promise the same answer to the last bit. */
export const equalAnswers = (answer: Answer, expected: Answer): boolean => answer.checksum === expected.checksum

/** For rungs whose logarithms, exponentials or order of adding may differ in the last bits. */
export const agreesToNineDigits = (answer: Answer, expected: Answer): boolean =>
  equalAnswers(answer, expected) ||
  near(answer, { value: expected.value ?? NaN, within: 1e-9 * Math.abs(expected.value ?? 0) })

/**
 * Exact rungs must give the expected answer; others a number near enough to `target`, what their random streams have in
 * common. An empty job has no number to be near to, and no random numbers to differ by.
 */
export function agreesBy(
  meta: KernelMeta,
  target: (job: VariantJob, expected: Answer) => { value: number; within: number },
): Kernel<never>['agrees'] {
  return (answer, expected, job) => {
    if (job.items === 0 || describeRung(meta, job.rung, job.params).exactness === 'exact')
      return agreesToNineDigits(answer, expected)
    return near(answer, target(job, expected))
  }
}

const near = (answer: Answer, { value, within }: { value: number; within: number }): boolean =>
  Math.abs((answer.value ?? NaN) - value) <= within
