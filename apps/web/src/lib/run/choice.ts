/** From what stands in a ladder's controls to the rungs of its plan. */
import type { KernelMeta, RungMeta } from '@prange/kernels/catalog/types'
import type { Rung, RungName } from '@prange/kernels/words'

export const nameOf = ({ engine, strategy }: Pick<RungMeta, 'engine' | 'strategy'>): RungName => `${engine}/${strategy}`

/** The rungs of a plan: each chosen one with this many workers, and with `curve` those that use cores at 1, 2, 4 … too. */
export function chosenRungs(
  meta: KernelMeta,
  { names, workers, curve }: { names: readonly RungName[]; workers: number; curve: boolean },
): Rung[] {
  return meta.rungs
    .filter((rung) => names.includes(nameOf(rung)))
    .flatMap(({ engine, strategy, scales }) => {
      const counts = !scales ? [1] : curve && usesCores(strategy) ? curveOf(workers) : [workers]
      return counts.map((count) => ({ engine, strategy, workers: count }))
    })
}

/** Up to eight numbers of workers, all of them where they are few: a law needs four, and more show where it bends. */
export function curveOf(workers: number): number[] {
  if (workers <= 8) return Array.from({ length: workers }, (_, index) => index + 1)
  const counts = Array.from({ length: 8 }, (_, index) => Math.round(workers ** (index / 7)))
  return [...new Set([...counts, 3])].sort((a, b) => a - b)
}

const usesCores = (strategy: Rung['strategy']) =>
  strategy === 'workers' || strategy === 'processes' || strategy === 'prange'
