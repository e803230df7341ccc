/**
 * Every derived number of a run, from `samplesMs` and nothing else. The definitions are those of
 * `packages/kernels/src/stats` (there with their sources); this is the server's own implementation, so that no number a
 * client worked out is ever believed. `tests/support/run-figures.json` holds both to one answer.
 */
import type { Exercise, RungRun } from '@prange/kernels/words'
import type { Estimate, RungFigures } from '../contract/index.ts'

type Timed = Pick<RungRun, 'engine' | 'strategy' | 'workers' | 'items'> & { samplesMs: readonly number[] }

/** Baselines by preference, as the catalog names them; without one, a run is measured by its first sequential rung. */
const BASELINES: { [exercise in Exercise]?: readonly string[] } & { other: readonly string[] } = {
  downloads: ['javascript/sequential', 'python/sequential'],
  other: ['python/sequential', 'javascript/sequential'],
}

const exactlyOne: Estimate = { value: 1, low: 1, high: 1 }

/** The figures of each rung, in the order of the rungs. */
export function figuresOf(exercise: Exercise, rungs: readonly Timed[]): RungFigures[] {
  const baseline = baselineOf(exercise, rungs)
  return rungs.map((rung) => {
    const own = rungs.find((other) => other.engine === rung.engine && other.strategy === 'sequential')
    const medianMs = medianOf(rung.samplesMs)
    return {
      engine: rung.engine,
      strategy: rung.strategy,
      workers: rung.workers,
      medianMs,
      throughput: {
        value: (1000 * rung.items) / medianMs.value,
        low: (1000 * rung.items) / medianMs.high,
        high: (1000 * rung.items) / medianMs.low,
      },
      speedup: baseline ? speedupOf(baseline, rung) : null,
      efficiency: own ? times(speedupOf(own, rung), 1 / rung.workers) : null,
    }
  })
}

/** The rung every speedup of a run divides by; undefined when nothing in it is sequential. */
export function baselineOf<Rung extends Timed>(exercise: Exercise, rungs: readonly Rung[]): Rung | undefined {
  const sequential = rungs.filter(({ strategy }) => strategy === 'sequential')
  const named = (BASELINES[exercise] ?? BASELINES.other).map((name) =>
    sequential.find(({ engine }) => `${engine}/sequential` === name),
  )
  return named.find((rung) => rung !== undefined) ?? sequential[0]
}

/** Time per item of `baseline` over time per item of `rung`, with the MOVER interval on the log scale. */
function speedupOf(baseline: Timed, rung: Timed): Estimate {
  if (baseline === rung) return exactlyOne
  const a = times(medianOf(baseline.samplesMs), 1 / baseline.items)
  const b = times(medianOf(rung.samplesMs), 1 / rung.items)
  const value = a.value / b.value
  const down = Math.hypot(Math.log(a.value / a.low), Math.log(b.high / b.value))
  const up = Math.hypot(Math.log(a.high / a.value), Math.log(b.value / b.low))
  return { value, low: value / Math.exp(down), high: value * Math.exp(up) }
}

/**
 * The median with its distribution-free 95 % interval between order statistics. A sample of 0 counts as a nanosecond:
 * such a run is flagged anyway, and this keeps its figures finite.
 */
function medianOf(samplesMs: readonly number[]): Estimate {
  const ascending = samplesMs.map((ms) => Math.max(ms, 1e-6)).sort((a, b) => a - b)
  const n = ascending.length
  const at = (index: number) => ascending[index] ?? NaN
  const rank = medianRank(n)
  return { value: (at((n - 1) >> 1) + at(n >> 1)) / 2, low: at(rank - 1), high: at(n - rank) }
}

/** The largest k ≥ 1 with P(Bin(n, ½) < k) ≤ 2.5 %; in logarithms, because 2⁻ⁿ underflows from n = 1075. */
function medianRank(n: number): number {
  let below = 0
  let logTerm = -n * Math.LN2
  let k = 0
  while ((below += Math.exp(logTerm)) <= 0.025) {
    logTerm += Math.log((n - k) / (k + 1))
    k += 1
  }
  return Math.max(k, 1)
}

const times = ({ value, low, high }: Estimate, factor: number): Estimate => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
})
