import { Hono, type Context } from 'hono'
import { SharedCreatedSchema, SharedRunSchema, SharedSubmissionSchema } from '../contract/index.ts'
import { rowFigures } from '../domain/board.ts'
import { newRunId } from '../domain/codes.ts'
import { replayed } from '../domain/believe.ts'
import { SHARED_HEADER, sharedLines } from '../domain/csv.ts'
import { takeIn } from '../domain/intake.ts'
import { bearerOf, hashOf, newKey, sameHash } from '../domain/keys.ts'
import { markdownOf } from '../domain/markdown.ts'
import type { App } from '../env.ts'
import { jsonBody } from '../middleware/body.ts'
import { describe } from '../middleware/describe.ts'
import { perAddress } from '../middleware/limit.ts'
import { fail } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'
import { deleteHashOf, deleteShared, findShared, insertShared } from './shared-store.ts'

const tag = 'shared runs'

export const shared = new Hono<App>()
  .post(
    '/',
    describe({
      summary: 'Share a run by link; `code` is kept only of the lab, and only when it is sent along',
      tag,
      replies: { 201: SharedCreatedSchema },
      problems: [400, 413, 415, 422, 429],
    }),
    perAddress('SHARING', 'shared runs'),
    jsonBody(),
    valid('json', SharedSubmissionSchema),
    async (c) => {
      const submission = c.req.valid('json')
      if (submission.code && submission.exercise !== 'lab') {
        const errors = [{ path: 'code', message: 'is kept only for runs of the lab' }]
        fail('invalid', 'Only runs of the lab are shared with their code.', { errors })
      }
      const now = Date.now()
      const { run, figures, reasons, ticketId } = await takeIn(submission, c.env.TICKET_SECRET, now)
      const [id, deleteKey] = [newRunId(), newKey()]
      await insertShared(c.env.DB, {
        ...{ id, run, figures, reasons, replayed, ticketId, createdAt: now, code: submission.code || null },
        speedup: rowFigures(run, figures).speedup,
        deleteHash: await hashOf(deleteKey),
      })
      return c.json({ id, url: urlOf(c, id), deleteKey }, 201)
    },
  )
  .get(
    '/:csv{[a-z0-9]+\\.csv}',
    describe({ summary: 'A shared run as CSV', tag, replies: { 200: 'text/csv' }, problems: [404] }),
    async (c) => {
      const run = await foundOf(c, c.req.param('csv').slice(0, -4))
      const lines = sharedLines(run.id, run, run.figures, run.flags, run.createdAt)
      return c.body(SHARED_HEADER + lines, 200, { 'content-type': 'text/csv; charset=utf-8' })
    },
  )
  .get(
    '/:md{[a-z0-9]+\\.md}',
    describe({ summary: 'A shared run as Markdown', tag, replies: { 200: 'text/markdown' }, problems: [404] }),
    async (c) => {
      const run = await foundOf(c, c.req.param('md').slice(0, -3))
      return c.body(markdownOf(run, urlOf(c, run.id)), 200, { 'content-type': 'text/markdown; charset=utf-8' })
    },
  )
  .get(
    '/:id',
    describe({ summary: 'A shared run with its figures', tag, replies: { 200: SharedRunSchema }, problems: [404] }),
    async (c) => c.json(await foundOf(c, c.req.param('id')), 200),
  )
  .delete(
    '/:id',
    describe({ summary: 'Delete a shared run', tag, replies: { 204: null }, problems: [403, 404], key: 'delete' }),
    async (c) => {
      const id = c.req.param('id')
      const expected = await deleteHashOf(c.env.DB, id)
      if (expected === undefined) fail('not-found', 'There is no shared run at this address.')
      const key = bearerOf(c.req.header('authorization'))
      if (key === undefined || !sameHash(expected, await hashOf(key))) {
        fail('forbidden', 'This needs the deleteKey that came with the link.')
      }
      await deleteShared(c.env.DB, id)
      return c.body(null, 204)
    },
  )

async function foundOf(c: Context<App>, id: string) {
  const run = await findShared(c.env.DB, id)
  return run ?? fail('not-found', 'There is no shared run at this address. Its author may have deleted it.')
}

const urlOf = (c: Context<App>, id: string) => new URL(`/r/${id}`, c.req.url).href
