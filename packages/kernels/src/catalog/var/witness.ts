/**
 * Witness of var: the mean return of the first 1000 simulations of the seed's stream, in nine significant digits
 * (`toPrecision(9)`); whatever the number of simulations of the run. MT19937 and doubles as in pi/witness.ts; normals by
 * the polar method in NumPy's legacy order (random/normals.ts); a return is Σ wᵢ·(zᵢ·σᵢ + μᵢ) over the portfolio's three
 * assets (portfolio.ts), added in that order.
 */
import type { Params } from '../types.ts'
import { simulatedReturns } from './reference.ts'

const SIMS = 1000

export const varWitness = (_: Params, seed: number): string =>
  (simulatedReturns(SIMS, seed).reduce((sum, one) => sum + one, 0) / SIMS).toPrecision(9)
