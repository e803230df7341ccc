import type { Quote, QuoteEvent } from '@prange/api/contract'
import { apiFetch } from './fetch.ts'
import { readNdjson } from './ndjson.ts'

/** One simulated download: the edge waits `delayMs` and answers. Throws ApiError. */
export async function fetchQuote(ticker: string, delayMs: number, signal?: AbortSignal): Promise<Quote> {
  const address = `/api/quotes/${encodeURIComponent(ticker)}?delayMs=${delayMs}`
  // The wait is the point here: it must not look like a server that does not answer.
  const response = await apiFetch(
    address,
    { signal: signal ?? null, cache: 'no-store' },
    { timeoutMs: delayMs + 15_000 },
  )
  return response.json()
}

/**
 * All tickers through a pool of `workers` at the edge, each start and done as it happens. Throws ApiError.
 *
 * @example for await (const event of streamQuotes({ tickers, delayMs: 1000, workers: 6 })) lanes.add(event)
 */
export async function* streamQuotes(
  { tickers, delayMs, workers }: { tickers: readonly string[]; delayMs: number; workers: number },
  signal?: AbortSignal,
): AsyncGenerator<QuoteEvent, void, undefined> {
  const query = new URLSearchParams({ tickers: tickers.join(','), delayMs: `${delayMs}`, workers: `${workers}` })
  const response = await apiFetch(`/api/quotes?${query}`, { signal: signal ?? null, cache: 'no-store' })
  if (response.body === null) return
  for await (const line of readNdjson(response.body)) yield line as QuoteEvent
}
