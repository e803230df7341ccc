/**
 * When a sample is long enough, a rung warm, an interval narrow, and whose turn is next. Pure decisions on values; the
 * ladder carries them out.
 *
 *     one sample   [run run run run]           as many runs as fill 20 ms; items counted for all of them
 *     warm-up      ▆▄▃▃▃                       until two samples in a row no longer gain 5 % on the best before them
 *     one round    py  js  simd  js  njit      every open rung, in random order; shorter ones up to three times
 */
import { FEWEST_SAMPLES, medianInterval, relativeWidth, shuffled, type Random } from '../stats/index.ts'

/** Shortest sample: long against a dispatch to the pool (14 µs) and a tick of the scheduler (1–4 ms). */
export const SAMPLE_MS = 20
/** A clock's step is at most this share of a sample. */
export const STEP_SHARE = 0.01
/** Most runs in one sample: below 20 ms / 4096 = 5 µs a run, awaiting it is what would be timed. */
export const MOST_RUNS = 4096
/** Most samples of one rung: a hundred give the median's interval ranks 40 and 61, and fit the body of a submission. */
export const MOST_SAMPLES = 100
/** Share of the budget that warming up may take, over all rungs. */
export const WARM_SHARE = 0.25

const SETTLED_GAIN = 0.05
const MOST_TURNS = 3
const COMPANY_SHARE = 0.1

/** How long a sample has to be for a clock of this step: 20 ms, or 100 steps where the clock is coarse. */
export function sampleLengthMs(stepUs: number): number {
  return Math.max(SAMPLE_MS, stepUs / 1000 / STEP_SHARE)
}

/**
 * Runs to put in the next sample, when the fastest sample of `runs` so far took `fastestMs` and one is to take
 * `lengthMs`: never fewer than before.
 */
export function runsForSample(runs: number, fastestMs: number, lengthMs: number): number {
  // A tenth more than needed, so that a rung that is faster yet stays above; ten times where the clock saw nothing.
  const aimMs = 1.1 * lengthMs
  if (fastestMs >= aimMs) return runs
  const needed = fastestMs > 0 ? Math.ceil((runs * aimMs) / fastestMs) : 10 * runs
  return Math.min(MOST_RUNS, Math.max(needed, runs + 1))
}

/** Whether a rung has stopped getting faster: neither of its last two samples gained 5 % on the best before them. */
export function isWarm(samplesMs: readonly number[]): boolean {
  return samplesMs.length >= 3 && [1, 2].every((back) => settled(samplesMs.slice(0, samplesMs.length - back + 1)))
}

/** Whether there are enough samples for an interval, and it is narrow enough. */
export function isNarrow(samplesMs: readonly number[], targetWidth: number): boolean {
  return samplesMs.length >= FEWEST_SAMPLES && relativeWidth(medianInterval(samplesMs)) <= targetWidth
}

/** What `nextRound` needs to know of a rung. */
export interface Turn {
  samplesMs: readonly number[]
  /** How long its next sample will take. */
  sampleMs: number
}

/**
 * Whose turn it is in the next round, as indices in random order; empty when every interval is narrow. A rung that is
 * narrow keeps the others company while it costs little (a tenth of the slowest), so that all are measured at the same
 * times and a slow drift of the machine meets them alike. Until every open rung has enough samples for an interval, none
 * gets two: a short budget is shared fairly.
 */
export function nextRound(turns: readonly Turn[], targetWidth: number, random: Random): number[] {
  const open = turns.filter((turn) => isOpen(turn, targetWidth))
  const slowestMs = Math.max(...open.map(({ sampleMs }) => sampleMs))
  const mostTurns = open.some(({ samplesMs }) => samplesMs.length < FEWEST_SAMPLES) ? 1 : MOST_TURNS
  const slots = turns.flatMap((turn, index) => {
    const times = isOpen(turn, targetWidth)
      ? Math.min(mostTurns, Math.max(1, Math.floor(slowestMs / turn.sampleMs)))
      : turn.samplesMs.length < MOST_SAMPLES && turn.sampleMs <= COMPANY_SHARE * slowestMs
        ? 1
        : 0
    return Array.from({ length: times }, () => index)
  })
  return shuffled(slots, random)
}

/** Likely time until every interval is narrow: widths shrink as 1/√n. */
export function expectedRestMs(turns: readonly Turn[], targetWidth: number): number {
  return turns.reduce((sum, turn) => {
    if (!isOpen(turn, targetWidth)) return sum
    const n = turn.samplesMs.length
    const narrowing = n >= 2 ? (relativeWidth(medianInterval(turn.samplesMs)) / targetWidth) ** 2 : 1
    const needed = Math.min(MOST_SAMPLES, Math.max(FEWEST_SAMPLES, Math.ceil(n * narrowing), n + 1))
    return sum + (needed - n) * turn.sampleMs
  }, 0)
}

const isOpen = ({ samplesMs }: Turn, targetWidth: number) =>
  samplesMs.length < MOST_SAMPLES && !isNarrow(samplesMs, targetWidth)

function settled(samplesMs: readonly number[]): boolean {
  const best = Math.min(...samplesMs.slice(0, -1))
  return (samplesMs.at(-1) ?? 0) >= (1 - SETTLED_GAIN) * best
}
