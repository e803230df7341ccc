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
  return { meta, label: label.replace('{workers}', String(rung.workers)), exactness, explain }
}
