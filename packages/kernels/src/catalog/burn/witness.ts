/**
 * Witness of burn: Σ (i² mod 1000) for 0 ≤ i < n of one task, as a decimal integer. i² mod 1000 repeats after 1000, so it
 * is ⌊n/1000⌋ times the sum over one period plus the sum over the first n mod 1000. It does not depend on the seed.
 */
import { burnSum } from './reference.ts'

export const burnWitness = ({ n = 0 }: { n?: number }): string =>
  String(Math.floor(n / 1000) * burnSum(1000) + burnSum(n % 1000))
