import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { judge, type TicketClaim } from '../../apps/api/src/domain/believe.ts'
import { figuresOf } from '../../apps/api/src/domain/figures.ts'
import { readTicket, signTicket } from '../../apps/api/src/domain/tickets.ts'
import { witnessOf } from '../../apps/api/src/domain/witness.ts'
import type { Device, Exercise, Run, RungRun } from '../../packages/kernels/src/words.ts'
import { join, newClass, runOf, submitted, ticketFor, verifiedRun } from './client.ts'

const secret = String(env.TICKET_SECRET)
const rung = (name: `${string}/${string}`, workers: number, items: number, samplesMs: number[]): RungRun => {
  const [engine, strategy] = name.split('/') as [RungRun['engine'], RungRun['strategy']]
  return { engine, strategy, workers, items, samplesMs, checksum: '1' }
}

/** The flags of a run whose ticket was issued `ageMs` ago. */
function flagsOf(run: Run, ageMs = 600_000): string[] {
  const now = Date.now()
  const facts = { exercise: run.exercise, seed: 42, issuedAt: now - ageMs, id: 'x' }
  return judge(run, figuresOf(run.exercise, run.rungs), { state: 'signed', facts }, now).map(({ flag }) => flag)
}

describe('an honest run is never flagged', () => {
  const device = (more: Partial<Device>): Device => ({
    ...{ cores: 8, browser: 'chrome', browserMajor: 156, os: 'linux', isolated: true, timerStepUs: 5 },
    ...more,
  })
  const honest: [who: string, exercise: Exercise, device: Device, rungs: RungRun[]][] = [
    [
      'a slow machine with two noisy samples',
      'pi',
      device({ cores: 1, browser: 'firefox' }),
      [rung('python/sequential', 1, 1e5, [3100, 2700, 5200]), rung('njit/sequential', 1, 1e7, [900, 350])],
    ],
    [
      'a phone with eight unequal cores, throttled while it ran',
      'burn',
      device({ cores: 8, browser: 'safari', os: 'ios', timerStepUs: 20 }),
      [
        rung('python/sequential', 1, 1e5, [400, 800, 900]),
        rung('javascript/sequential', 1, 1e6, [30, 28, 65]),
        rung('javascript/workers', 8, 8e6, [70, 90, 140]),
        rung('simd/workers', 8, 8e7, [21, 22, 40]),
      ],
    ],
    [
      'a 128-core server with SIMD on all of them',
      'var',
      device({ cores: 128, browser: 'node', os: 'linux', timerStepUs: 0.001 }),
      [
        rung('python/sequential', 1, 1e4, [60, 61, 60]),
        rung('njit/prange', 128, 1e8, [40, 41, 39]),
        rung('simd/workers', 128, 1e9, [25, 26, 25]),
      ],
    ],
    [
      'a non-isolated Firefox with a clock of one millisecond',
      'slow-sum',
      device({ browser: 'firefox', isolated: false, timerStepUs: 1000, cores: 4 }),
      [rung('javascript/sequential', 1, 5e6, [100, 101, 102]), rung('javascript/workers', 4, 2e7, [104, 103, 110])],
    ],
    [
      'Safari that shows 8 of its 16 cores',
      'burn',
      device({ browser: 'safari', os: 'macos', cores: 8, timerStepUs: 20 }),
      [rung('javascript/sequential', 1, 1e6, [25, 25, 25]), rung('javascript/workers', 16, 16e6, [26, 27, 26])],
    ],
    [
      'a sum that the compiler folded to its closed form',
      'slow-sum',
      device({}),
      [rung('python/sequential', 1, 5e6, [400, 410, 405]), rung('njit/sequential', 1, 5e6 * 4096, [21, 22, 21])],
    ],
    [
      'a hundred downloads at once on two cores',
      'downloads',
      device({ cores: 2 }),
      [rung('javascript/sequential', 1, 6, [6030, 6020]), rung('javascript/edge', 100, 100, [1010, 1022])],
    ],
    [
      'downloads, the first of which were held up by whatever else the machine did',
      'downloads',
      device({ cores: 2 }),
      [
        rung('javascript/sequential', 1, 6, [2180]),
        rung('javascript/concurrent', 6, 6, [365]),
        rung('javascript/edge', 6, 6, [238]),
      ],
    ],
    [
      'the lab, sleeping in a hundred threads on one core',
      'lab',
      device({ cores: 1 }),
      [rung('python/sequential', 1, 1, [1000, 1001]), rung('python/threads', 100, 100, [1100, 1150])],
    ],
  ]
  it.each(honest)('%s', (_, exercise, machine, rungs) => {
    expect(flagsOf(runOf(2, { exercise, device: machine, rungs, checks: {} }))).toEqual([])
  })

  it('the measured best: 2600 times Python a core', () => {
    const rungs = [rung('python/sequential', 1, 1e4, [60]), rung('simd/sequential', 1, 26e6, [60])]
    expect(flagsOf(runOf(2, { exercise: 'var', rungs }))).toEqual([])
  })
})

describe('what cannot be true is flagged, with a reason', () => {
  const judged = (run: Run, claim: TicketClaim, now = Date.now()) =>
    judge(run, figuresOf(run.exercise, run.rungs), claim, now)
  const signed = (seed: number, ageMs = 60_000, exercise: Exercise = 'pi'): TicketClaim => ({
    state: 'signed',
    facts: { exercise, seed, issuedAt: Date.now() - ageMs, id: 'x' },
  })

  it('a sample shorter than the clock can see', () => {
    const run = runOf(2, { device: { ...runOf(2).device, timerStepUs: 1000 } })
    const fast = { ...run, rungs: [...run.rungs, rung('njit/sequential', 1, 10, [0.4])] }
    expect(judged(fast, signed(1))).toEqual([
      {
        flag: 'below-timer',
        reason: "A sample of njit/sequential took 0.4 ms, which is shorter than its browser's clock can see (1 ms).",
      },
    ])
    expect(flagsOf({ ...run, rungs: [rung('njit/sequential', 1, 10, [0])] })).toEqual(['below-timer'])
  })

  it.each<[string, RungRun]>([
    ['Python processes beyond the cores', rung('python/processes', 64, 64e3, [30])],
    ['Python threads that compute side by side', rung('python/threads', 8, 8e3, [30])],
    ['a JavaScript loop ten thousand times faster than Python', rung('javascript/sequential', 1, 1e7, [30])],
    ['SIMD a million times faster on one core', rung('simd/sequential', 1, 1e9, [30])],
  ])('%s', (_, impossible) => {
    const run = runOf(2, { rungs: [rung('python/sequential', 1, 1e3, [30, 30]), impossible] })
    expect(flagsOf(run)).toEqual(['too-fast'])
  })

  it('six downloads at once that are thirty times faster than one after the other', () => {
    const rungs = [rung('javascript/sequential', 1, 6, [6000]), rung('javascript/edge', 6, 6, [200])]
    const [reason] = judged(runOf(2, { exercise: 'downloads', rungs, checks: {} }), signed(1, 60_000, 'downloads'))
    expect(reason?.flag).toBe('too-fast')
    expect(reason?.reason).toContain('6 at once 24 times is beyond anything possible')
  })

  it('samples that add up to more than the age of their ticket', () => {
    const run = runOf(2, {
      rungs: [
        rung(
          'python/sequential',
          1,
          1e3,
          Array.from({ length: 10 }, () => 5000),
        ),
      ],
    })
    expect(judged(run, signed(1, 20_000))).toEqual([
      { flag: 'longer-than-ticket', reason: 'Its samples add up to 50.0 s, but its ticket was only 20.0 s old.' },
    ])
    expect(judged(run, signed(1, 49_500))).toEqual([])
  })

  it('another seed, or a witness that does not follow from the seed', () => {
    const seed = 7
    const witness = witnessOf({ exercise: 'pi', params: { darts: 1000 } }, seed)
    const flags = (checks: Run['checks']) => judged(runOf(2, { checks }), signed(seed)).map(({ flag }) => flag)
    expect(flags({ seed, witness: String(witness) })).toEqual([])
    expect(flags({ seed: '7', witness: Number(witness) })).toEqual([])
    expect(flags({ seed: 8, witness: String(witness) })).toEqual(['wrong-seed'])
    expect(flags({ seed, witness: '1' })).toEqual(['wrong-answer'])
    expect(flags({ witness: String(witness) })).toEqual([])
  })

  it('a ticket that is old, for something else, or not ours', () => {
    const flags = (claim: TicketClaim) => judged(runOf(2), claim).map(({ flag }) => flag)
    expect(flags(signed(1, 25 * 3_600_000))).toEqual(['ticket-expired'])
    expect(flags(signed(1, 1000, 'burn'))).toEqual(['ticket-exercise'])
    expect(flags({ state: 'invalid' })).toEqual(['ticket-invalid'])
    expect(flags({ state: 'none' })).toEqual(['unverified'])
  })
})

describe('tickets', () => {
  it('say what they were signed for, and nothing when a letter of them is changed', async () => {
    const now = Date.now()
    const { ticket, seed, expiresAt } = await signTicket(secret, 'var', now)
    expect(expiresAt).toBe(now + 86_400_000)
    expect(await readTicket(secret, ticket)).toMatchObject({ exercise: 'var', seed, issuedAt: now })
    for (let i = 0; i < ticket.length - 1; i += 7) {
      const changed = `${ticket.slice(0, i)}${ticket[i] === 'A' ? 'B' : 'A'}${ticket.slice(i + 1)}`
      expect(await readTicket(secret, changed)).toBeUndefined()
    }
    expect(await readTicket('another secret', ticket)).toBeUndefined()
    for (const junk of ['', '.', 'a.b', 'a.b.c', '💥.💥']) expect(await readTicket(secret, junk)).toBeUndefined()
  })

  it('are one of a kind', async () => {
    const tickets = await Promise.all(Array.from({ length: 5 }, () => ticketFor('pi')))
    expect(new Set(tickets.map(({ ticket }) => ticket)).size).toBe(5)
  })
})

describe('in a class', () => {
  it('a ticket serves one run, whoever uses it next', async () => {
    const { code } = await newClass()
    const [ada, bob] = [await join(code), await join(code)]
    const run = await verifiedRun(50)
    expect((await submitted(code, ada.memberKey, run)).flags).toEqual([])
    const again = await submitted(code, bob.memberKey, { ...run, params: { darts: 5 } })
    expect(again).toMatchObject({ rank: null, flags: ['ticket-replayed'] })
    expect(again.reasons[0]?.reason).toBe('Its ticket has already served another run. Each run takes a new ticket.')
  })

  it('an impossible run is kept, shown as flagged and left out of the ranking', async () => {
    const { code } = await newClass()
    const ada = await join(code)
    const run = await verifiedRun(2)
    const rungs = run.rungs.map((one, i) => (i === 0 ? { ...one, samplesMs: [60_000, 60_000] } : one))
    const reply = await submitted(code, ada.memberKey, { ...run, rungs })
    expect(reply).toMatchObject({ rank: null, of: 0, flags: ['longer-than-ticket'] })
    expect(reply.reasons[0]?.reason).toMatch(
      /^Its samples add up to 120\.\d s, but its ticket was only \d\.\d s old\.$/,
    )
  })
})
