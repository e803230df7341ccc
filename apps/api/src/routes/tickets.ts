import { Hono } from 'hono'
import { TicketRequestSchema, TicketSchema } from '../contract/index.ts'
import { signTicket } from '../domain/tickets.ts'
import type { App } from '../env.ts'
import { jsonBody } from '../middleware/body.ts'
import { describe } from '../middleware/describe.ts'
import { fail } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'

export const tickets = new Hono<App>().post(
  '/',
  describe({
    summary: 'A ticket: the seed a run must use, and proof of when it could begin at the earliest',
    tag: 'tickets',
    replies: { 200: TicketSchema },
    problems: [400, 413, 415, 422, 503],
  }),
  jsonBody(),
  valid('json', TicketRequestSchema),
  async (c) => {
    const secret = c.env.TICKET_SECRET
    if (!secret) {
      fail('unavailable', 'This server has no TICKET_SECRET yet, so it cannot sign tickets. Runs count as unverified.')
    }
    return c.json(await signTicket(secret, c.req.valid('json').exercise, Date.now()))
  },
)
