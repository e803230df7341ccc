import { describe, expect, it } from 'vitest'
import { waitAtEdge, waitFromBrowser, type Network, type WaitEvent } from '../../apps/web/src/lib/run/downloads/wait.ts'
import { placed, ticksOf } from '../../apps/web/src/lib/chart/timeline.ts'

const sleep = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

/** A network that counts how many requests are on their way at once. */
function countingNetwork(failing?: string) {
  let flying = 0
  let most = 0
  const network: Network = {
    now: () => performance.now(),
    async fetchQuote(ticker, delayMs, signal) {
      if (ticker === failing) throw new Error('refused')
      most = Math.max(most, ++flying)
      await sleep(delayMs, signal).finally(() => flying--)
      return { ticker, price: 1, delayMs }
    },
    async *streamQuotes({ tickers }) {
      for (const ticker of tickers) {
        yield { type: 'start', ticker, worker: 0, tMs: 0 }
        yield { type: 'done', ticker, worker: 0, tMs: 1, price: 2 }
      }
    },
  }
  return { network, most: () => most, flying: () => flying }
}

const tickers = ['A', 'B', 'C', 'D', 'E']
const job = (more: Partial<Parameters<typeof waitFromBrowser>[0]> = {}) => {
  const events: WaitEvent[] = []
  const signal = new AbortController().signal
  return { events, tickers, delayMs: 5, workers: 2, signal, onEvent: (event: WaitEvent) => events.push(event), ...more }
}

describe('waiting from the browser', () => {
  it('keeps at most `workers` requests on their way and asks for every ticker once', async () => {
    const { network, most } = countingNetwork()
    const asked = job()
    await waitFromBrowser(asked, network)
    expect(most()).toBe(2)
    expect(asked.events.flatMap((event) => (event.type === 'done' ? event.ticker : [])).sort()).toEqual(tickers)
  })

  it('starts no more workers than there are tickers', async () => {
    const { network, most } = countingNetwork()
    await waitFromBrowser(job({ workers: 50 }), network)
    expect(most()).toBe(5)
  })

  it('ends the other requests when one fails', async () => {
    const { network, flying } = countingNetwork('B')
    await expect(waitFromBrowser(job({ delayMs: 60_000 }), network)).rejects.toThrow('refused')
    expect(flying()).toBe(0)
  })

  it('ends all requests on an abort', async () => {
    const { network, flying } = countingNetwork()
    const stop = new AbortController()
    const waiting = waitFromBrowser(job({ delayMs: 60_000, signal: stop.signal }), network)
    stop.abort()
    await expect(waiting).rejects.toThrow('abort')
    expect(flying()).toBe(0)
  })
})

describe('waiting at the edge', () => {
  it('takes a stream without its summary for broken off', async () => {
    await expect(waitAtEdge(job(), countingNetwork().network)).rejects.toThrow('broke off')
  })
})

describe('a timeline', () => {
  it('is ruled with at most six lines however long it is', () => {
    for (const endMs of [300, 1040, 6240, 24_960, 90_000]) {
      const ticks = ticksOf(endMs)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(ticks.at(-1)).toBeLessThanOrEqual(endMs)
    }
  })

  it('draws an open span up to now and never past the end', () => {
    expect(placed({ fromMs: 500, kind: 'waiting' }, 750, 1000)).toEqual({ left: 0.5, width: 0.25 })
    expect(placed({ fromMs: 500, kind: 'waiting' }, 5000, 1000)).toEqual({ left: 0.5, width: 0.5 })
  })
})
