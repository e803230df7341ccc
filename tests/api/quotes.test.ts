import { describe, expect, it } from 'vitest'
import type { QuoteEvent } from '../../apps/api/src/contract/index.ts'
import { fanOut, planQuotes } from '../../apps/api/src/domain/quotes.ts'
import { call, problem } from './client.ts'

describe('one quote', () => {
  it('is a price that is always the same for a ticker', async () => {
    const ask = async () => (await call('/api/quotes/AAPL?delayMs=0')).json()
    expect(await ask()).toEqual({ ticker: 'AAPL', price: expect.any(Number), delayMs: 0 })
    expect(await ask()).toEqual(await ask())
  })

  it('waits as long as it is told to', async () => {
    const before = Date.now()
    await call('/api/quotes/MSFT?delayMs=120')
    expect(Date.now() - before).toBeGreaterThanOrEqual(119)
  })

  it.each(['-1', '10001', '1.5', 'soon', '', '1e3'])('refuses delayMs=%s', async (delayMs) => {
    const { status, errors } = await problem(`/api/quotes/AAPL?delayMs=${delayMs}`)
    expect(status).toBe(400)
    expect(errors).toEqual([{ path: 'delayMs', message: 'must be a whole number from 0 to 10000' }])
  })
})

describe('many quotes', () => {
  const stream = async (query: string) => {
    const response = await call(`/api/quotes?${query}`)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = new TextDecoder()
      .decode(await response.arrayBuffer())
      .trimEnd()
      .split('\n')
    return lines.map((line) => JSON.parse(line) as QuoteEvent)
  }

  it('come as lines: each start, each end, and a summary', async () => {
    const events = await stream('tickers=A,B,C,D,E&delayMs=20&workers=2')
    expect(events.filter(({ type }) => type === 'start')).toHaveLength(5)
    expect(events.filter(({ type }) => type === 'done')).toHaveLength(5)
    expect(events.at(-1)).toEqual({
      type: 'summary',
      count: 5,
      workers: 2,
      elapsedMs: expect.any(Number),
      sequentialMs: 100,
    })
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'start', ticker: 'A', worker: 0 },
      { type: 'start', ticker: 'B', worker: 1 },
    ])
  })

  it('never has more in flight than there are workers', async () => {
    let inFlight = 0
    let most = 0
    for (const { type } of await stream('tickers=A,B,C,D,E,F,G&delayMs=10&workers=3')) {
      inFlight += type === 'start' ? 1 : type === 'done' ? -1 : 0
      most = Math.max(most, inFlight)
    }
    expect([most, inFlight]).toEqual([3, 0])
  })

  it('takes 500 tickers at once', async () => {
    const tickers = Array.from({ length: 500 }, (_, i) => `T${i}`)
    const events = await stream(`tickers=${tickers}&delayMs=50&workers=500`)
    const done = events.flatMap((event) => (event.type === 'done' ? [event.ticker] : []))
    expect(done.sort()).toEqual(tickers.sort())
  })

  it('sends the first line before the first wait is over', async () => {
    const response = await call('/api/quotes?tickers=A&delayMs=5000&workers=1')
    const reader = response.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    expect(new TextDecoder().decode(value)).toContain('"start"')
    await reader?.cancel()
  })

  it.each([
    ['', 'tickers'],
    ['tickers=', 'tickers.0'],
    [`tickers=${Array.from({ length: 501 }, (_, i) => i)}`, 'tickers'],
    ['tickers=A,,B', 'tickers.1'],
    ['tickers=A,toolongtickername', 'tickers.1'],
    ['tickers=A&workers=0', 'workers'],
    ['tickers=A&workers=501', 'workers'],
    ['tickers=A&delayMs=-1', 'delayMs'],
    ['tickers=A,B,C,D,E,F,G&delayMs=10000&workers=1', 'delayMs'],
  ])('refuses %.40s', async (query, path) => {
    const { status, errors } = await problem(`/api/quotes?${query}`)
    expect([status, errors[0]?.path]).toEqual([400, path])
  })

  it('may take a minute in all, and no more', () => {
    const sixty = { tickers: 'A,B,C,D,E,F', delayMs: '10000', workers: '1' }
    expect(planQuotes(sixty).ok).toBe(true)
    expect(planQuotes({ ...sixty, tickers: `${sixty.tickers},G` }).ok).toBe(false)
  })

  it('starts nothing more once a wait has been cut off', async () => {
    const events: QuoteEvent[] = []
    const plan = { tickers: ['A', 'B', 'C', 'D'], delayMs: 10, workers: 2 }
    const wait = () => (events.length > 3 ? Promise.reject(new Error('gone')) : Promise.resolve())
    await expect(fanOut(plan, { wait, now: () => 0, tell: (event) => events.push(event) })).rejects.toThrow('gone')
    const told = events.length
    await scheduler.wait(20)
    expect(events).toHaveLength(told)
  })
})
