import type { KernelMeta, Params, RungMeta } from './types.ts'
import type { Rung } from '../words.ts'

export interface RungDescription extends Pick<RungMeta, 'label' | 'exactness' | 'explain'> {
  meta: RungMeta
}

/** How one rung reads to a user: its label with the number of workers, and what the chosen method changes about it. */
export function describeRung(kernel: KernelMeta, rung: Rung, params: Params): RungDescription {
  const meta = kernel.rungs.find(({ engine, strategy }) => engine === rung.engine && strategy === rung.strategy)
  if (!meta) throw new RangeError(`${kernel.id} has no rung ${rung.engine}/${rung.strategy}`)
  const { label, exactness, explain } = { ...meta, ...meta.methods?.byValue[params[meta.methods.param] ?? 0] }
  return { meta, label: withWorkers(label, rung.workers), exactness, explain }
}

function withWorkers(label: string, workers: number): string {
  const counted = label.replace('{workers}', String(workers))
  return workers === 1 ? counted.replace(/\b1 (task|worker|thread|process)(es|s)\b/, '1 $1') : counted
}
