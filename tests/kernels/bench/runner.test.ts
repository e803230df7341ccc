import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  planLadder,
  serveLadders,
  type LadderEvent,
  type LadderPort,
  type LadderRequest,
} from '../../../packages/kernels/src/bench/index.ts'
import { createContext, kernelOf, type CatalogContext } from '../../../packages/kernels/src/catalog/index.ts'
import type { CatalogPool } from '../../../packages/kernels/src/catalog/context.ts'

const ports: MessagePort[] = []
afterEach(() => {
  ports.splice(0).forEach((port) => port.close())
  vi.unstubAllGlobals()
})

describe('a runner, over messages', () => {
  it('runs a real ladder and ends with the run', async () => {
    const page = open()
    page.ask({ type: 'start', plan: quick() })
    const end = await page.until((event) => event.type === 'done' || event.type === 'failed')
    if (end.type !== 'done') throw new Error(JSON.stringify(end))
    expect(end.run.rungs.length).toBe(2)
    expect(end.rungs.map(({ phase }) => phase)).toEqual(['done', 'done'])
    expect(end.run.device.browser).toBe('node')
    expect(page.events.filter(({ type }) => type === 'state').length).toBeGreaterThan(6)
    expect(new TextEncoder().encode(JSON.stringify(end.run)).byteLength).toBeLessThan(32 * 1024)
  })

  it('believes the page that its screen is touched: a worker cannot know', async () => {
    const userAgent =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.1 Safari/605.1.15'
    vi.stubGlobal('navigator', { userAgent, hardwareConcurrency: 8 })
    const page = open()
    for (const [touchPoints, os] of [
      [0, 'macos'],
      [5, 'ios'],
    ] as const) {
      page.ask({ type: 'start', plan: quick(), touchPoints })
      expect(await page.until((event) => event.type === 'done')).toMatchObject({ device: { os } })
    }
  })

  it('stops, and starts the next afterwards', async () => {
    const page = open()
    page.ask({ type: 'start', plan: endless() })
    await page.until((event) => event.type === 'state' && event.rungs.some(({ samplesMs }) => samplesMs.length > 0))
    page.ask({ type: 'stop' })
    await page.until((event) => event.type === 'stopped')
    page.ask({ type: 'start', plan: quick() })
    await page.until((event) => event.type === 'done')
  })

  it('stops the ladder before it when a new one starts', async () => {
    const page = open()
    page.ask({ type: 'start', plan: endless() })
    page.ask({ type: 'start', plan: quick() })
    await page.until((event) => event.type === 'done')
    expect(page.events.filter(({ type }) => type === 'stopped').length).toBe(1)
  })

  it('ends the workers of a ladder with it, and starts others for the next', async () => {
    const context = createContext()
    const page = open(context)
    const pools: CatalogPool[] = []
    for (let ladder = 0; ladder < 2; ladder++) {
      page.ask({ type: 'start', plan: quick() })
      await page.until((event) => event.type === 'state' && event.rungs[0]?.phase === 'measuring')
      pools.push(await context.pool(1))
      await page.until((event) => event.type === 'done')
    }
    expect(pools[0]).not.toBe(pools[1])
    // The first was ended: a pool that lives says so.
    await expect(pools[0]?.ready()).rejects.toThrow('stopped')
  })

  it('remembers that the tab was hidden, for this ladder only', async () => {
    const page = open()
    page.ask({ type: 'start', plan: quick() })
    page.ask({ type: 'hidden' })
    const hidden = await page.until((event) => event.type === 'done')
    page.ask({ type: 'start', plan: quick() })
    const shown = await page.until((event) => event.type === 'done')
    expect([hidden, shown].map((event) => event.type === 'done' && event.quality.includes('hidden'))).toEqual([
      true,
      false,
    ])
  })

  it('answers a plan for an exercise it does not know', async () => {
    const page = open()
    page.ask({ type: 'start', plan: { ...quick(), exercise: 'lab' } })
    expect(await page.until((event) => event.type === 'failed')).toEqual({
      type: 'failed',
      message: 'There is no ladder for "lab".',
    })
  })
})

/** Ends after six samples a rung, on any machine. */
const quick = () => plan(0.9, 20_000)
/** Goes on until it is stopped. */
const endless = () => plan(1e-9, 120_000)

function plan(targetWidth: number, budgetMs: number) {
  const meta = kernelOf('slow-sum')?.meta
  if (!meta) throw new Error('slow-sum is in the catalog')
  const only = ['javascript/sequential', 'javascript/workers']
  return planLadder(meta, { params: { n: 200_000 }, workers: [2], only, budgetMs, targetWidth }, 2)
}

function open(context?: CatalogContext) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  serveLadders(port2 as unknown as LadderPort, { appVersion: 'test', ...(context && { context }) })
  port2.start()
  const events: LadderEvent[] = []
  port1.on('message', (event: LadderEvent) => events.push(event))
  let seen = 0
  return {
    events,
    ask: (request: LadderRequest) => port1.postMessage(request),
    async until(isIt: (event: LadderEvent) => boolean): Promise<LadderEvent> {
      for (;;) {
        while (seen < events.length) {
          const event = events[seen++]
          if (event && isIt(event)) return event
        }
        await once(port1, 'message')
      }
    },
  }
}
