import { agreesToNineDigits } from '../agree.ts'
import type { CatalogContext } from '../context.ts'
import { readText } from '../read-asset.ts'
import { pythonVariant } from '../python/index.ts'
import { expectedByReference } from '../reference-task.ts'
import type { Kernel } from '../types.ts'
import { blackScholesMeta } from './meta.ts'
import { blackScholesWitness } from './witness.ts'

export const blackScholes: Kernel<CatalogContext> = {
  meta: blackScholesMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('black-scholes', 'sequential', () => blackScholes),
    'python/threads': () => pythonVariant('black-scholes', 'threads', () => blackScholes),
    'python/processes': () => pythonVariant('black-scholes', 'processes', () => blackScholes),
    'javascript/sequential': async () => (await import('./rungs.ts')).sequential,
    'javascript/threads': async () => (await import('./rungs.ts')).threads,
    'javascript/workers': async () => (await import('./rungs.ts')).workers,
    'njit/sequential': async () => (await import('../njit.ts')).njit('black-scholes', 'sequential', () => blackScholes),
    'njit/prange': async () => (await import('../njit.ts')).njit('black-scholes', 'prange', () => blackScholes),
    'simd/sequential': async () => (await import('./rungs.ts')).simdSequential,
    'simd/workers': async () => (await import('./rungs.ts')).simdWorkers,
  },
  expected: expectedByReference('black-scholes'),
  agrees: agreesToNineDigits,
  witness: blackScholesWitness,
}
