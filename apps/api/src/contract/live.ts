/**
 * Messages of `GET /api/classes/:code/live`. The server sends these; a client sends `ping` (answered `pong` while the
 * object sleeps) and nothing else. Rows are upserted by `runId`; the page ranks them with `rankRows`.
 */
import * as v from 'valibot'
import { ClassInfoSchema } from './class.ts'
import { BoardRowSchema } from './leaderboard.ts'

export const LiveMessageSchema = v.variant('type', [
  v.object({
    type: v.literal('snapshot'),
    class: ClassInfoSchema,
    /** Reconnect with `?since=` this to be sent only what came after. */
    seq: v.number(),
    /** True: forget all rows and take these. False: these are the rows accepted or changed since `since`. */
    complete: v.boolean(),
    rows: v.array(BoardRowSchema),
  }),
  v.object({ type: v.literal('run'), seq: v.number(), rows: v.array(BoardRowSchema) }),
  v.object({
    type: v.literal('removed'),
    seq: v.number(),
    runIds: v.array(v.string()),
    memberIds: v.array(v.string()),
  }),
  v.object({ type: v.literal('state'), class: ClassInfoSchema }),
  v.object({ type: v.literal('members'), memberCount: v.number() }),
])
export type LiveMessage = v.InferOutput<typeof LiveMessageSchema>

/** `since` is the `seq` of the last message heard; anything else is answered with everything. */
export const LiveQuerySchema = v.object({ since: v.optional(v.string()) })

/** The class is gone; a page that sees this close code does not reconnect. */
export const CLOSE_GONE = 4404
