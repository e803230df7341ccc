/** What a ladder derives from its samples: outliers and figures of every rung, the finished run, the laws of scaling. */
import type { KernelMeta } from '../catalog/types.ts'
import {
  efficiency,
  fitScaling,
  karpFlatt,
  medianInterval,
  outliers,
  speedup,
  throughput,
  type ScalingPoint,
  type ScalingResult,
} from '../stats/index.ts'
import type { Engine, Rung, RungRun, Strategy } from '../words.ts'
import type { RungState } from './types.ts'

/**
 * The rung states with every figure that their samples allow, as fresh objects that may leave this thread. Speedups
 * divide the first baseline of the kernel's list that was timed, else the first sequential rung: as the server does.
 */
export function withFigures(states: readonly RungState[], { baseline }: KernelMeta): RungState[] {
  const timed = states.filter(isTimed)
  const base = baseline
    .map((name) => timed.find(({ rung }) => `${rung.engine}/${rung.strategy}` === name))
    .concat(timed.find(({ rung }) => rung.strategy === 'sequential'))
    .find((state) => state !== undefined)
  return states.map((state) => {
    const { rung, items, tooFast } = state
    const samplesMs = [...state.samplesMs]
    const copy: RungState = { ...state, rung: { ...rung }, samplesMs, outliers: outliers(samplesMs) }
    if (samplesMs.length === 0 || state.phase === 'failed') return copy
    copy.medianMs = medianInterval(samplesMs)
    if (tooFast) return copy
    copy.throughput = throughput({ items, samplesMs })
    if (base) copy.speedup = speedup(base, state)
    const alone = timed.find((other) => other.rung.engine === rung.engine && other.rung.strategy === 'sequential')
    if (alone) copy.efficiency = efficiency(alone, state, rung.workers)
    return copy
  })
}

/** The rungs a run claims: those with steady samples, answers that are right, and times that can be told. */
export function claims(states: readonly RungState[]): RungRun[] {
  return states.filter(isTimed).map(({ rung, items, samplesMs, firstMs, compileMs, answer }) => ({
    ...rung,
    items,
    samplesMs: [...samplesMs],
    ...(firstMs !== undefined && { firstMs }),
    ...(compileMs !== undefined && { compileMs }),
    checksum: answer?.checksum ?? '',
  }))
}

/** How one engine scales by one strategy over the numbers of workers that a run has. */
export interface Scaling {
  engine: Engine
  strategy: Strategy
  points: ScalingPoint[]
  amdahl: ScalingResult
  usl: ScalingResult
  /** From the largest number of workers alone: what can be said with fewer than four points. */
  serialShare?: { workers: number; share: number }
}

const USES_CORES: Strategy[] = ['processes', 'prange', 'workers']

/** The scaling of every engine and core-using strategy with two numbers of workers or more; its sequential rung counts as one. */
export function scalings(rungs: readonly Pick<RungRun, keyof Rung | 'items' | 'samplesMs'>[]): Scaling[] {
  const parallel = rungs.filter(({ strategy }) => USES_CORES.includes(strategy))
  const kinds = new Map(parallel.map((rung) => [`${rung.engine}/${rung.strategy}`, rung]))
  return [...kinds.values()].flatMap(({ engine, strategy }): Scaling[] => {
    const own = parallel.filter((rung) => rung.engine === engine && rung.strategy === strategy)
    const alone = rungs.find((rung) => rung.engine === engine && rung.strategy === 'sequential')
    const members = alone && !own.some(({ workers }) => workers === 1) ? [alone, ...own] : own
    const points = members
      .map((rung) => ({ workers: rung.workers, throughput: throughput(rung).value }))
      .sort((a, b) => a.workers - b.workers)
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last || first.workers === last.workers) return []
    const scaling: Scaling = {
      engine,
      strategy,
      points,
      amdahl: fitScaling('amdahl', points),
      usl: fitScaling('usl', points),
    }
    if (first.workers === 1)
      scaling.serialShare = {
        workers: last.workers,
        share: karpFlatt(last.throughput / first.throughput, last.workers),
      }
    return [scaling]
  })
}

const isTimed = ({ phase, tooFast, samplesMs }: RungState) => phase !== 'failed' && !tooFast && samplesMs.length > 0
