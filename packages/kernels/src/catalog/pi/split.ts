import { ranges } from '../on-pool.ts'
import { WORDS, jumpPolynomial } from '../random/index.ts'
import type { VariantJob } from '../types.ts'
import { DARTS_PER_BLOCK, type PiPart } from './tasks.ts'

/** The darts of a job in contiguous parts that begin at whole blocks; the last part takes the darts left over. */
export function splitDarts({ items, seed }: VariantJob, parts: number): { input: PiPart; items: number }[] {
  const blocks = Math.floor(items / DARTS_PER_BLOCK)
  const whole = ranges(blocks, parts)
  if (whole.length === 0) whole.push({ lo: 0, hi: 0 })
  return whole.map(({ lo, hi }) => {
    const darts = (hi === blocks ? items : hi * DARTS_PER_BLOCK) - lo * DARTS_PER_BLOCK
    const polynomial = lo === 0 ? undefined : jumpPolynomial(lo * WORDS)
    return { input: { seed, polynomial, darts }, items: darts }
  })
}
