/** A ticket: proof of when a run could begin at the earliest, and the seed it must use. */
import * as v from 'valibot'
import { ExerciseSchema } from './run.ts'

export const TICKET_LIFE_MS = 24 * 60 * 60 * 1000

export const TicketRequestSchema = v.object({ exercise: ExerciseSchema })

export const TicketSchema = v.object({
  ticket: v.string(),
  /** Unsigned, below 2³¹, so that every engine takes it as it is. */
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
  expiresAt: v.number(),
})
export type Ticket = v.InferOutput<typeof TicketSchema>
