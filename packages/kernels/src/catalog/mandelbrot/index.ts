import { equalAnswers } from '../agree.ts'
import type { CatalogContext } from '../context.ts'
import { readText } from '../read-asset.ts'
import { pythonVariant } from '../python/index.ts'
import { expectedByReference } from '../reference-task.ts'
import type { Kernel } from '../types.ts'
import { mandelbrotMeta } from './meta.ts'
import { mandelbrotWitness } from './witness.ts'

export const mandelbrot: Kernel<CatalogContext> = {
  meta: mandelbrotMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('mandelbrot', 'sequential', () => mandelbrot),
    'python/threads': () => pythonVariant('mandelbrot', 'threads', () => mandelbrot),
    'python/processes': () => pythonVariant('mandelbrot', 'processes', () => mandelbrot),
    'javascript/sequential': async () => (await import('./rungs.ts')).sequential,
    'javascript/threads': async () => (await import('./rungs.ts')).threads,
    'javascript/workers': async () => (await import('./rungs.ts')).workers,
    'njit/sequential': async () => (await import('../njit.ts')).njit('mandelbrot', 'sequential', () => mandelbrot),
    'njit/prange': async () => (await import('../njit.ts')).njit('mandelbrot', 'prange', () => mandelbrot),
    'simd/sequential': async () => (await import('./rungs.ts')).simdSequential,
    'simd/workers': async () => (await import('./rungs.ts')).simdWorkers,
  },
  expected: expectedByReference('mandelbrot'),
  agrees: equalAnswers,
  witness: mandelbrotWitness,
}
