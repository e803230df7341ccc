import { Hono, type Context } from 'hono'
import type { Run } from '@prange/kernels/words'
import { LeaderboardQuerySchema, LeaderboardSchema, LiveQuerySchema, type BoardRow } from '../contract/index.ts'
import { CLASS_HEADER, classLines } from '../domain/csv.ts'
import { figuresOf } from '../domain/figures.ts'
import type { App } from '../env.ts'
import { describe } from '../middleware/describe.ts'
import { fail, valueOf } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'
import { classroomOf } from './classroom.ts'

const tag = 'board'

export const board = new Hono<App>()
  .get(
    '/leaderboard',
    describe({
      summary: 'The ranking of an exercise, a page at a time',
      tag,
      replies: { 200: LeaderboardSchema },
      problems: [400, 404],
    }),
    valid('query', LeaderboardQuerySchema),
    async (c) => {
      const query = c.req.valid('query')
      const page = { ...query, exercise: query.exercise, cursor: query.cursor, limit: Number(query.limit) }
      return c.json(valueOf(await classroomOf(c).leaderboard(page)), 200)
    },
  )
  .get(
    '/export.csv',
    describe({
      summary: 'Every run of the class, a line for each rung',
      tag,
      replies: { 200: 'text/csv' },
      problems: [404],
    }),
    async (c) => {
      const lines = ({ row, run }: Exported) => classLines(row, run, figuresOf(run.exercise, run.rungs))
      return download(c, 'csv', await pages(c), CLASS_HEADER, lines, '', '')
    },
  )
  .get(
    '/export.json',
    describe({ summary: 'Every run of the class', tag, replies: { 200: 'application/json' }, problems: [404] }),
    async (c) => {
      const text = ({ row, run }: Exported) => JSON.stringify({ ...exportedRow(row), run })
      return download(c, 'json', await pages(c), '{"runs":[', text, ',', ']}\n')
    },
  )
  .get(
    '/live',
    describe({
      summary: 'The live line of the board: a WebSocket; `?since=` continues where another one ended',
      tag,
      replies: { 101: null },
      problems: [404, 426, 503],
    }),
    valid('query', LiveQuerySchema),
    async (c) => {
      if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
        fail('upgrade-required', 'This address speaks WebSocket: connect with wss:// instead of https://.', {
          upgrade: 'websocket',
        })
      }
      const response = await classroomOf(c).fetch(c.req.raw)
      if (response.status === 404) fail('not-found', 'There is no class with this code.')
      if (response.status === 503)
        fail('unavailable', 'Too many are watching this class. Try again later.', { retryAfterS: 30 })
      return response
    },
  )

interface Exported {
  row: BoardRow
  run: Run
}

/** What an export says of a row besides the run itself. */
function exportedRow({ runId, name, flags, ranked, at, speedup, speedupLow, speedupHigh }: BoardRow) {
  return { id: runId, name, flags, ranked, at, speedup, speedupLow, speedupHigh }
}

/** All runs of the class in pages; the first is read before the reply begins, so that an unknown class is a 404. */
async function pages(c: Context<App>): Promise<AsyncGenerator<Exported[]>> {
  const classroom = classroomOf(c)
  const first = valueOf(await classroom.exportPage(0))
  return (async function* () {
    let page = first
    while (page.length > 0) {
      yield page
      const last = page.at(-1)?.row.seq ?? 0
      const next = await classroom.exportPage(last)
      // Deleted in the middle of its own export: what is left is nothing.
      page = next.ok ? next.value : []
    }
  })()
}

/** Streams an export: a class may have more runs than fit into memory. */
function download(
  c: Context<App>,
  kind: 'csv' | 'json',
  source: AsyncGenerator<Exported[]>,
  head: string,
  write: (exported: Exported) => string,
  between: string,
  tail: string,
): Response {
  const encoder = new TextEncoder()
  let started = false
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next()
      const lead = started ? (done ? '' : between) : head
      started = true
      controller.enqueue(encoder.encode(lead + (done ? tail : value.map(write).join(between))))
      if (done) controller.close()
    },
    cancel: async () => void (await source.return(undefined)),
  })
  return c.body(body, 200, {
    'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
    'content-disposition': `attachment; filename="prange-${c.req.param('code')?.replace(/\W/g, '')}.${kind}"`,
  })
}
