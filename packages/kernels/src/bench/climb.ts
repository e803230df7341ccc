/**
 * One ladder while it runs:
 *
 *     spin │ open every rung, check answers │ warm every rung, sample it │ round │ round │ spin │ round … │ spin │ run
 *          └ first, compile                   └ quick ones first           └ steady samples, interleaved, until narrow
 *                                                                            or over budget
 *
 * A rung that fails says why and drops out; the others go on.
 */
import { describeRung, type CatalogContext, type Kernel, type Progress, type Variant } from '../catalog/index.ts'
import type { Random } from '../stats/index.ts'
import type { Device, Run, Rung } from '../words.ts'
import type { Budget } from './budget.ts'
import type { Clock } from './clock.ts'
import { claims, withFigures } from './figures.ts'
import { watchPressure, type PressureWatch } from './pressure.ts'
import { judge } from './quality.ts'
import { WARM_SHARE, expectedRestMs, isNarrow, nextRound, sampleLengthMs } from './rules.ts'
import { createTrial, type Trial } from './trial.ts'
import type { LadderEvent, LadderOutcome, LadderPlan } from './types.ts'

export interface Gear {
  kernel: Kernel<CatalogContext>
  context: CatalogContext
  find(rung: Rung): Promise<Variant<CatalogContext> | undefined>
  clock: Clock
  random: Random
  spin(): number
  device: Device
  budget: Budget
  /** Fires when the user stops. */
  userStop: AbortSignal
  /** Fires when the user stops or the budget is over. */
  stop: AbortSignal
  wasHidden(): boolean
  appVersion: string
  onEvent(event: LadderEvent): void
}

/** The spin is repeated between rounds, but not more often than this. */
const SPIN_EVERY_MS = 500
/** Lanes move 30 times a second. */
const PROGRESS_EVERY_MS = 33
/** Share of the budget that the first run of one rung may take. */
const FIRST_SHARE = 0.4
/** Enough for nine megabytes of Python on a slow line, and for a reference that is slow on purpose. */
const ASIDE_MS = 120_000
/** A rung is warm after three samples at the earliest. */
const LEAST_WARM_SAMPLES = 3
/** A machine that is busy takes longer for the next run than for the last one. */
const STRETCH = 1.5
const OVER = 'choose fewer items, fewer rungs or more time.'
const NOT_ONCE = `The budget ended before it had run once: ${OVER}`
const NOT_STEADY = `The budget ended before a steady sample: ${OVER}`

export class Climb {
  private readonly plan: LadderPlan
  private readonly gear: Gear
  private readonly trials: Trial[]
  private readonly pressure: PressureWatch
  private readonly spinsMs: number[] = []
  private readonly startedMs: number
  private spunAtMs = 0
  private fewSamples = false

  constructor(plan: LadderPlan, gear: Gear) {
    this.plan = plan
    this.gear = gear
    this.startedMs = gear.clock.now()
    const { params, seed } = plan
    const { kernel, device, clock } = gear
    const course = { ...gear, signal: gear.stop, sampleMs: sampleLengthMs(device.timerStepUs), params, seed }
    this.trials = plan.rungs.map((rung) => createTrial(rung, describeRung(kernel.meta, rung, params), course))
    this.pressure = watchPressure({ clock, cores: device.cores }, (state) => gear.onEvent({ type: 'pressure', state }))
  }

  /** Resolves when every rung is done or has failed; rejects when the user stopped. */
  async toTheTop(): Promise<LadderOutcome> {
    this.gear.budget.resume()
    this.spin()
    this.tell()
    for (const trial of this.soonReadyFirst()) await this.attempt(trial, () => this.open(trial))
    const allowanceMs = this.warmingMs() / this.trials.length
    for (const trial of this.timed().toSorted((a, b) => a.nextMs - b.nextMs)) await this.begin(trial, allowanceMs)
    while (await this.round()) if (this.gear.clock.now() - this.spunAtMs > SPIN_EVERY_MS) this.spin()
    this.spin()
    return this.finish()
  }

  /** Python takes seconds to start: what is there at once is shown at work before. */
  private soonReadyFirst(): Trial[] {
    const isSoon = ({ state }: Trial) => state.rung.engine !== 'python'
    return [...this.trials.filter(isSoon), ...this.trials.filter((trial) => !isSoon(trial))]
  }

  /** Makes a rung ready, runs it once, for a share of the budget so that the others have their turn, and checks it. */
  private async open(trial: Trial): Promise<void> {
    const { budget } = this.gear
    const firstMs = FIRST_SHARE * this.plan.budgetMs
    // Many rungs on a slow machine: the last of them shall have its turn too, but not at the cost of those before it.
    const keptMs = this.samplesMs() + this.leastWarmingMs()
    budget.atLeast(firstMs + keptMs)
    const mostMs = Math.min(firstMs, budget.leftMs - keptMs)
    if (mostMs <= 0) throw new Error(NOT_ONCE)
    const late = `It was not ready after ${seconds(ASIDE_MS)}: check the connection and try again.`
    const ready = this.aside(late, (until) => trial.prepare(until))
    this.tell()
    await ready
    const long =
      mostMs < firstMs
        ? NOT_ONCE
        : `One run takes more than ${seconds(firstMs)}: choose fewer items or give it more time.`
    await this.limited(mostMs, long, (until) => trial.runFirst(until, this.lanes(trial)))
    const unchecked = `Its answer could not be checked in ${seconds(ASIDE_MS)}: choose fewer items.`
    await this.aside(unchecked, (until) => trial.check(until))
  }

  /** Warms a rung and takes its first sample at once: what a slower one does after that takes nothing from it. */
  private async begin(trial: Trial, allowanceMs: number): Promise<void> {
    await this.attempt(trial, () => trial.warm(allowanceMs))
    if (trial.state.phase === 'measuring' && trial.nextMs <= this.gear.budget.leftMs) await this.sample(trial)
  }

  /** Time for warming up: what is left beside one steady sample of every rung, for which the budget is stretched. */
  private warmingMs(): number {
    const { budget } = this.gear
    const keptMs = this.samplesMs()
    budget.atLeast(keptMs)
    return Math.max(0, Math.min(WARM_SHARE * this.plan.budgetMs, budget.leftMs - keptMs))
  }

  /** Time for one steady sample of every rung that has run. */
  private samplesMs(): number {
    return STRETCH * this.timed().reduce((sum, { nextMs }) => sum + nextMs, 0)
  }

  /** Without it quick rungs would find no number of runs that fills a sample. */
  private leastWarmingMs(): number {
    return LEAST_WARM_SAMPLES * sampleLengthMs(this.gear.device.timerStepUs) * this.timed().length
  }

  /** Takes a step that measures nothing, with the budget standing still. */
  private async aside(sentence: string, step: (until: AbortSignal) => Promise<void>): Promise<void> {
    const { budget } = this.gear
    budget.pause()
    try {
      await this.limited(ASIDE_MS, sentence, step)
    } finally {
      budget.resume()
    }
  }

  /** Takes a step that is given up, with this sentence, after so long. */
  private async limited(limitMs: number, sentence: string, step: (until: AbortSignal) => Promise<void>): Promise<void> {
    const { clock, stop } = this.gear
    const limit = new AbortController()
    const callOff = clock.after(limitMs, () => limit.abort(new Error(sentence)))
    try {
      await step(AbortSignal.any([stop, limit.signal]))
    } finally {
      callOff()
    }
  }

  async close(): Promise<void> {
    this.pressure.stop()
    await Promise.all(this.trials.map((trial) => trial.close()))
  }

  /** One steady sample of each rung whose turn it is and whose sample still fits; false when there was none. */
  private async round(): Promise<boolean> {
    const { budget, random } = this.gear
    const { targetWidth } = this.plan
    const trials = this.timed()
    let taken = 0
    for (const index of nextRound(trials.map(turnOf), targetWidth, random)) {
      const trial = trials[index]
      if (!trial || trial.state.phase === 'failed' || trial.nextMs > budget.leftMs) continue
      taken++
      await this.sample(trial)
    }
    return taken > 0
  }

  private sample(trial: Trial): Promise<void> {
    return this.attempt(trial, async () => {
      await trial.sample(this.lanes(trial))
      if (isNarrow(trial.state.samplesMs, this.plan.targetWidth)) trial.state.phase = 'done'
    })
  }

  /** Takes one step of one rung; what goes wrong ends the rung, unless it was the user who stopped. */
  private async attempt(trial: Trial, step: () => Promise<void>): Promise<void> {
    const { userStop, stop } = this.gear
    this.pressure.load(coresOf(trial.state.rung))
    try {
      await step()
    } catch (error) {
      if (userStop.aborted) throw error
      const { samplesMs, firstMs } = trial.state
      if (!stop.aborted) trial.fail(sentenceOf(error))
      else if (firstMs === undefined) trial.fail(NOT_ONCE)
      else if (samplesMs.length === 0) trial.fail(NOT_STEADY)
      // A rung that has just failed may not be able to tidy up either; what went wrong is told already.
      if (trial.state.phase === 'failed') await trial.close().catch(() => {})
    } finally {
      this.pressure.load(0)
    }
    this.tell()
  }

  private finish(): LadderOutcome {
    const { kernel, device, appVersion } = this.gear
    const { exercise, params, seed, ticket, targetWidth } = this.plan
    for (const trial of this.timed()) {
      const { samplesMs } = trial.state
      if (samplesMs.length === 0) trial.fail(NOT_STEADY)
      else trial.state.phase = 'done'
      this.fewSamples ||= !isNarrow(samplesMs, targetWidth)
    }
    const rungs = withFigures(this.states, kernel.meta)
    const claimed = claims(this.states)
    const quality = this.quality()
    if (claimed.length === 0) {
      const reason = rungs.find(({ error }) => error !== undefined)?.error
      return { type: 'failed', message: reason ?? 'Every rung was too fast to time: choose more items.' }
    }
    const tooFast = rungs.filter((state) => state.tooFast).map(({ rung }) => `${rung.engine}/${rung.strategy}`)
    const run: Run = {
      schema: 1,
      exercise,
      params,
      ticket,
      checks: {
        seed,
        answer: this.answer(),
        witness: kernel.witness(params, seed),
        ...(tooFast.length > 0 && { tooFast: tooFast.join(' ') }),
      },
      device,
      rungs: claimed,
      quality,
      appVersion,
    }
    return { type: 'done', run, rungs, quality, device }
  }

  /** The exercise's answer as a person would write it, from a rung that gives the whole and exact one if there is any. */
  private answer(): string {
    const right = this.trials.filter(({ state }) => state.answer?.agrees)
    return (right.find(({ whole }) => whole) ?? right[0])?.state.answer?.text ?? ''
  }

  private tell(): void {
    const { clock, kernel, onEvent, budget } = this.gear
    const sampling = this.trials.every(({ state }) => ['measuring', 'done', 'failed'].includes(state.phase))
    const restMs = sampling ? expectedRestMs(this.timed().map(turnOf), this.plan.targetWidth) : Infinity
    onEvent({
      type: 'state',
      rungs: withFigures(this.states, kernel.meta),
      elapsedMs: clock.now() - this.startedMs,
      remainingMs: Math.min(budget.leftMs, restMs),
      quality: this.quality(),
    })
  }

  private quality() {
    const { device, wasHidden } = this.gear
    return judge({
      hidden: wasHidden(),
      isolated: device.isolated,
      timerStepUs: device.timerStepUs,
      shortestSampleMs: Math.min(...claims(this.states).flatMap(({ samplesMs }) => samplesMs)),
      pressured: this.pressure.pressured,
      spinsMs: this.spinsMs,
      fewSamples: this.fewSamples,
      tooFast: this.states.some(({ tooFast }) => tooFast),
    })
  }

  private spin(): void {
    this.spinsMs.push(this.gear.spin())
    this.spunAtMs = this.gear.clock.now()
  }

  /**
   * Passes on what one sample reports: tasks that start or end always, mere counts 30 times a second a worker. Of a
   * picture every part of the first run, which is not timed with the others.
   */
  private lanes(trial: Trial): (progress: Progress) => void {
    const rung = this.trials.indexOf(trial)
    const toldMs = new Map<number, number>()
    return (progress) => {
      const lastMs = toldMs.get(progress.worker) ?? -Infinity
      const drawn = progress.tile !== undefined && trial.state.firstMs === undefined
      if (!progress.task && !drawn && progress.atMs - lastMs < PROGRESS_EVERY_MS) return
      toldMs.set(progress.worker, progress.atMs)
      this.gear.onEvent({ type: 'progress', rung, progress })
    }
  }

  /** The rungs still in it: not failed, not too fast. */
  private timed(): Trial[] {
    return this.trials.filter(({ state }) => state.phase !== 'failed' && !state.tooFast)
  }

  private get states() {
    return this.trials.map(({ state }) => state)
  }
}

const turnOf = ({ state, nextMs }: Trial) => ({ samplesMs: state.samplesMs, sampleMs: nextMs })

/** Cores that a rung keeps busy: threads share one, the edge computes elsewhere. */
function coresOf({ strategy, workers }: Rung): number {
  if (strategy === 'edge') return 0
  return strategy === 'sequential' || strategy === 'threads' ? 1 : workers
}

const seconds = (ms: number) => `${Number((ms / 1000).toPrecision(2))} s`

/** What went wrong, as one line that ends like a sentence. */
function sentenceOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n')
  const said = line || 'It failed without a word'
  return /[.!?]$/.test(said) ? said : `${said}.`
}
