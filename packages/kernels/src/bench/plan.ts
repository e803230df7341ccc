/** From what a person chose to a plan: defaults filled in, everything checked, each fault said in a sentence. */
import type { KernelMeta, Params, RungMeta } from '../catalog/types.ts'
import type { Rung } from '../words.ts'
import type { LadderPlan } from './types.ts'

/** What a person may choose; the rest has defaults. */
export interface LadderChoice {
  params?: Record<string, number> | undefined
  /** Numbers of workers for the rungs that scale; by default 2, 4 … and all cores. */
  workers?: readonly number[] | undefined
  /** Parts of rung names, e.g. "simd" or "javascript/workers"; by default all rungs. */
  only?: readonly string[] | undefined
  seed?: number | undefined
  ticket?: string | null | undefined
  budgetMs?: number | undefined
  targetWidth?: number | undefined
}

/** A choice that cannot be run; the message says what to choose instead. */
export class PlanError extends Error {
  override name = 'PlanError'
}

/** The default budget, and more where there are many rungs: six samples of 200 ms each, a first run and a warm-up. */
const LEAST_BUDGET_MS = 20_000
const RUNG_BUDGET_MS = 2000
/** ± 2.5 %: a bar's end is then about as wide as a pencil line. */
export const DEFAULT_WIDTH = 0.05
const MOST_WORKERS = 500

/** The plan of a ladder over this kernel's rungs. */
export function planLadder(meta: KernelMeta, choice: LadderChoice, cores: number): LadderPlan {
  const params = chosenParams(meta, choice.params ?? {})
  const { seed = 42, targetWidth = DEFAULT_WIDTH } = choice
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new PlanError(`A seed is a whole number from 0 to ${2 ** 32 - 1}, not ${seed}.`)
  const rungs = chosenRungs(meta, choice, params, cores)
  const budgetMs = choice.budgetMs ?? usualBudgetMs(rungs.length)
  if (!(budgetMs > 0)) throw new PlanError('The budget must be longer than nothing.')
  if (!(targetWidth > 0)) throw new PlanError('The width of an interval must be above zero.')
  return { exercise: meta.id, params, rungs, seed, ticket: choice.ticket ?? null, budgetMs, targetWidth }
}

/** The rungs as they will run: without shared memory prange has one worker, however many were chosen. */
export function asTheyRun(rungs: readonly Rung[], shared: boolean): Rung[] {
  if (shared) return [...rungs]
  const prange = rungs.filter(({ strategy }) => strategy === 'prange')
  return rungs
    .filter((rung) => !prange.slice(1).includes(rung))
    .map((rung) => (rung === prange[0] ? { ...rung, workers: 1 } : rung))
}

/** The time a ladder of so many rungs takes where nobody chose another. */
export const usualBudgetMs = (rungs: number): number => Math.max(LEAST_BUDGET_MS, rungs * RUNG_BUDGET_MS)

function chosenParams(meta: KernelMeta, chosen: Record<string, number>): Params {
  const known = Object.keys(meta.params)
  const strange = Object.keys(chosen).find((name) => !known.includes(name))
  if (strange !== undefined)
    throw new PlanError(`${meta.id} has no parameter "${strange}". It has: ${known.join(', ')}.`)
  return Object.fromEntries(
    Object.entries(meta.params).map(([name, spec]) => {
      const value = chosen[name] ?? spec.default
      if (!(value >= spec.min && value <= spec.max))
        throw new PlanError(`${name} goes from ${spec.min} to ${spec.max}; ${value} is outside.`)
      return [name, value]
    }),
  )
}

function chosenRungs(meta: KernelMeta, { only, workers }: LadderChoice, params: Params, cores: number): Rung[] {
  if (workers && (workers.length === 0 || workers.some((n) => !Number.isInteger(n) || n < 1 || n > MOST_WORKERS)))
    throw new PlanError(`Workers are whole numbers from 1 to ${MOST_WORKERS}, not "${workers.join(',')}".`)
  const counts = workers && [...new Set(workers)].sort((a, b) => a - b)
  const rungs = meta.rungs
    .filter(({ engine, strategy }) => only?.some((part) => `${engine}/${strategy}`.includes(part)) ?? true)
    .flatMap((rung) =>
      (rung.scales ? (counts ?? usualCounts(rung, meta, params, cores)) : [1]).map((workers): Rung => ({
        engine: rung.engine,
        strategy: rung.strategy,
        workers,
      })),
    )
  if (rungs.length > 0) return rungs
  const names = meta.rungs.map(({ engine, strategy }) => `${engine}/${strategy}`)
  throw new PlanError(`No rung of ${meta.id} matches "${only?.join(',') ?? ''}". It has: ${names.join(', ')}.`)
}

/**
 * Computing gains from cores: 2, 4 … and all of them; one worker is what the sequential rung shows. Threads share a core,
 * however many there are. Waiting needs no cores: as many at a time as there are items.
 */
function usualCounts({ strategy, atOnce }: RungMeta, meta: KernelMeta, params: Params, cores: number): number[] {
  if (atOnce !== undefined) return [params[atOnce] ?? 1]
  if (meta.id === 'downloads') return [Math.min(MOST_WORKERS, meta.items(params))]
  const counts = [cores]
  if (strategy !== 'threads') for (let n = 2; n < cores; n *= 2) counts.push(n)
  return counts.sort((a, b) => a - b)
}
