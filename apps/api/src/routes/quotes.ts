import { Hono } from 'hono'
import * as v from 'valibot'
import { QuoteQuerySchema, QuoteSchema, QuotesQuerySchema, TickerSchema, type QuoteEvent } from '../contract/index.ts'
import { fanOut, planQuotes, priceOf, type QuotesPlan } from '../domain/quotes.ts'
import type { App } from '../env.ts'
import { describe } from '../middleware/describe.ts'
import { valueOf } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'

const NDJSON = 'application/x-ndjson'

export const quotes = new Hono<App>()
  .get(
    '/',
    describe({
      summary: 'Many simulated downloads at once: each start and end as a line, as it happens',
      tag: 'quotes',
      replies: { 200: NDJSON },
      problems: [400],
    }),
    valid('query', QuotesQuerySchema),
    (c) => {
      const plan = valueOf(planQuotes(c.req.valid('query')))
      return c.body(eventStream(plan), 200, { 'content-type': NDJSON })
    },
  )
  .get(
    '/:ticker',
    describe({ summary: 'One simulated download', tag: 'quotes', replies: { 200: QuoteSchema }, problems: [400, 404] }),
    valid('param', v.object({ ticker: TickerSchema })),
    valid('query', QuoteQuerySchema),
    async (c) => {
      const { ticker } = c.req.valid('param')
      const delayMs = Number(c.req.valid('query').delayMs)
      await scheduler.wait(delayMs)
      return c.json({ ticker, price: priceOf(ticker), delayMs })
    },
  )

/**
 * The fan-out as a stream of lines. Lines of one turn of the event loop leave in one chunk, and waits that begin in one
 * millisecond share a timer: 500 workers would otherwise keep the loop busy for longer than they wait. A client that
 * goes away cancels the stream, and with it every wait.
 */
function eventStream(plan: QuotesPlan): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const gone = new AbortController()
  let lines = ''
  let wave: { at: number; over: Promise<void> } | undefined
  const wait = (ms: number) => {
    const at = Date.now()
    if (wave?.at !== at) wave = { at, over: scheduler.wait(ms, { signal: gone.signal }) }
    return wave.over
  }
  return new ReadableStream({
    start(controller) {
      const flush = () => {
        if (lines === '' || gone.signal.aborted) return
        controller.enqueue(encoder.encode(lines))
        lines = ''
      }
      const tell = (event: QuoteEvent) => {
        if (lines === '') setTimeout(flush, 0)
        lines += `${JSON.stringify(event)}\n`
      }
      fanOut(plan, { wait, now: Date.now, tell }).then(
        () => {
          flush()
          controller.close()
        },
        (error) => (gone.signal.aborted ? undefined : controller.error(error)),
      )
    },
    cancel: () => gone.abort(),
  })
}
