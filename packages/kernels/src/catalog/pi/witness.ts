/**
 * Witness of pi: how many of the first 1000 darts of the seed's stream are inside, as a decimal integer; whatever the
 * number of darts of the run. The stream: MT19937 seeded by init_genrand(seed); a double is (a·2^26 + b) / 2^53 of two
 * draws, a = first >>> 5, b = second >>> 6; a dart is x then y; it is inside if x·x + y·y < 1 in float64.
 */
import type { Params } from '../types.ts'
import { dartsInside } from './reference.ts'

export const piWitness = (_: Params, seed: number): string => String(dartsInside(1000, seed))
