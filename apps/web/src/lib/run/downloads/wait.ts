/**
 * The three ways to wait for the same downloads. Each tells what happens as it happens, on its own clock from 0, and
 * stops at the first failure or abort. The network and the clock come from outside.
 */
import type { Quote, QuoteEvent } from '#lib/api.ts'

export type WaitEvent =
  | { type: 'start'; ticker: string; worker: number; atMs: number }
  /** `queuedMs`: how long the request stood inside the browser before it left, where the browser tells. */
  | { type: 'done'; ticker: string; worker: number; atMs: number; price: number; queuedMs?: number }

export interface WaitJob {
  tickers: readonly string[]
  delayMs: number
  workers: number
  signal: AbortSignal
  onEvent(event: WaitEvent): void
}

export interface Network {
  fetchQuote(ticker: string, delayMs: number, signal: AbortSignal): Promise<Quote & { queuedMs?: number }>
  streamQuotes(
    job: { tickers: readonly string[]; delayMs: number; workers: number },
    signal: AbortSignal,
  ): AsyncIterable<QuoteEvent>
  now(): number
}

/** Downloads from this page with at most `workers` requests asked for at once; resolves to the elapsed ms. */
export async function waitFromBrowser(job: WaitJob, { fetchQuote, now }: Network): Promise<number> {
  const startedMs = now()
  const queue = [...job.tickers]
  // One failure ends the others: their answers would be of no use.
  const failure = new AbortController()
  const signal = AbortSignal.any([job.signal, failure.signal])

  async function work(worker: number) {
    for (let ticker = queue.shift(); ticker !== undefined; ticker = queue.shift()) {
      job.onEvent({ type: 'start', ticker, worker, atMs: now() - startedMs })
      const { price, queuedMs } = await fetchQuote(ticker, job.delayMs, signal)
      const queued = queuedMs === undefined ? {} : { queuedMs }
      job.onEvent({ type: 'done', ticker, worker, atMs: now() - startedMs, price, ...queued })
    }
  }

  const hands = Array.from({ length: Math.min(job.workers, job.tickers.length) }, (_, worker) => work(worker))
  try {
    await Promise.all(hands)
  } catch (error) {
    failure.abort()
    await Promise.allSettled(hands)
    throw error
  }
  return now() - startedMs
}

/** One request; the edge waits for all of them with a pool of `workers` and streams what happens. */
export async function waitAtEdge(job: WaitJob, { streamQuotes, now }: Network): Promise<number> {
  const startedMs = now()
  let summed = false
  for await (const event of streamQuotes(job, job.signal)) {
    const atMs = now() - startedMs
    if (event.type === 'summary') summed = true
    else if (event.type === 'start') job.onEvent({ type: 'start', ticker: event.ticker, worker: event.worker, atMs })
    else job.onEvent({ type: 'done', ticker: event.ticker, worker: event.worker, atMs, price: event.price })
  }
  if (!summed) throw new Error('The stream from the edge broke off before its end. Run it again.')
  return now() - startedMs
}
