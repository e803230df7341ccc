import { Mt19937 } from '../random/index.ts'
import type { Answer, VariantJob } from '../types.ts'

export const piReference = ({ items, seed }: VariantJob): Answer => piAnswer(dartsInside(items, seed), items)

/** Darts inside the quarter circle of the first `darts` that this seed throws. */
export function dartsInside(darts: number, seed: number): number {
  const generator = new Mt19937(seed)
  let inside = 0
  for (let dart = 0; dart < darts; dart++) {
    const x = generator.random()
    const y = generator.random()
    if (x * x + y * y < 1) inside++
  }
  return inside
}

export function piAnswer(inside: number, darts: number): Answer {
  const value = (4 * inside) / darts
  return { checksum: `${inside}/${darts}`, text: String(value), value }
}
