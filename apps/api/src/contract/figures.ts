/** What the server works out from samples, and the flags of a run it does not believe. */
import * as v from 'valibot'
import { EngineSchema, StrategySchema } from './run.ts'

export const EstimateSchema = v.object({ value: v.number(), low: v.number(), high: v.number() })
/** An estimate with its 95 % interval. */
export type Estimate = v.InferOutput<typeof EstimateSchema>

/** Why a run is kept but not ranked. Each comes with a sentence for its member in `reasons`. */
export const RUN_FLAGS = [
  'unverified', // no ticket: ranked only if the host allows it
  'ticket-invalid', // not signed by this server
  'ticket-expired', // older than a day
  'ticket-exercise', // made for another exercise
  'ticket-replayed', // has served another run already
  'longer-than-ticket', // claims more time than passed since the ticket
  'wrong-seed', // ran with another seed than its ticket's
  'wrong-answer', // the witness does not follow from the seed
  'below-timer', // a sample shorter than the clock can see
  'too-fast', // a speedup no such engine reaches on so many cores
  'host', // set aside by the host
] as const
export const RunFlagSchema = v.picklist(RUN_FLAGS)
export type RunFlag = v.InferOutput<typeof RunFlagSchema>

export const ReasonSchema = v.object({ flag: RunFlagSchema, reason: v.string() })
export type Reason = v.InferOutput<typeof ReasonSchema>

export const RungFiguresSchema = v.object({
  engine: EngineSchema,
  strategy: StrategySchema,
  workers: v.number(),
  medianMs: EstimateSchema,
  /** Items a second. */
  throughput: EstimateSchema,
  /** Against the run's baseline rung, per item; null when the run has no baseline. */
  speedup: v.nullable(EstimateSchema),
  /** Against the same engine's sequential rung, over workers; null without one. */
  efficiency: v.nullable(EstimateSchema),
})
export type RungFigures = v.InferOutput<typeof RungFiguresSchema>
