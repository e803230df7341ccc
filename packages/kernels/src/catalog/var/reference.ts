import { Mt19937, Normals } from '../random/index.ts'
import type { Answer, VariantJob } from '../types.ts'
import { DEVIATIONS, MEANS, WEIGHTS, rankOf } from './portfolio.ts'

export function varReference({ items, seed }: VariantJob): Answer {
  const returns = simulatedReturns(items, seed)
  return varAnswer(returns.sort()[rankOf(items)])
}

/** The returns of `sims` simulated days, in the order they are drawn. */
export const simulatedReturns = (sims: number, seed: number): Float64Array =>
  returnsOf(new Normals(new Mt19937(seed)), sims)

/** The next returns that this stream of normals gives. */
export function returnsOf(normals: Normals, sims: number): Float64Array {
  const returns = new Float64Array(sims)
  for (let sim = 0; sim < sims; sim++) {
    let sum = 0
    for (let asset = 0; asset < WEIGHTS.length; asset++)
      sum += (WEIGHTS[asset] as number) * (normals.next() * (DEVIATIONS[asset] as number) + (MEANS[asset] as number))
    returns[sim] = sum
  }
  return returns
}

/** Logarithms differ in their last bit from one implementation to the next, so nine digits are the answer. */
export function varAnswer(value: number | undefined): Answer {
  return value === undefined
    ? { checksum: 'none', text: 'no simulations' }
    : { checksum: value.toPrecision(9), text: value.toPrecision(9), value }
}
