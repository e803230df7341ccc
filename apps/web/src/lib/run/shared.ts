/** A shared run as the pages show it: the server's figures, in the shape of a ladder's own. */
import type { SharedRun } from '@prange/api/contract'
import type { RungState } from '@prange/kernels/bench/types'
import { describeRung, kernelOf } from '@prange/kernels/catalog'
import { outliers } from '@prange/kernels/stats'
import type { Run, Rung } from '@prange/kernels/words'
import { rungWords } from '#lib/ui/engines.ts'

/** The rungs of a shared run as finished rung states. */
export function sharedStates({ exercise, params, rungs, figures }: SharedRun): RungState[] {
  return rungs.flatMap((rung, index): RungState[] => {
    const derived = figures[index]
    if (!derived) return []
    const { medianMs, throughput, speedup, efficiency } = derived
    return [
      {
        rung: { engine: rung.engine, strategy: rung.strategy, workers: rung.workers },
        label: labelOf(exercise, params, rung),
        phase: 'done',
        items: rung.items,
        samplesMs: rung.samplesMs,
        outliers: outliers(rung.samplesMs),
        ...(rung.firstMs === undefined ? {} : { firstMs: rung.firstMs }),
        ...(rung.compileMs === undefined ? {} : { compileMs: rung.compileMs }),
        medianMs,
        throughput,
        ...(speedup ? { speedup } : {}),
        ...(efficiency ? { efficiency } : {}),
      },
    ]
  })
}

/** What a rung is called; a rung that the catalog has no longer keeps its plain words. */
export function labelOf(exercise: Run['exercise'], params: Run['params'], rung: Rung): string {
  const meta = kernelOf(exercise)?.meta
  const known = meta?.rungs.some(({ engine, strategy }) => engine === rung.engine && strategy === rung.strategy)
  return meta && known ? describeRung(meta, rung, params).label : rungWords(rung)
}

/** The rung that gained most, for the headline; undefined where nothing gained. */
export function bestOf(states: readonly RungState[]): RungState | undefined {
  return states
    .filter(({ speedup }) => speedup !== undefined && speedup.value > 1)
    .toSorted((a, b) => (b.speedup?.value ?? 0) - (a.speedup?.value ?? 0))
    .at(0)
}
