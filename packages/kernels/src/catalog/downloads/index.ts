import { equalAnswers } from '../agree.ts'
import type { CatalogContext } from '../context.ts'
import { readText } from '../read-asset.ts'
import { pythonVariant } from '../python/index.ts'
import type { Kernel } from '../types.ts'
import { downloadsMeta } from './meta.ts'
import { downloadsReference } from './reference.ts'
import { downloadsWitness } from './witness.ts'

export const downloads: Kernel<CatalogContext> = {
  meta: downloadsMeta,
  python: () => readText(new URL('./kernel.py', import.meta.url)),
  variants: {
    'python/sequential': () => pythonVariant('downloads', 'sequential', () => downloads),
    'python/threads': () => pythonVariant('downloads', 'threads', () => downloads),
    'javascript/sequential': async () => (await import('./javascript.ts')).sequential,
    'javascript/threads': async () => (await import('./javascript.ts')).threads,
    'javascript/edge': async () => (await import('./javascript.ts')).edge,
  },
  expected: async ({ items }) => downloadsReference(items),
  agrees: equalAnswers,
  witness: downloadsWitness,
}
