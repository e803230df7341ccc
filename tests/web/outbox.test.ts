import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Run } from '@prange/kernels/words'
import { ApiError } from '../../apps/web/src/lib/api/failure.ts'
import { createOutbox, type Parcel } from '../../apps/web/src/lib/class/outbox.ts'
import { memoryShelf } from '../../apps/web/src/lib/class/shelf.ts'
import { createDrawer, KEPT_OF_EACH, type KeptTicket } from '../../apps/web/src/lib/class/tickets.ts'

const run: Run = {
  schema: 1,
  exercise: 'pi',
  params: { darts: 1000 },
  ticket: null,
  checks: {},
  device: { cores: 4, browser: 'chrome', browserMajor: 156, os: 'linux', isolated: true, timerStepUs: 5 },
  rungs: [{ engine: 'python', strategy: 'sequential', workers: 1, items: 1000, samplesMs: [20], checksum: 'a' }],
  quality: [],
  appVersion: '0.1.0',
}
const offline = () => new ApiError('offline', 'The server cannot be reached.')

/** What the server does with a request: takes it, fails before or after taking it, or refuses it. */
type Weather = 'fine' | 'lost-request' | 'lost-reply' | 'busy' | 'refused'

fc.configureGlobal({ seed: 13 })

describe('the outbox', () => {
  it('loses nothing and doubles nothing, whatever breaks on the way', async () => {
    const weathers = fc.array(fc.constantFrom<Weather>('fine', 'lost-request', 'lost-reply', 'busy'), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(weathers, fc.integer({ min: 1, max: 6 }), async (weather, runs) => {
        const board = new Map<string, number>()
        let nowMs = 0
        const outbox = createOutbox({
          shelf: memoryShelf<Parcel>(),
          now: () => nowMs,
          send: async ({ id }) => {
            const today = weather.shift() ?? 'fine'
            if (today === 'lost-request') throw offline()
            if (today === 'busy') throw new ApiError('problem', 'Too many.', { status: 429, retryAfterMs: 700 })
            // The server knows the key: a repeat adds nothing.
            if (!board.has(id)) board.set(id, board.size + 1)
            if (today === 'lost-reply') throw offline()
            return board.get(id)
          },
        })
        for (let each = 0; each < runs; each += 1) await outbox.submit({ id: `run-${each}`, code: 'ABC234', run })
        for (let due = await outbox.nextDueAt(); due !== undefined; due = await outbox.nextDueAt()) {
          nowMs = Math.max(nowMs, due)
          await outbox.flush()
        }
        expect([...board.keys()].sort()).toEqual(Array.from({ length: runs }, (_, each) => `run-${each}`))
        expect(await outbox.all()).toEqual([])
      }),
    )
  })

  it('keeps what the server refuses, with the reason, and sends it again only when asked', async () => {
    let closed = true
    let sends = 0
    const outbox = createOutbox({
      shelf: memoryShelf<Parcel>(),
      send: async () => {
        sends += 1
        if (closed) throw new ApiError('problem', 'This class is closed.', { status: 409 })
        return 'taken'
      },
    })
    expect(await outbox.submit({ id: 'a', code: 'ABC234', run })).toEqual({
      outcome: 'refused',
      reason: 'This class is closed.',
    })
    await outbox.flush({ force: true })
    expect(sends).toBe(1)
    const [parcel] = await outbox.all()
    expect(parcel?.refused).toBe('This class is closed.')
    closed = false
    expect(await outbox.retry(parcel!)).toEqual({ outcome: 'accepted', reply: 'taken' })
    expect(await outbox.all()).toEqual([])
  })

  it('waits as long as the server asks, and sends the oldest first', async () => {
    let nowMs = 0
    let answer: () => string = () => {
      throw new ApiError('problem', 'Too many.', { status: 429, retryAfterMs: 60_000 })
    }
    const order: string[] = []
    const outbox = createOutbox({
      shelf: memoryShelf<Parcel>(),
      now: () => nowMs,
      send: async ({ id }) => {
        order.push(id)
        return answer()
      },
    })
    await outbox.submit({ id: 'first', code: 'ABC234', run })
    nowMs = 1
    await outbox.submit({ id: 'second', code: 'ABC234', run })
    order.length = 0
    answer = () => 'taken'
    nowMs = 59_000
    await outbox.flush()
    expect(order).toEqual([])
    nowMs = 61_000
    await outbox.flush()
    expect(order).toEqual(['first', 'second'])
  })

  it('writes the run down before it is sent', async () => {
    const shelf = memoryShelf<Parcel>()
    let seen = 0
    const outbox = createOutbox({ shelf, send: async () => void (seen = (await shelf.all()).length) })
    await outbox.submit({ id: 'a', code: 'ABC234', run })
    expect(seen).toBe(1)
  })
})

describe('the drawer of tickets', () => {
  const drawer = (online: () => boolean, now = () => 0) => {
    let count = 0
    return createDrawer({
      shelf: memoryShelf<KeptTicket>(),
      now,
      fetchTicket: async (exercise) => {
        if (!online()) throw offline()
        count += 1
        return { ticket: `${exercise}-${count}`, seed: count, expiresAt: now() + 24 * 3_600_000 }
      },
    })
  }

  it('gives each ticket once, and has some of each when the network is away', async () => {
    let online = true
    const tickets = drawer(() => online)
    await tickets.stock(['pi', 'var'])
    online = false
    const taken = []
    for (let i = 0; i <= KEPT_OF_EACH; i += 1) taken.push((await tickets.take('pi'))?.ticket)
    // One of each was fetched before a second of any.
    expect(taken).toEqual(['pi-1', 'pi-3', 'pi-5', undefined])
    expect(await tickets.take('var')).toMatchObject({ ticket: 'var-2' })
  })

  it('does not hand out what has expired', async () => {
    let nowMs = 0
    const tickets = drawer(
      () => true,
      () => nowMs,
    )
    await tickets.stock(['pi'])
    nowMs = 24 * 3_600_000
    expect(await tickets.take('pi')).toMatchObject({ ticket: `pi-${KEPT_OF_EACH + 1}` })
  })

  it('stocks no more than it keeps, however often it is asked, and fills up what was taken', async () => {
    let online = true
    const tickets = drawer(() => online)
    const left = async () => {
      online = false
      let count = 0
      while (await tickets.take('pi')) count += 1
      online = true
      return count
    }
    for (let round = 0; round < 3; round += 1) await tickets.stock(['pi'])
    expect(await left()).toBe(KEPT_OF_EACH)
    await tickets.stock(['pi'])
    await tickets.take('pi')
    await tickets.stock(['pi'])
    expect(await left()).toBe(KEPT_OF_EACH)
  })
})
