/** Simulated downloads: what a ticker costs, whether a fan-out fits its limits, and the pool that works it off. */
import * as v from 'valibot'
import { MAX_TICKERS, MAX_TOTAL_MS, TickerSchema, type QuoteEvent } from '../contract/index.ts'
import { done, refused, type Outcome } from './faults.ts'

export interface QuotesPlan {
  tickers: string[]
  delayMs: number
  workers: number
}

/** A made-up price between 10 and 1000, always the same for the same ticker (FNV-1a over its letters). */
export function priceOf(ticker: string): number {
  let hash = 0x811c9dc5
  for (const letter of ticker.toUpperCase()) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return 10 + ((hash >>> 0) % 99_001) / 100
}

/** Checks what the schema cannot: each ticker, how many there are, and how long all of it takes. */
export function planQuotes(query: { tickers: string; delayMs: string; workers: string }): Outcome<QuotesPlan> {
  const tickers = query.tickers.split(',').map((ticker) => ticker.trim())
  if (tickers.length > MAX_TICKERS) return bad('tickers', `must be at most ${MAX_TICKERS}, not ${tickers.length}`)
  const wrong = tickers.findIndex((ticker) => !v.is(TickerSchema, ticker))
  if (wrong >= 0) return bad(`tickers.${wrong}`, 'must have 1 to 12 letters, digits or . ^ = -')
  const plan = { tickers, delayMs: Number(query.delayMs), workers: Number(query.workers) }
  const totalMs = Math.ceil(tickers.length / plan.workers) * plan.delayMs
  if (totalMs > MAX_TOTAL_MS) {
    return bad(
      'delayMs',
      `would take ${totalMs / 1000} s in all, and ${MAX_TOTAL_MS / 1000} s is the limit: use more workers`,
    )
  }
  return done(plan)
}

const bad = (path: string, message: string) =>
  refused('bad-request', 'The query asks for something outside its limits.', { errors: [{ path, message }] })

/**
 * Works a plan off: each worker takes the next ticker, waits, is done, until none is left. Tells each start and each
 * end as it happens, and a summary at last. Rejects when `wait` does.
 */
export async function fanOut(
  { tickers, delayMs, workers }: QuotesPlan,
  { wait, now, tell }: { wait(ms: number): Promise<void>; now(): number; tell(event: QuoteEvent): void },
): Promise<void> {
  const startedAt = now()
  const queue = tickers.values()
  const work = async (worker: number) => {
    for (const ticker of queue) {
      tell({ type: 'start', ticker, worker, tMs: now() - startedAt })
      await wait(delayMs)
      tell({ type: 'done', ticker, worker, tMs: now() - startedAt, price: priceOf(ticker) })
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, tickers.length) }, (_, worker) => work(worker)))
  const sequentialMs = tickers.length * delayMs
  tell({ type: 'summary', count: tickers.length, workers, elapsedMs: now() - startedAt, sequentialMs })
}
