import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { createPool, spawnWorker, type JobProgress, type Pool } from '../../../packages/kernels/src/pool/index.ts'
import type { tasks } from './tasks.ts'

type Tasks = typeof tasks

const spawn = (file = './worker.ts') =>
  spawnWorker({
    browser: () => {
      throw new Error('this test runs in Node')
    },
    node: () => new URL(file, import.meta.url),
  })

const pools: Pool<Tasks>[] = []
function pool(size: number, shared = true): Pool<Tasks> {
  const made = createPool<Tasks>({ size, spawn: () => spawn(), shared })
  pools.push(made)
  return made
}
afterEach(() => pools.splice(0).forEach((made) => made.dispose()))

describe.each([
  ['with shared memory', true],
  ['without shared memory', false],
])('a pool %s', (_, shared) => {
  it('maps in the order of the inputs, with more and with fewer inputs than workers', async () => {
    const three = pool(3, shared)
    expect(await three.map('double', [])).toEqual([])
    expect(await three.map('double', [21])).toEqual([42])
    const many = Array.from({ length: 50 }, (_, i) => i)
    expect(await three.map('double', many)).toEqual(many.map((n) => 2 * n))
  })

  it('has its workers ready beforehand, each knowing its number', async () => {
    const three = pool(3, shared)
    await three.ready()
    const seen = await three.map(
      'whoAmI',
      Array.from({ length: 30 }, () => null),
    )
    expect(seen.every((one) => one.shared === shared && one.worker < 3)).toBe(true)
  })

  it('runs several jobs at the same time without mixing their answers', async () => {
    const two = pool(2, shared)
    const jobs = Array.from({ length: 8 }, (_, j) => two.map('double', [j, j + 1, j + 2]))
    expect(await Promise.all(jobs)).toEqual(Array.from({ length: 8 }, (_, j) => [2 * j, 2 * j + 2, 2 * j + 4]))
  })

  it('rejects on an abort although the workers are in a loop of a minute, and works on afterwards', async () => {
    const two = pool(2, shared)
    await two.ready()
    const stop = new AbortController()
    const spinning = two.map('spin', [60_000, 60_000, 60_000], { signal: stop.signal })
    setTimeout(() => stop.abort('enough'), 50)
    await expect(spinning).rejects.toMatchObject({ name: 'AbortError' })
    expect(await two.map('double', [1, 2, 3])).toEqual([2, 4, 6])
  })

  it('rejects at once when the signal has been aborted already', async () => {
    await expect(pool(1, shared).run('double', 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('leaves other jobs alone when one is stopped', async () => {
    const two = pool(2, shared)
    await two.ready()
    const stop = new AbortController()
    const stopped = two.run('spin', 60_000, { signal: stop.signal })
    const other = two.run('spin', 80)
    stop.abort()
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(await other).toBe(80)
  })

  it('passes on what a task throws, and its worker lives on', async () => {
    const one = pool(1, shared)
    await expect(one.run('fail', 'too far')).rejects.toMatchObject({
      name: 'TaskError',
      thrown: 'RangeError',
      message: 'too far',
    })
    expect(await one.run('double', 4)).toBe(8)
  })

  it('ends a job at its first failure and takes the next', async () => {
    const two = pool(2, shared)
    const inputs = Array.from({ length: 20 }, (_, i): [number, number] => [3, i])
    await expect(two.map('failFor', inputs)).rejects.toMatchObject({ message: 'input 3' })
    expect(await two.map('double', [5, 6])).toEqual([10, 12])
  })

  it.each(['exit', 'crashLater'] as const)('replaces a worker that dies (%s) and rejects its job', async (task) => {
    const two = pool(2, shared)
    const dying = task === 'exit' ? two.run('exit', 3) : two.run('crashLater', undefined as never)
    await expect(dying).rejects.toMatchObject({ name: 'WorkerDiedError' })
    await two.ready()
    expect(await two.map('double', [1, 2, 3, 4])).toEqual([2, 4, 6, 8])
  })

  it('reports what each worker has done, and when each input is finished', async () => {
    const two = pool(2, shared)
    await two.ready()
    const seen: JobProgress[] = []
    await two.map('count', [150, 150], { onProgress: (progress) => seen.push(progress) })
    expect(new Set(seen.map(({ worker }) => worker)).size).toBe(2)
    expect(
      seen
        .filter(({ phase }) => phase === 'done')
        .map(({ index }) => index)
        .sort(),
    ).toEqual([0, 1])
    for (const index of [0, 1]) {
      const done = seen
        .filter((report) => report.index === index && report.phase === 'working')
        .map((report) => report.done)
      expect(done.length).toBeGreaterThan(0)
      expect(done).toEqual([...done].sort((a, b) => a - b))
    }
  })

  it('rejects what it cannot clone, and goes on', async () => {
    const one = pool(1, shared)
    await one.ready()
    await expect(one.run('double', (() => 1) as never)).rejects.toThrow(/could not be cloned/)
    expect(await one.run('double', 2)).toBe(4)
  })
})

describe('memory', () => {
  it('is worked on in place when shared, and comes back by transfer when not: the same answers', async () => {
    const length = 1000
    const parts = [0, 250, 500, 750].map((lo) => ({ lo, hi: lo + 250 }))

    const data = new Float64Array(new SharedArrayBuffer(8 * length)).fill(1)
    await pool(3, true).map(
      'increment',
      parts.map(({ lo, hi }) => ({ data, lo, hi })),
    )

    const slices = parts.map(({ lo, hi }) => ({
      data: new Float64Array(length).fill(1).slice(lo, hi),
      lo: 0,
      hi: hi - lo,
    }))
    const back = await pool(3, false).map('increment', slices, {
      transfer: (input: { data: Float64Array }) => [input.data.buffer as ArrayBuffer],
    })
    expect(slices.every((slice) => slice.data.byteLength === 0)).toBe(true)
    expect(back.flatMap((part) => [...(part ?? [])])).toEqual([...data])
    expect(data.every((value) => value === 2)).toBe(true)
  })

  it('is let go after every run: a hundred runs do not grow the heap', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const two = pool(2, false)
    const run = async () => {
      const slices = [0, 1].map(() => ({ data: new Float64Array(250_000), lo: 0, hi: 10 }))
      await two.map('increment', slices)
    }
    const used = () => {
      collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    for (let i = 0; i < 20; i++) await run()
    const before = used()
    for (let i = 0; i < 100; i++) await run()
    // One run's slices alone are 4 MB; a hundred of them kept would be 400.
    expect(used() - before).toBeLessThan(8_000_000)
  })
})

describe('a pool that ends or cannot start', () => {
  it('rejects unfinished and later jobs after dispose', async () => {
    const two = pool(2)
    const spinning = two.run('spin', 60_000)
    two.dispose()
    await expect(spinning).rejects.toMatchObject({ name: 'AbortError' })
    await expect(two.run('double', 1)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('says so when its worker script does not exist', async () => {
    const broken = createPool<Tasks>({ size: 2, spawn: () => spawn('./no-such-worker.ts') })
    await expect(broken.run('double', 1)).rejects.toMatchObject({ name: 'WorkerStartError' })
    await expect(broken.ready()).rejects.toMatchObject({ name: 'WorkerStartError' })
  })

  it.each([0, -1, 1.5, NaN])('refuses a size of %s', (size) => {
    expect(() => pool(size)).toThrow(RangeError)
  })
})
