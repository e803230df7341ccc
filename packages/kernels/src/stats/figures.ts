/**
 * The figures of a run, from its raw samples and nothing else:
 *
 *     median      of samplesMs, with the interval of the median                 ms
 *     perItem     = median / items                                              ms
 *     throughput  = 1000 · items / median      (limits change sides)            items/s
 *     speedup     = perItem(baseline) / perItem(rung), with the interval of a ratio
 *     efficiency  = speedup against the same engine's sequential rung / workers
 *
 * The server derives the same figures with its own code; `tests/support/run-figures.json` holds both to one answer.
 */
import { type Estimate, medianInterval, ratioInterval, scaled } from './interval.ts'

/** What of a rung the figures need: items one sample works through, and the samples in ms. */
export interface Timed {
  items: number
  samplesMs: readonly number[]
}

/** Median time per item in ms. */
export function perItemMs({ items, samplesMs }: Timed): Estimate {
  return scaled(medianInterval(samplesMs), 1 / items)
}

/** Items per second. */
export function throughput({ items, samplesMs }: Timed): Estimate {
  const { value, low, high } = medianInterval(samplesMs)
  return { value: (1000 * items) / value, low: (1000 * items) / high, high: (1000 * items) / low }
}

/** How many times faster per item than the baseline; 1 with no width for the baseline itself. */
export function speedup(baseline: Timed, rung: Timed): Estimate {
  if (baseline === rung) return { value: 1, low: 1, high: 1 }
  return ratioInterval(perItemMs(baseline), perItemMs(rung))
}

/** Speedup against the same engine's sequential rung, over workers: 1 is a perfect use of them. */
export function efficiency(sequential: Timed, rung: Timed, workers: number): Estimate {
  return scaled(speedup(sequential, rung), 1 / workers)
}
