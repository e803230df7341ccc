import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoffMs, connectLive, type LiveStatus, type Socket } from '../../apps/web/src/lib/api/live.ts'

/** A socket whose other end the test holds. */
class Line extends EventTarget {
  readyState = 0
  sent: string[] = []
  closed = false
  send(text: string) {
    this.sent.push(text)
  }
  close() {
    this.closed = true
    this.readyState = 3
  }
  opens() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  says(data: string) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  breaks() {
    this.readyState = 3
    this.dispatchEvent(new Event('error'))
    this.dispatchEvent(new Event('close'))
  }
}

let lines: Line[]
let statuses: LiveStatus[]
let heard: unknown[]
let network: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  lines = []
  statuses = []
  heard = []
  network = new EventTarget()
})
afterEach(() => vi.useRealTimers())

const start = (stillThere?: () => Promise<boolean>) =>
  connectLive({
    url: () => 'ws://class',
    goneCode: 4404,
    onMessage: (message) => heard.push(message),
    onStatus: (status) => statuses.push(status),
    open: () => {
      const line = new Line()
      lines.push(line)
      return line as unknown as Socket
    },
    random: () => 1,
    network,
    ...(stillThere ? { stillThere } : {}),
  })

describe('the live connection', () => {
  it('hands on messages, ignores junk and pongs', () => {
    start()
    lines[0]!.opens()
    for (const data of ['{"type":"run"}', 'pong', 'not json', '{"type":"state"}']) lines[0]!.says(data)
    expect(heard).toEqual([{ type: 'run' }, { type: 'state' }])
    expect(statuses.at(-1)).toEqual({ phase: 'open' })
  })

  it('comes back by itself after a break, waiting longer after each failure', async () => {
    start()
    const waits: number[] = []
    for (let failure = 0; failure < 7; failure += 1) {
      lines.at(-1)!.breaks()
      const status = statuses.at(-1)
      if (status?.phase !== 'waiting') throw new Error('it does not wait')
      waits.push(status.retryInMs)
      await vi.advanceTimersByTimeAsync(status.retryInMs)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000])
    expect(lines).toHaveLength(8)
  })

  it('starts counting anew after a connection that held', async () => {
    start()
    lines[0]!.breaks()
    await vi.advanceTimersByTimeAsync(500)
    lines[1]!.opens()
    await vi.advanceTimersByTimeAsync(6_000)
    lines[1]!.breaks()
    expect(statuses.at(-1)).toMatchObject({ phase: 'waiting', retryInMs: 500 })
  })

  it('notices a line that has gone silent, and keeps one that answers its pings', async () => {
    start()
    lines[0]!.opens()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(lines[0]!.sent).toEqual(['ping'])
    lines[0]!.says('pong')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(lines[0]!.closed).toBe(false)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(lines[0]!.closed).toBe(true)
    await vi.advanceTimersByTimeAsync(500)
    expect(lines).toHaveLength(2)
  })

  it('gives up a connection that never opens', async () => {
    start()
    await vi.advanceTimersByTimeAsync(10_500)
    expect(lines).toHaveLength(2)
  })

  it('ends when asking shows that the class is gone', async () => {
    start(async () => false)
    lines[0]!.breaks()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lines).toHaveLength(1)
    expect(statuses.at(-1)).toEqual({ phase: 'closed' })
  })

  it('ends at once when the server says that the class is gone', async () => {
    start()
    lines[0]!.opens()
    lines[0]!.dispatchEvent(Object.assign(new Event('close'), { code: 4404 }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lines).toHaveLength(1)
    expect(statuses.at(-1)).toEqual({ phase: 'closed' })
  })

  it('stays ended when closed by us', async () => {
    const live = start()
    live.close()
    live.retryNow()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lines).toHaveLength(1)
  })

  it('tries at once when told to, and never opens two lines', async () => {
    const live = start()
    lines[0]!.breaks()
    live.retryNow()
    live.retryNow()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(lines.filter((line) => !line.closed)).toHaveLength(1)
  })

  it('is lost as soon as the browser says that the network has gone, and back as soon as it has come back', async () => {
    start()
    lines[0]!.opens()
    await vi.advanceTimersByTimeAsync(6_000)
    network.dispatchEvent(new Event('offline'))
    expect(lines[0]!.closed).toBe(true)
    expect(statuses.at(-1)).toMatchObject({ phase: 'waiting' })
    network.dispatchEvent(new Event('online'))
    lines[1]!.opens()
    expect(statuses.at(-1)).toEqual({ phase: 'open' })
    await vi.advanceTimersByTimeAsync(15_000)
    expect(lines).toHaveLength(2)
  })

  it('does not listen to the network once it is closed', async () => {
    start().close()
    const told = statuses.length
    network.dispatchEvent(new Event('offline'))
    network.dispatchEvent(new Event('online'))
    expect(lines).toHaveLength(1)
    expect(statuses).toHaveLength(told)
  })

  it('spreads three hundred reconnections over at least half of the wait', () => {
    const waits = Array.from({ length: 300 }, (_, index) => backoffMs(4, index / 300))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(4000)
    expect(new Set(waits).size).toBeGreaterThan(250)
  })
})
