/** What the catalog's variants run on: pools of workers, the API, and engines that are loaded only when wanted. */
import { createPool, spawnWorker, type Pool } from '../pool/index.ts'
import type { tasks } from './tasks.ts'
import type { Answer, Variant } from './types.ts'
import type { Exercise, RungName } from '../words.ts'

export type CatalogPool = Pool<typeof tasks>

export interface CatalogContext {
  /** A pool of so many workers, all of them ready; the same one for the same number, until `dispose`. */
  pool(workers: number): Promise<CatalogPool>
  /** Where the API is, e.g. "" in a page or "http://127.0.0.1:8787"; undefined where there is none. */
  readonly apiBase: string | undefined
  /** Variants of engines that this room does not know, such as Python; undefined where the engine has none. */
  readonly engine: ((exercise: Exercise, rung: RungName) => Promise<Variant<CatalogContext> | undefined>) | undefined
  /** Answers of the reference, remembered: a ladder asks for the same one for every rung and sample. */
  readonly answers: Map<string, Promise<Answer>>
  /** Terminates the pools. The context can be used on: pools are made anew. */
  dispose(): void
}

/** A context for one runner. `shared: false` makes its pools transfer where they could share memory. */
export function createContext({
  apiBase,
  engine,
  shared,
}: {
  apiBase?: string
  engine?: CatalogContext['engine']
  shared?: boolean
} = {}): CatalogContext {
  const pools = new Map<number, CatalogPool>()
  return {
    apiBase,
    engine,
    answers: new Map(),
    async pool(workers) {
      let pool = pools.get(workers)
      if (!pool) {
        pool = createPool({ size: workers, spawn, ...(shared !== undefined && { shared }) })
        pools.set(workers, pool)
      }
      try {
        await pool.ready()
      } catch (error) {
        pools.delete(workers)
        throw error
      }
      return pool
    },
    dispose() {
      for (const pool of pools.values()) pool.dispose()
      pools.clear()
    },
  }
}

// Node is told the file's name through a variable: a bundler would otherwise copy the source as an asset.
const entry = './worker.ts'
const spawn = () =>
  spawnWorker({
    browser: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    node: () => new URL(entry, import.meta.url),
  })
