/**
 * The sum of i² for 0 ≤ i < n, as three kinds of numbers see it. It passes 2^53 at n = 300 000 and 2^63 at
 * n = 3 024 617, so with the lesson's 5 000 000 all three differ, and each language is right in its own arithmetic.
 */
import type { Engine } from '../../words.ts'
import { sumsAnswer, sumSizes } from '../sums.ts'
import type { Answer, VariantJob } from '../types.ts'

export interface SumsOfSquares {
  /** As Python: integers of any length. (n−1)·n·(2n−1)/6. */
  exact: bigint
  /** As Numba: 64 bits, the rest is lost. */
  int64: bigint
  /** As JavaScript: each addition rounded to a float64, in this order. */
  float64: number
}

export function sumsOfSquares(n: number): SumsOfSquares {
  const big = BigInt(n)
  const exact = n === 0 ? 0n : ((big - 1n) * big * (2n * big - 1n)) / 6n
  let float64 = 0
  for (let i = 0; i < n; i++) float64 += i * i
  return { exact, int64: BigInt.asIntN(64, exact), float64 }
}

const arithmetic: Record<Engine, keyof SumsOfSquares> = {
  python: 'exact',
  javascript: 'float64',
  njit: 'int64',
  simd: 'int64',
  webgpu: 'int64',
}

export function slowSumReference(job: VariantJob): Answer {
  const sizes = sumSizes(job)
  const sum = sumsOfSquares(sizes[0] ?? 0)[arithmetic[job.rung.engine]]
  return sumsAnswer(sizes.map(() => sum))
}
