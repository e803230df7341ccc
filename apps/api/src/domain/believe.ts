/**
 * Whether a run can be true. What fails is flagged with a reason for its member, kept, and left out of the ranking. The
 * limits are far outside what honest machines do: a slow laptop, a phone, a 128-core server and a browser with a coarse
 * clock must never meet them.
 */
import type { Engine, Run, RungRun } from '@prange/kernels/words'
import { TICKET_LIFE_MS, type Reason, type RunFlag, type RungFigures } from '../contract/index.ts'
import { baselineOf } from './figures.ts'
import type { TicketFacts } from './tickets.ts'
import { witnessOf } from './witness.ts'

/** What came in the place of a ticket. */
export type TicketClaim = { state: 'none' } | { state: 'invalid' } | { state: 'signed'; facts: TicketFacts }

/** Servers' clocks at the edge agree to well within this. */
const CLOCK_SLACK_MS = 1000

/**
 * Most one worker of an engine gains over one interpreter of the baseline, about ten times what was measured: VaR in
 * f32 SIMD does 22 × Numba's 120 × Python (2 600), Numba's best is some 500, V8's about 100.
 */
const CEILING: Record<Engine, number> = {
  python: 1,
  javascript: 1_000,
  njit: 5_000,
  simd: 30_000,
  webgpu: 1_000_000,
}

/** A measured ratio of two honest medians may be off by this: turbo, caches, a busy baseline. */
const NOISE = 1.5

/** Downloads are timed once each, so nothing tells how busy the machine was meanwhile: twice as long has been seen. */
const NOISE_OF_ONE_SAMPLE = 4

/** Browsers that guard against fingerprinting report fewer cores than there are (Safari 8 at most, Firefox too). */
const HIDDEN_CORES = 2

export function judge(run: Run, figures: readonly RungFigures[], claim: TicketClaim, now: number): Reason[] {
  return [
    ...ticketReasons(run, claim, now),
    ...answerReasons(run, claim),
    ...timerReasons(run),
    ...speedReasons(run, figures),
  ]
}

/** The reason given when a ticket has served another run already; only the one who keeps the runs can know. */
export const replayed: Reason = {
  flag: 'ticket-replayed',
  reason: 'Its ticket has already served another run. Each run takes a new ticket.',
}

function ticketReasons(run: Run, claim: TicketClaim, now: number): Reason[] {
  if (claim.state === 'none') {
    return because(
      'unverified',
      'It was made without a ticket, so its times cannot be checked against a clock of ours.',
    )
  }
  if (claim.state === 'invalid') return because('ticket-invalid', 'Its ticket was not signed by this server.')
  const { exercise, issuedAt } = claim.facts
  if (exercise !== run.exercise) {
    return because('ticket-exercise', `Its ticket was issued for ${exercise}, not for ${run.exercise}.`)
  }
  const ageMs = now - issuedAt
  if (ageMs > TICKET_LIFE_MS) return because('ticket-expired', 'Its ticket is older than 24 hours.')
  const claimedMs = sum(run.rungs.flatMap(({ samplesMs }) => samplesMs))
  if (claimedMs > ageMs + CLOCK_SLACK_MS) {
    const reason = `Its samples add up to ${seconds(claimedMs)}, but its ticket was only ${seconds(ageMs)} old.`
    return because('longer-than-ticket', reason)
  }
  return []
}

/** What does not follow from the seed. A run that carries neither seed nor witness is believed by its times alone. */
function answerReasons(run: Run, claim: TicketClaim): Reason[] {
  const { seed, witness } = run.checks
  const given = claim.state === 'signed' ? claim.facts.seed : seed
  if (seed !== undefined && Number(seed) !== Number(given)) {
    return because('wrong-seed', 'It was computed with another seed than its ticket gave.')
  }
  if (witness === undefined) return []
  const expected = witnessOf(run, Number(given ?? 0))
  if (expected === undefined || expected === String(witness)) return []
  return because('wrong-answer', 'Its answer does not follow from its parameters and its seed.')
}

function timerReasons({ rungs, device }: Run): Reason[] {
  const stepMs = device.timerStepUs / 1000
  const short = rungs.find(({ samplesMs }) => samplesMs.some((ms) => ms <= 0 || ms < stepMs))
  if (!short) return []
  const shortest = Math.min(...short.samplesMs)
  const reason = `A sample of ${nameOf(short)} took ${shortest} ms, which is shorter than its browser's clock can see (${stepMs} ms).`
  return because('below-timer', reason)
}

function speedReasons(run: Run, figures: readonly RungFigures[]): Reason[] {
  const baseline = baselineOf(run.exercise, run.rungs)
  if (!baseline) return []
  for (const [index, rung] of run.rungs.entries()) {
    // What the interval says at least: on a busy machine an honest median can be off by more than any fixed factor.
    const speedup = figures[index]?.speedup?.low ?? 0
    const limit = mostSpeedup(run, rung, baseline)
    if (speedup > limit) {
      const where = run.exercise === 'downloads' ? `${rung.workers} at once` : `on ${run.device.cores} cores`
      const reason = `${nameOf(rung)} is said to be at least ${significant(speedup)} times faster than ${nameOf(baseline)}; ${where} ${Math.floor(limit)} times is beyond anything possible.`
      return because('too-fast', reason)
    }
  }
  return []
}

/** The speedup no honest rung reaches. */
function mostSpeedup({ exercise, device }: Run, rung: RungRun, baseline: RungRun): number {
  if (rung === baseline) return Infinity
  const compiled = rung.engine !== 'python' && rung.engine !== 'javascript'
  // A sum over a polynomial folds to a closed form: its time no longer depends on the items. The lab may hold one, too.
  if (compiled && (exercise === 'slow-sum' || exercise === 'lab')) return Infinity
  const perWorker = rung.engine === baseline.engine || exercise === 'downloads' ? 1 : CEILING[rung.engine]
  const noise = exercise === 'downloads' ? NOISE_OF_ONE_SAMPLE : NOISE
  return perWorker * parallelism(exercise, rung, device.cores) * noise
}

/** How many things a rung can do at once. */
function parallelism(exercise: Run['exercise'], { strategy, workers }: RungRun, cores: number): number {
  if (strategy === 'sequential') return 1
  // Waiting needs no core: downloads, and whatever the lab sleeps on.
  if (exercise === 'downloads' || exercise === 'lab') return workers
  if (strategy === 'threads') return 1
  return Math.min(workers, cores * HIDDEN_CORES)
}

const because = (flag: RunFlag, reason: string): Reason[] => [{ flag, reason }]
const nameOf = ({ engine, strategy, workers }: RungRun) =>
  `${engine}/${strategy}${strategy === 'sequential' ? '' : ` with ${workers}`}`
const significant = (value: number) => Number(value.toPrecision(3))
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
