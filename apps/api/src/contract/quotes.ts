/** Simulated downloads: one by one, or fanned out by the server over a pool of workers. */
import * as v from 'valibot'

export const MAX_DELAY_MS = 10_000
export const MAX_TICKERS = 500
export const MAX_QUOTE_WORKERS = 500
export const MAX_TOTAL_MS = 60_000

/** A whole number in a query, with its limits said in words. */
const whole = (low: number, high: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,6}$/, `must be a whole number from ${low} to ${high}`),
    v.check((text) => Number(text) >= low && Number(text) <= high, `must be a whole number from ${low} to ${high}`),
  )

export const TickerSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9.^=-]{1,12}$/, 'must have 1 to 12 letters, digits or . ^ = -'),
)

export const QuoteQuerySchema = v.object({ delayMs: v.optional(whole(0, MAX_DELAY_MS), '1000') })

export const QuotesQuerySchema = v.object({
  /** Separated by commas. */
  tickers: v.pipe(v.string(), v.maxLength(MAX_TICKERS * 13, `must be at most ${MAX_TICKERS}`)),
  delayMs: v.optional(whole(0, MAX_DELAY_MS), '1000'),
  workers: v.optional(whole(1, MAX_QUOTE_WORKERS), '6'),
})

export const QuoteSchema = v.object({ ticker: v.string(), price: v.number(), delayMs: v.number() })
export type Quote = v.InferOutput<typeof QuoteSchema>

/** One line of the fan-out's `application/x-ndjson`. */
export const QuoteEventSchema = v.variant('type', [
  v.object({ type: v.literal('start'), ticker: v.string(), worker: v.number(), tMs: v.number() }),
  v.object({
    type: v.literal('done'),
    ticker: v.string(),
    worker: v.number(),
    tMs: v.number(),
    price: v.number(),
  }),
  v.object({
    type: v.literal('summary'),
    count: v.number(),
    workers: v.number(),
    elapsedMs: v.number(),
    sequentialMs: v.number(),
  }),
])
export type QuoteEvent = v.InferOutput<typeof QuoteEventSchema>
