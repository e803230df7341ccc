import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext, findVariant, kernelOf, tickers } from '../../../packages/kernels/src/catalog/index.ts'
import type { Progress } from '../../../packages/kernels/src/catalog/index.ts'
import type { Strategy } from '../../../packages/kernels/src/words.ts'

/** The two routes of the contract, over a real socket. */
let server: Server
let answersToGive = Infinity

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const delayMs = Number(url.searchParams.get('delayMs'))
    const wait = () => new Promise((resolve) => setTimeout(resolve, delayMs))
    const list = url.searchParams.get('tickers')?.split(',')
    if (!list) {
      await wait()
      response.statusCode = --answersToGive < 0 ? 503 : 200
      return response.end(JSON.stringify({ ticker: url.pathname.split('/').pop(), price: 100, delayMs }))
    }
    const line = (value: object) => response.write(`${JSON.stringify(value)}\n`)
    for (const ticker of list) line({ type: 'start', ticker, worker: 0, tMs: 0 })
    await wait()
    for (const ticker of list) line({ type: 'done', ticker, worker: 0, tMs: delayMs, price: 100 })
    if (answersToGive > 0) line({ type: 'summary', count: list.length, workers: 1, elapsedMs: 1, sequentialMs: 1 })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

const kernel = kernelOf('downloads')!

async function prepare(strategy: Strategy, workers: number, params = { tickers: 6, delayMs: 20 }) {
  answersToGive = Infinity
  const context = createContext({ apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  const rung = { engine: 'javascript', strategy, workers } as const
  const job = { params, items: kernel.meta.items(params), seed: 0, rung }
  const variant = await findVariant('downloads', rung, context)
  return { prepared: await variant!.prepare(job, context), expected: await kernel.expected(job, context) }
}

describe('downloads', () => {
  it.each([
    ['sequential', 1, 1],
    ['threads', 3, 3],
    ['threads', 6, 6],
    ['threads', 40, 6],
    ['edge', 6, 6],
  ] as const)('by %s with %i workers ask for each ticker once, %i at a time', async (strategy, workers, atOnce) => {
    const { prepared, expected } = await prepare(strategy, workers)
    let waiting = 0
    let mostWaiting = 0
    const onProgress = ({ task }: Progress) => {
      waiting += task?.phase === 'start' ? 1 : -1
      mostWaiting = Math.max(mostWaiting, waiting)
    }
    expect((await prepared.run({ onProgress })).checksum).toBe(expected.checksum)
    expect(mostWaiting).toBe(atOnce)
  })

  it.each(['threads', 'edge'] as const)('by %s tell who waits when', async (strategy) => {
    const { prepared } = await prepare(strategy, 3)
    const seen: Progress[] = []
    await prepared.run({ onProgress: (progress) => seen.push(progress) })
    const named = (phase: 'start' | 'done') => seen.flatMap(({ task }) => (task?.phase === phase ? [task.name] : []))
    expect(named('start')).toEqual(tickers(6))
    expect(named('done').sort()).toEqual(tickers(6).sort())
  })

  it.each(['sequential', 'threads', 'edge'] as const)('by %s stop in the middle of a wait', async (strategy) => {
    const { prepared } = await prepare(strategy, 2, { tickers: 6, delayMs: 400 })
    const stop = new AbortController()
    setTimeout(() => stop.abort('enough'), 30)
    await expect(prepared.run({ signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('fail as a whole when one download fails, and when the stream breaks off', async () => {
    const { prepared } = await prepare('threads', 2)
    answersToGive = 3
    await expect(prepared.run()).rejects.toThrow(/status 503/)
    const broken = await prepare('edge', 2)
    answersToGive = 0
    await expect(broken.prepared.run()).rejects.toThrow(/ended in the middle/)
  })

  it('say what to do where there is no API', async () => {
    const variant = await findVariant(
      'downloads',
      { engine: 'javascript', strategy: 'threads', workers: 2 },
      createContext(),
    )
    const job = {
      params: {},
      items: 6,
      seed: 0,
      rung: { engine: 'javascript', strategy: 'threads', workers: 2 },
    } as const
    await expect(variant!.prepare(job, createContext())).rejects.toThrow(/npm start/)
  })

  it('know the lesson’s tickers and make up as many more as asked', () => {
    expect(tickers(6)).toEqual(['AAPL', 'GOOGL', 'MSFT', 'AMZN', 'META', 'NVDA'])
    expect(new Set(tickers(500)).size).toBe(500)
  })
})
