import { sumsAnswer, sumSizes } from '../sums.ts'
import type { Answer, VariantJob } from '../types.ts'

/** Σ (i² mod 1000) for 0 ≤ i < n: exact in a float64, as i² stays below 2^53 for n up to 94 million. */
export function burnSum(n: number): number {
  let total = 0
  for (let i = 0; i < n; i++) total += (i * i) % 1000
  return total
}

export function burnReference(job: VariantJob): Answer {
  const sizes = sumSizes(job)
  const sum = burnSum(sizes[0] ?? 0)
  return sumsAnswer(sizes.map(() => sum))
}
