/** From what stands in a ladder's controls to the rungs of its plan. */
import { usualBudgetMs } from '@prange/kernels/bench'
import type { KernelMeta, Params, RungMeta } from '@prange/kernels/catalog/types'
import type { Rung, RungName } from '@prange/kernels/words'

export const nameOf = ({ engine, strategy }: Pick<RungMeta, 'engine' | 'strategy'>): RungName => `${engine}/${strategy}`

export interface RungChoice {
  names: readonly RungName[]
  params: Params
  workers: number
  curve: boolean
}

/** The rungs of a plan: each chosen one with as many at once as it takes, and with `curve` those that use cores from 1 up. */
export function chosenRungs(meta: KernelMeta, { names, params, workers, curve }: RungChoice): Rung[] {
  return meta.rungs
    .filter((rung) => names.includes(nameOf(rung)))
    .flatMap((rung) => {
      const { engine, strategy, scales } = rung
      const counts = scales && curve && usesCores(strategy) ? curveOf(workers) : [atOnceOf(rung, { params, workers })]
      return counts.map((count) => ({ engine, strategy, workers: count }))
    })
}

/** How long to measure: seconds, or what so many rungs usually need. */
export type BudgetChoice = '5' | 'usual' | '60'

export const budgetMsOf = (choice: BudgetChoice, rungs: number): number =>
  choice === 'usual' ? usualBudgetMs(rungs) : 1000 * Number(choice)

/** How many a rung runs at once: one, the chosen workers, or what a parameter says. */
export function atOnceOf({ scales, atOnce }: RungMeta, { params, workers }: Pick<RungChoice, 'params' | 'workers'>) {
  if (atOnce !== undefined) return params[atOnce] ?? 1
  return scales ? workers : 1
}

/** Up to eight numbers of workers, all of them where they are few: a law needs four, and more show where it bends. */
export function curveOf(workers: number): number[] {
  if (workers <= 8) return Array.from({ length: workers }, (_, index) => index + 1)
  const counts = Array.from({ length: 8 }, (_, index) => Math.round(workers ** (index / 7)))
  return [...new Set([...counts, 3])].sort((a, b) => a - b)
}

const usesCores = (strategy: Rung['strategy']) =>
  strategy === 'workers' || strategy === 'processes' || strategy === 'prange'
