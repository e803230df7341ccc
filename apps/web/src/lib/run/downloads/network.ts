import { fetchQuote, streamQuotes } from '#lib/api.ts'
import type { Network } from './wait.ts'

/** The API and this page's clock, with the time each request spent inside the browser before it left. */
export const network: Network = {
  now: () => performance.now(),
  streamQuotes,
  async fetchQuote(ticker, delayMs, signal) {
    const askedMs = performance.now()
    const quote = await fetchQuote(ticker, delayMs, signal)
    const queuedMs = queuedSince(askedMs, ticker)
    return queuedMs === undefined ? quote : { ...quote, queuedMs }
  },
}

/**
 * Resource timing: `startTime` is when the page asked, `requestStart` when a connection was free and the request left.
 * The entry may be missing (its buffer holds 250), and then nothing is claimed.
 */
function queuedSince(askedMs: number, ticker: string): number | undefined {
  const entry = performance
    .getEntriesByType('resource')
    .findLast(({ name, startTime }) => startTime >= askedMs - 5 && name.includes(`/api/quotes/${ticker}?`))
  if (!(entry instanceof PerformanceResourceTiming) || entry.requestStart === 0) return undefined
  return entry.requestStart - entry.startTime
}
