import { agreesBy } from '../agree.ts'
import type { CatalogContext } from '../context.ts'
import { readText } from '../read-asset.ts'
import { expectedByReference } from '../reference-task.ts'
import { pythonVariant } from '../python/index.ts'
import type { Kernel } from '../types.ts'
import { varMeta } from './meta.ts'
import { RETURN_DEVIATION, TRUE_VALUE_AT_RISK } from './portfolio.ts'
import { varWitness } from './witness.ts'

export const valueAtRisk: Kernel<CatalogContext> = {
  meta: varMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('var', 'sequential', () => valueAtRisk),
    'python/threads': () => pythonVariant('var', 'threads', () => valueAtRisk),
    'python/processes': () => pythonVariant('var', 'processes', () => valueAtRisk),
    'javascript/sequential': async () => (await import('./javascript.ts')).sequential,
    'javascript/threads': async () => (await import('./javascript.ts')).threads,
    'javascript/workers': async () => (await import('./javascript.ts')).workers,
    'njit/sequential': async () => (await import('../njit.ts')).njit('var', 'sequential', () => valueAtRisk),
    'njit/prange': async () => (await import('../njit.ts')).njit('var', 'prange', () => valueAtRisk),
    'simd/sequential': async () => (await import('./simd.ts')).sequential,
    'simd/workers': async () => (await import('./simd.ts')).workers,
  },
  expected: expectedByReference('var'),
  // The standard error of a sample quantile is √(p(1−p)/n) / density: 2.113 deviations of the return over √n at 5 %.
  // Below a thousand simulations the quantile is one of the few smallest; then only nonsense is caught.
  agrees: agreesBy(varMeta, ({ items }) => ({
    value: TRUE_VALUE_AT_RISK,
    within: RETURN_DEVIATION * (items < 1000 ? 10 : (6 * 2.113) / Math.sqrt(items)),
  })),
  witness: varWitness,
}
