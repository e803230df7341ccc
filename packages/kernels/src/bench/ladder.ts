/**
 * Runs one ladder, in a worker of the page or in Node; how it goes is in climb.ts.
 *
 *     const outcome = await runLadder(plan, { context: createContext(), appVersion, signal, onEvent })
 *     if (outcome.type === 'done') console.log(outcome.run)
 */
import {
  createContext,
  type CatalogContext,
  findVariant,
  type Kernel,
  kernelOf,
  type Variant,
} from '../catalog/index.ts'
import { seededRandom, type Random } from '../stats/index.ts'
import type { Device, Exercise, Rung } from '../words.ts'
import { Budget } from './budget.ts'
import { Climb } from './climb.ts'
import { machineClock, type Clock } from './clock.ts'
import { detectDevice } from './device.ts'
import { createSpin } from './spin.ts'
import type { LadderEvent, LadderOutcome, LadderPlan } from './types.ts'

/** What a ladder runs on. Whatever is not given is the machine and the catalog themselves. */
export interface LadderDoors {
  appVersion: string
  onEvent: (event: LadderEvent) => void
  /** Pools and API for the variants; a context of its own, disposed at the end, where none is given. */
  context?: CatalogContext
  signal?: AbortSignal
  /** Whether the page was in the background at any time since the ladder started. */
  wasHidden?: () => boolean
  clock?: Clock
  random?: Random
  /** Times the reference spin, in ms. */
  spin?: () => number
  device?: Device
  /** Touch points of the page's screen, where this runs in a worker. */
  touchPoints?: number
  kernel?: Kernel<CatalogContext>
  find?: (exercise: Exercise, rung: Rung, context: CatalogContext) => Promise<Variant<CatalogContext> | undefined>
}

/**
 * Runs the plan and resolves with the last event: `done` with the run, `stopped` at once after an abort, or `failed`
 * where no rung could be timed. Rejects only by a fault of ours.
 */
export async function runLadder(plan: LadderPlan, doors: LadderDoors): Promise<LadderOutcome> {
  const { onEvent, clock = machineClock, signal = new AbortController().signal } = doors
  const { random = seededRandom(plan.seed), find = findVariant, wasHidden = () => false, appVersion } = doors
  const kernel = doors.kernel ?? kernelOf(plan.exercise)
  if (!kernel) return end({ type: 'failed', message: `There is no ladder for "${plan.exercise}".` })
  if (signal.aborted) return end({ type: 'stopped' })
  const device = doors.device ?? detectDevice(clock.stepUs(), doors.touchPoints)
  const context = doors.context ?? createContext()
  // The spin asks how the machine is, so it is timed by the machine's clock even where another one is handed in.
  const spin = doors.spin ?? createSpin(machineClock, device.timerStepUs)
  const budget = new Budget(clock, plan.budgetMs)
  const climb = new Climb(plan, {
    kernel,
    context,
    find: (rung) => find(plan.exercise, rung, context),
    clock,
    random,
    spin,
    device,
    budget,
    userStop: signal,
    stop: AbortSignal.any([signal, budget.over]),
    wasHidden,
    appVersion,
    onEvent,
  })
  try {
    return end(await climb.toTheTop())
  } catch (error) {
    if (signal.aborted) return end({ type: 'stopped' })
    throw error
  } finally {
    budget.close()
    await climb.close()
    if (!doors.context) context.dispose()
  }

  function end(outcome: LadderOutcome): LadderOutcome {
    onEvent(outcome)
    return outcome
  }
}
