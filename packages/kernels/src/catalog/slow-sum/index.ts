import type { CatalogContext } from '../context.ts'
import { equalAnswers } from '../agree.ts'
import { readText } from '../read-asset.ts'
import { expectedByReference } from '../reference-task.ts'
import { pythonVariant } from '../python/index.ts'
import type { Kernel } from '../types.ts'
import { slowSumMeta } from './meta.ts'
import { slowSumWitness } from './witness.ts'

export const slowSum: Kernel<CatalogContext> = {
  meta: slowSumMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('slow-sum', 'sequential', () => slowSum),
    'python/threads': () => pythonVariant('slow-sum', 'threads', () => slowSum),
    'python/processes': () => pythonVariant('slow-sum', 'processes', () => slowSum),
    'javascript/sequential': async () => (await import('./rungs.ts')).sequential,
    'javascript/threads': async () => (await import('./rungs.ts')).threads,
    'javascript/workers': async () => (await import('./rungs.ts')).workers,
    'njit/sequential': async () => (await import('../njit.ts')).njit('slow-sum', 'sequential', () => slowSum),
    'njit/prange': async () => (await import('../njit.ts')).njit('slow-sum', 'prange', () => slowSum),
    'simd/sequential': async () => (await import('./rungs.ts')).simdSequential,
    'simd/workers': async () => (await import('./rungs.ts')).simdWorkers,
  },
  expected: expectedByReference('slow-sum', true),
  agrees: equalAnswers,
  witness: slowSumWitness,
}
