import { agreesBy } from '../agree.ts'
import type { CatalogContext } from '../context.ts'
import { readText } from '../read-asset.ts'
import { expectedByReference } from '../reference-task.ts'
import { pythonVariant } from '../python/index.ts'
import type { Kernel } from '../types.ts'
import { piMeta } from './meta.ts'
import { piWitness } from './witness.ts'

export const pi: Kernel<CatalogContext> = {
  meta: piMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('pi', 'sequential', () => pi),
    'python/threads': () => pythonVariant('pi', 'threads', () => pi),
    'python/processes': () => pythonVariant('pi', 'processes', () => pi),
    'javascript/sequential': async () => (await import('./javascript.ts')).sequential,
    'javascript/threads': async () => (await import('./javascript.ts')).threads,
    'javascript/workers': async () => (await import('./javascript.ts')).workers,
    'njit/sequential': async () => (await import('../njit.ts')).njit('pi', 'sequential', () => pi),
    'njit/prange': async () => (await import('../njit.ts')).njit('pi', 'prange', () => pi),
    'simd/sequential': async () => (await import('./simd.ts')).sequential,
    'simd/workers': async () => (await import('./simd.ts')).workers,
  },
  expected: expectedByReference('pi'),
  // A dart is inside with p = π/4: the standard error of 4·inside/n is 4·√(p(1−p)/n) = 1.642/√n.
  agrees: agreesBy(piMeta, ({ items }) => ({ value: Math.PI, within: (6 * 1.642) / Math.sqrt(items) })),
  witness: piWitness,
}
