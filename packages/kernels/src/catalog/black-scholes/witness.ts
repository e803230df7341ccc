/**
 * Witness of black-scholes: the mean price of the first 1000 options of the seed in nine significant digits
 * (`toPrecision(9)`); whatever the number of options of the run. Options are drawn as in options.ts from the doubles of
 * pi/witness.ts, and priced as in reference.ts.
 */
import type { Params } from '../types.ts'
import { blackScholesReference } from './reference.ts'

export const blackScholesWitness = (params: Params, seed: number): string =>
  blackScholesReference({
    params,
    seed,
    items: 1000,
    rung: { engine: 'javascript', strategy: 'sequential', workers: 1 },
  }).checksum
