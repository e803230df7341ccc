/**
 * Witness of slow-sum: the exact sum of squares of one task as a decimal integer, (n−1)·n·(2n−1)/6. It does not depend
 * on the seed.
 */
export function slowSumWitness({ n = 0 }: { n?: number }): string {
  const big = BigInt(n)
  return n === 0 ? '0' : String(((big - 1n) * big * (2n * big - 1n)) / 6n)
}
