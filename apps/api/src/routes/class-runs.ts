import { Hono } from 'hono'
import * as v from 'valibot'
import { IdempotencySchema, RunSubmissionSchema, SubmissionSchema, VerdictSchema } from '../contract/index.ts'
import { rowFigures } from '../domain/board.ts'
import { takeIn } from '../domain/intake.ts'
import { hashOf } from '../domain/keys.ts'
import type { App } from '../env.ts'
import { jsonBody } from '../middleware/body.ts'
import { describe } from '../middleware/describe.ts'
import { valueOf } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'
import { classroomOf, keyHashOf } from './classroom.ts'

const tag = 'runs of a class'
const RunParam = v.object({ code: v.string(), id: v.string() })

export const classRuns = new Hono<App>()
  .post(
    '/',
    describe({
      summary: 'Submit a run; the same Idempotency-Key again brings the same run back',
      tag,
      replies: { 200: SubmissionSchema, 201: SubmissionSchema },
      problems: [400, 403, 404, 409, 413, 415, 422, 429],
      key: 'member',
    }),
    valid('header', IdempotencySchema),
    jsonBody(),
    valid('json', RunSubmissionSchema),
    async (c) => {
      const submission = c.req.valid('json')
      const { run, figures, reasons, ticketId } = await takeIn(submission, c.env.TICKET_SECRET, Date.now())
      const incoming = {
        keyHash: await keyHashOf(c),
        idempotency: await hashOf(c.req.valid('header')['idempotency-key']),
        bodyHash: await hashOf(JSON.stringify(submission)),
        ...{ run, reasons, ticketId, row: rowFigures(run, figures) },
      }
      const { submission: reply, repeated } = valueOf(await classroomOf(c).submit(incoming))
      return repeated ? c.json(reply, 200) : c.json(reply, 201)
    },
  )
  .patch(
    '/:id',
    describe({
      summary: 'Set a run aside, clear it, or leave it to the checks again',
      tag,
      replies: { 204: null },
      problems: [400, 403, 404, 413, 415, 422],
      key: 'host',
    }),
    valid('param', RunParam),
    jsonBody(),
    valid('json', VerdictSchema),
    async (c) => {
      const { flagged } = c.req.valid('json')
      const verdict = flagged === null ? null : flagged ? 'flagged' : 'cleared'
      valueOf(await classroomOf(c).judgeRun(await keyHashOf(c), c.req.valid('param').id, verdict))
      return c.body(null, 204)
    },
  )
  .delete(
    '/:id',
    describe({
      summary: 'Remove a run: its member, or the host, who can take it back for ten seconds',
      tag,
      replies: { 204: null },
      problems: [403, 404],
      key: 'member',
    }),
    valid('param', RunParam),
    async (c) => {
      valueOf(await classroomOf(c).removeRun(await keyHashOf(c), c.req.valid('param').id))
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/restore',
    describe({
      summary: 'Take back the removal of a run',
      tag,
      replies: { 204: null },
      problems: [403, 404, 409],
      key: 'host',
    }),
    valid('param', RunParam),
    async (c) => {
      valueOf(await classroomOf(c).restoreRun(await keyHashOf(c), c.req.valid('param').id))
      return c.body(null, 204)
    },
  )
