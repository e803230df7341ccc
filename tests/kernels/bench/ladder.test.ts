import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { around, experiment, finished, ITEMS, labClock, laboratory } from './laboratory.ts'

const steady = (ms: number) => ({ takesMs: () => ms })

describe('a ladder on a clock of the laboratory', () => {
  it('recovers known times, throughputs and speedups, per item', async () => {
    const lab = laboratory({
      'python/sequential': { takesMs: around(250, 0.01) }, // for a tenth of the items
      'javascript/sequential': { takesMs: around(50, 0.01) },
      'javascript/workers': { takesMs: around(52, 0.01) },
    })
    const rungs = [
      { engine: 'python', strategy: 'sequential', workers: 1 },
      { engine: 'javascript', strategy: 'sequential', workers: 1 },
      { engine: 'javascript', strategy: 'workers', workers: 4 },
    ] as const
    const { run, rungs: states } = finished(await experiment(lab, { rungs: [...rungs] }))
    const [python, javascript, workers] = states
    expect(python?.items).toBe(ITEMS / 10)
    expect(python?.speedup).toEqual({ value: 1, low: 1, high: 1 })
    within(python?.medianMs?.value, 250, 0.01)
    within(javascript?.speedup?.value, 50, 0.02)
    within(workers?.speedup?.value, 2500 / 13, 0.02)
    within(workers?.efficiency?.value, 50 / 52, 0.02)
    within(javascript?.throughput?.value, ITEMS / 0.05, 0.01)
    for (const { speedup } of [javascript, workers].flatMap((state) => state ?? [])) {
      expect(speedup?.low).toBeLessThan(speedup?.value ?? 0)
      expect(speedup?.high).toBeGreaterThan(speedup?.value ?? 0)
    }
    expect(run.quality).toEqual([])
    expect(run.checks).toMatchObject({ seed: 1, answer: '42', witness: '1' })
    expect(run.rungs.map(({ checksum }) => checksum)).toEqual(['42', '42', '42'])
  })

  it('keeps the first run, the compile time and the steady samples apart', async () => {
    const lab = laboratory({
      'njit/sequential': { compileMs: 7, takesMs: (run) => (run === 0 ? 400 : run < 3 ? 90 : 60) },
    })
    const [rung] = finished(await experiment(lab)).run.rungs
    expect(rung).toMatchObject({ compileMs: 7, firstMs: 400 })
    expect(new Set(rung?.samplesMs)).toEqual(new Set([60]))
  })

  it('puts as many runs into a sample as fill 20 ms, and counts the items of all', async () => {
    const lab = laboratory({ 'javascript/sequential': steady(0.5) })
    const [rung] = finished(await experiment(lab)).run.rungs
    expect(rung?.samplesMs.every((ms) => ms >= 20 && ms < 30)).toBe(true)
    expect((rung?.items ?? 0) / ITEMS).toBe((rung?.samplesMs[0] ?? 0) / 0.5)
  })

  it('makes samples longer where the clock is coarse, so that its step is 1 % of them at most', async () => {
    const lab = laboratory({ 'javascript/sequential': steady(3) }, labClock(1000))
    const device = { cores: 4, browser: 'firefox', browserMajor: 153, os: 'linux', isolated: false } as const
    const { run } = finished(await experiment(lab, {}, { device: { ...device, timerStepUs: 1000 } }))
    expect(run.rungs[0]?.samplesMs.every((ms) => ms >= 100)).toBe(true)
    expect(run.quality).toEqual(['not-isolated'])
  })

  it('takes another answer each time from a rung whose random stream is shared, as long as each is right', async () => {
    const answer = (run: number) => (run % 2 === 0 ? '42' : '42.0')
    const right = laboratory({ 'javascript/threads': { ...steady(30), answer, exactness: 'streams' } })
    expect(finished(await experiment(right)).run.rungs[0]?.samplesMs.length).toBeGreaterThan(5)
    const wrong = laboratory({
      'javascript/sequential': steady(30),
      'javascript/threads': { ...steady(30), answer: (run) => String(42 + run), exactness: 'streams' },
      'simd/sequential': { ...steady(30), answer },
    })
    const { rungs } = finished(await experiment(wrong))
    expect(rungs.map(({ error }) => error)).toEqual([
      undefined,
      'Its answer changed from 42 to 43: its time does not count.',
      'Its answer changed from 42 to 42.0: its time does not count.',
    ])
  })

  it('says so where a rung is too fast to time, and claims nothing for it', async () => {
    const lab = laboratory({ 'javascript/sequential': steady(40), 'njit/sequential': steady(0.001) })
    const { run, rungs } = finished(await experiment(lab))
    expect(rungs[1]).toMatchObject({ tooFast: true, phase: 'done' })
    expect(rungs[1]?.speedup).toBeUndefined()
    expect(run.rungs.map(({ engine }) => engine)).toEqual(['javascript'])
    expect(run.quality).toEqual(['too-fast'])
    expect(run.checks.tooFast).toBe('njit/sequential')
  })

  it('warms up until a rung stops getting faster, however long that takes', async () => {
    const lab = laboratory({ 'javascript/sequential': { takesMs: (run) => Math.max(30, 300 - 18 * run) } })
    const [rung] = finished(await experiment(lab)).run.rungs
    expect(new Set(rung?.samplesMs)).toEqual(new Set([30]))
  })

  it('goes straight to samples where one run is longer than the allowance for warming up', async () => {
    const lab = laboratory({ 'python/sequential': steady(3000) })
    const { run } = finished(await experiment(lab, { budgetMs: 10_000 }))
    expect(run.rungs[0]).toMatchObject({ firstMs: 3000, samplesMs: [3000, 3000] })
    expect(run.quality).toEqual(['few-samples'])
  })

  it('interleaves the rungs, in an order that the seed decides', async () => {
    const specimens = {
      'javascript/sequential': { takesMs: around(30, 0.2) },
      'simd/sequential': { takesMs: around(31, 0.2) },
      'njit/sequential': { takesMs: around(32, 0.2) },
    }
    const orderOf = async (seed: number) => {
      const lab = laboratory(specimens)
      await experiment(lab, { seed, targetWidth: 0.02 })
      return lab.order.slice(30).join()
    }
    expect(await orderOf(1)).toBe(await orderOf(1))
    expect(await orderOf(1)).not.toBe(await orderOf(2))
    const order = (await orderOf(1)).split(',')
    const repeats = order.filter((name, index) => name === order[index - 1]).length
    expect(repeats / order.length).toBeLessThan(0.3)
    for (const name of Object.keys(specimens))
      expect(order.slice(0, 30).filter((entry) => entry.startsWith(name)).length).toBeGreaterThan(7)
  })

  it('stops a rung as soon as its interval is narrow, and not before six samples', async () => {
    const lab = laboratory({
      'javascript/sequential': { takesMs: around(30, 0.001) },
      'simd/sequential': { takesMs: around(30, 0.3) },
    })
    const { run, rungs } = finished(await experiment(lab))
    const [quiet = [], noisy = []] = run.rungs.map(({ samplesMs }) => samplesMs)
    expect(quiet.length).toBe(6)
    expect(noisy.length).toBeGreaterThan(12)
    const { low = 0, high = 1, value = 1 } = rungs[1]?.medianMs ?? {}
    if (noisy.length < 100) expect((high - low) / value).toBeLessThanOrEqual(0.05)
  })

  it('keeps within its budget, and says that samples are few', async () => {
    const lab = laboratory({
      'python/sequential': { takesMs: around(900, 0.4) },
      'javascript/sequential': { takesMs: around(70, 0.4) },
    })
    const started = lab.clock.now()
    const { run } = finished(await experiment(lab, { budgetMs: 8000, targetWidth: 0.001 }))
    expect(lab.clock.now() - started).toBeLessThanOrEqual(8000 * 1.05)
    expect(run.quality).toEqual(['few-samples'])
  })

  it('stretches a budget that is too short for one sample of every rung, to twice its length at most', async () => {
    const names = ['python/sequential', 'javascript/sequential', 'njit/sequential', 'simd/sequential'] as const
    const crowd = (ms: number) => laboratory(Object.fromEntries(names.map((name) => [name, steady(ms)])))
    const enough = crowd(1500)
    const started = enough.clock.now()
    const { run } = finished(await experiment(enough, { budgetMs: 8000 }))
    expect(run.rungs.map(({ engine }) => engine)).toEqual(['python', 'javascript', 'njit', 'simd'])
    expect(run.quality).toEqual(['few-samples'])
    expect(enough.clock.now() - started).toBeGreaterThan(8000)
    expect(enough.clock.now() - started).toBeLessThanOrEqual(2 * 8000)
    const tooSlow = crowd(3000)
    const begun = tooSlow.clock.now()
    await experiment(tooSlow, { budgetMs: 8000 })
    expect(tooSlow.clock.now() - begun).toBeLessThanOrEqual(2 * 8000 + 3000)
  })

  it('keeps time for those that have run, where the budget is too short for all of them to run even once', async () => {
    const names = ['javascript/sequential', 'javascript/workers', 'njit/sequential', 'simd/sequential'] as const
    const lab = laboratory(Object.fromEntries(names.map((name) => [name, steady(3000)])))
    const { rungs } = finished(await experiment(lab, { budgetMs: 8000 }))
    expect(rungs.map(({ phase }) => phase)).toEqual(['done', 'done', 'failed', 'failed'])
    expect(rungs[3]?.error).toMatch(/^The budget ended before it had run once/)
  })

  it.each([
    ['take long in their first runs', () => 1900],
    ['stall while they warm up', (run: number) => (run === 1 ? 20_000 : 25)],
  ])('keeps time for quick rungs, where slow ones %s', async (_, takesMs) => {
    const quick = ['javascript/sequential', 'javascript/workers', 'njit/sequential', 'simd/sequential'] as const
    const slow = ['python/sequential', 'python/threads', 'python/processes'] as const
    const lab = laboratory(
      Object.fromEntries([
        ...slow.map((name) => [name, { takesMs }] as const),
        ...quick.map((name) => [name, steady(0.05)] as const),
      ]),
    )
    const { run } = finished(await experiment(lab, { budgetMs: 5000 }))
    const timed = run.rungs.filter(({ engine }) => engine !== 'python')
    expect(timed.map(({ engine, strategy }) => `${engine}/${strategy}`)).toEqual(quick)
    for (const { samplesMs } of timed) expect(samplesMs[0]).toBeGreaterThan(15)
  })

  it('does not count what it takes to make a rung ready, such as loading Python', async () => {
    const clock = labClock()
    const loads = { takesMs: () => 100, prepare: () => Promise.resolve(clock.pass(9000)) }
    const lab = laboratory({ 'python/sequential': loads, 'javascript/sequential': steady(100) }, clock)
    const { run } = finished(await experiment(lab, { budgetMs: 5000 }))
    expect(run.rungs.map(({ samplesMs }) => samplesMs.length)).toEqual([6, 6])
    expect(run.quality).toEqual([])
  })

  it('tells how long it will still take, never more than the budget leaves', async () => {
    const lab = laboratory({ 'javascript/sequential': { takesMs: around(100, 0.1) } })
    const { events } = await experiment(lab, { budgetMs: 5000 })
    const states = events.filter((event) => event.type === 'state')
    expect(states.length).toBeGreaterThan(8)
    for (const { elapsedMs, remainingMs } of states) {
      expect(remainingMs).toBeGreaterThanOrEqual(0)
      expect(elapsedMs + remainingMs).toBeLessThanOrEqual(5000 + 1e-6)
    }
    expect(states.at(-1)?.remainingMs).toBeLessThan(110)
    expect(events.at(-1)?.type).toBe('done')
  })

  it('writes down the answer of a rung that worked through all items', async () => {
    const lab = laboratory({
      'python/sequential': { ...steady(40), answer: () => 'of a tenth' },
      'javascript/sequential': { ...steady(40), answer: () => 'of all' },
    })
    lab.kernel.agrees = () => true
    expect(finished(await experiment(lab)).run.checks.answer).toBe('of all')
  })

  it('labels outliers and keeps them', async () => {
    const lab = laboratory({ 'javascript/sequential': { takesMs: (run) => (run % 9 === 8 ? 200 : 30 + (run % 3)) } })
    const [state] = finished(await experiment(lab, { targetWidth: 0.01, budgetMs: 3000 })).rungs
    expect(state?.outliers.length).toBeGreaterThan(0)
    for (const index of state?.outliers ?? []) expect(state?.samplesMs[index]).toBe(200)
    expect(state?.samplesMs.filter((ms) => ms === 200).length).toBe(state?.outliers.length)
  })
})

describe('a rung that goes wrong', () => {
  const fine = { 'javascript/sequential': steady(40) }

  it.each([
    [
      'cannot start here',
      { prepare: () => Promise.reject(new Error('Workers need shared memory here')) },
      'Workers need shared memory here.',
    ],
    ['crashes', { run: () => Promise.reject(new Error('The worker died.\nstack')) }, 'The worker died.'],
    ['answers wrongly', { answer: () => '41' }, 'Its answer is 41, the right one 42: its time does not count.'],
    [
      'changes its answer later',
      { answer: (run: number) => (run < 6 ? '42' : '43') },
      'Its answer changed from 42 to 43: its time does not count.',
    ],
  ])('%s fails in one sentence, and the others go on', async (_, fault, sentence) => {
    const lab = laboratory({ ...fine, 'simd/sequential': { ...steady(30), ...fault } })
    const { run, rungs } = finished(await experiment(lab))
    expect(rungs[1]).toMatchObject({ phase: 'failed', error: sentence })
    expect(rungs[1]?.speedup).toBeUndefined()
    expect(run.rungs.map(({ engine }) => engine)).toEqual(['javascript'])
    expect(lab.open.size).toBe(0)
  })

  it('that is never ready fails after two minutes, and the others go on', async () => {
    const clock = labClock()
    const never = { ...steady(30), prepare: () => new Promise<void>(() => clock.pass(121_000)) }
    const lab = laboratory({ 'simd/sequential': never, ...fine }, clock)
    const { rungs } = finished(await experiment(lab))
    expect(rungs.map(({ phase }) => phase)).toEqual(['failed', 'done'])
    expect(rungs[0]?.error).toBe('It was not ready after 120 s: check the connection and try again.')
  })

  it('that nobody knows how to run fails, and the baseline falls back to the next', async () => {
    const lab = laboratory(fine)
    lab.kernel.meta = {
      ...lab.kernel.meta,
      rungs: [
        { ...rungMeta, engine: 'python' },
        { ...rungMeta, engine: 'javascript' },
      ],
    }
    const { rungs } = finished(await experiment(lab))
    expect(rungs[0]).toMatchObject({ phase: 'failed', error: expect.stringContaining('python/sequential') as string })
    expect(rungs[1]?.speedup?.value).toBe(1)
  })

  it('leaves speedups against the first sequential rung where no baseline of the kernel is there', async () => {
    const lab = laboratory({ 'simd/workers': steady(20), 'simd/sequential': steady(40) })
    const { rungs } = finished(await experiment(lab))
    expect(rungs.map(({ speedup }) => speedup?.value)).toEqual([2, 1])
  })

  it('that would eat up the budget with one run is cut off, and the others go on', async () => {
    const clock = labClock()
    const endless = { ...steady(1), run: () => new Promise<never>(() => clock.pass(2500)) }
    const lab = laboratory({ 'javascript/sequential': endless, 'simd/sequential': steady(30) }, clock)
    const { rungs } = finished(await experiment(lab, { budgetMs: 5000 }))
    expect(rungs[1]?.phase).toBe('done')
    expect(rungs[0]?.error).toBe('One run takes more than 2 s: choose fewer items or give it more time.')
  })

  it('leaves no run to show where it was the only one', async () => {
    const lab = laboratory({ 'simd/sequential': { ...steady(30), answer: () => '0' } })
    const { outcome } = await experiment(lab)
    expect(outcome).toEqual({ type: 'failed', message: 'Its answer is 0, the right one 42: its time does not count.' })
  })
})

describe('Stop', () => {
  it('frees a kernel that was still being prepared, as soon as it is ready', async () => {
    const stop = new AbortController()
    const ready = Promise.withResolvers<void>()
    const lab = laboratory({
      'simd/sequential': { ...steady(1), prepare: () => (queueMicrotask(() => stop.abort()), ready.promise) },
    })
    const { outcome } = await experiment(lab, {}, { signal: stop.signal })
    expect(outcome).toEqual({ type: 'stopped' })
    ready.resolve()
    await new Promise((resolve) => setTimeout(resolve))
    expect(lab.open.size).toBe(0)
    expect(lab.everOpened).toBe(1)
  })

  it('ends the ladder at once, even where a kernel never comes back', async () => {
    const stop = new AbortController()
    const lab = laboratory({
      'javascript/sequential': steady(40),
      'simd/sequential': { ...steady(1), run: () => new Promise(() => setTimeout(() => stop.abort(), 5)) },
    })
    const { outcome, events } = await experiment(lab, {}, { signal: stop.signal })
    expect(outcome).toEqual({ type: 'stopped' })
    expect(events.at(-1)).toEqual({ type: 'stopped' })
    expect(lab.open.size).toBe(0)
  })

  it('works while samples are taken', async () => {
    const stop = new AbortController()
    const lab = laboratory({ 'javascript/sequential': { takesMs: around(40, 0.3) } })
    const onEvent = () => lab.order.length > 8 && stop.abort()
    const { outcome } = await experiment(lab, {}, { signal: stop.signal, onEvent })
    expect(outcome).toEqual({ type: 'stopped' })
    expect(lab.order.length).toBeLessThan(12)
  })

  it('works before anything has started', async () => {
    const lab = laboratory({ 'javascript/sequential': steady(40) })
    const { outcome } = await experiment(lab, {}, { signal: AbortSignal.abort() })
    expect(outcome).toEqual({ type: 'stopped' })
    expect(lab.order).toEqual([])
  })
})

describe('the quality of a run', () => {
  const lab = (noise = 0.01) => laboratory({ 'javascript/sequential': { takesMs: around(100, noise) } })
  const long = { targetWidth: 0.01, budgetMs: 12_000 }

  it('tells that the tab was hidden', async () => {
    const { run } = finished(await experiment(lab(), {}, { wasHidden: () => true }))
    expect(run.quality).toEqual(['hidden'])
  })

  it('tells a machine whose speed changed between start and end', async () => {
    let spins = 0
    const { run } = finished(await experiment(lab(), {}, { spin: () => (spins++ === 0 ? 3 : 4) }))
    expect(run.quality).toEqual(['unstable'])
  })

  it('tells a machine that became steadily slower from one that wavered', async () => {
    let [rising, wavering] = [0, 0]
    const throttled = finished(await experiment(lab(0.2), long, { spin: () => 3 + 0.05 * rising++ }))
    const wavered = finished(await experiment(lab(0.2), long, { spin: () => (wavering++ % 2 ? 3 : 3.6) }))
    expect(throttled.quality).toContain('throttled')
    expect(wavered.quality).not.toContain('throttled')
  })
})

it('a hundred ladders leave nothing open, no listener on a signal that outlives them, and no memory', async () => {
  const stop = new AbortController()
  const lab = laboratory({ 'javascript/sequential': steady(40), 'simd/workers': steady(25) })
  let listeners = 0
  const { addEventListener, removeEventListener } = stop.signal
  stop.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners++
    addEventListener.apply(stop.signal, args)
  }
  stop.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners--
    removeEventListener.apply(stop.signal, args)
  }
  const run = async (ladders: number) => {
    for (let ladder = 0; ladder < ladders; ladder++) finished(await experiment(lab, {}, { signal: stop.signal }))
    lab.order.length = 0
    return heapUsed()
  }
  const before = await run(50)
  const after = await run(100)
  // One ladder's events are some 100 KB: keeping those of a hundred would be 10 MB.
  expect(after - before).toBeLessThan(3e6)
  expect(lab.open.size).toBe(0)
  expect(listeners).toBe(0)
})

/** Bytes on the heap after everything dead is gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

const rungMeta = {
  strategy: 'sequential',
  label: 'Rung',
  exactness: 'exact',
  explain: 'Takes so long.',
  scales: false,
} as const

function within(actual: number | undefined, expected: number, share: number) {
  expect(Math.abs((actual ?? NaN) / expected - 1)).toBeLessThan(share)
}
