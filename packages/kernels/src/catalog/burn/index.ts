import { equalAnswers } from '../agree.ts'
import type { CatalogContext } from '../context.ts'
import { readText } from '../read-asset.ts'
import { expectedByReference } from '../reference-task.ts'
import { pythonVariant } from '../python/index.ts'
import type { Kernel } from '../types.ts'
import { burnMeta } from './meta.ts'
import { burnWitness } from './witness.ts'

export const burn: Kernel<CatalogContext> = {
  meta: burnMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('burn', 'sequential', () => burn),
    'python/threads': () => pythonVariant('burn', 'threads', () => burn),
    'python/processes': () => pythonVariant('burn', 'processes', () => burn),
    'javascript/sequential': async () => (await import('./rungs.ts')).sequential,
    'javascript/threads': async () => (await import('./rungs.ts')).threads,
    'javascript/workers': async () => (await import('./rungs.ts')).workers,
    'njit/sequential': async () => (await import('../njit.ts')).njit('burn', 'sequential', () => burn),
    'njit/prange': async () => (await import('../njit.ts')).njit('burn', 'prange', () => burn),
    'simd/sequential': async () => (await import('./rungs.ts')).simdSequential,
    'simd/workers': async () => (await import('./rungs.ts')).simdWorkers,
  },
  expected: expectedByReference('burn'),
  agrees: equalAnswers,
  witness: burnWitness,
}
