import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession, type Finished } from './program.ts'

const files = import.meta.glob(['../../../apps/web/content/cells/*.py'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const cells = Object.fromEntries(
  Object.entries(files).map(([path, source]) => [path.split('/').at(-1)?.slice(0, 2) ?? '', String(source)]),
)

let opened: Awaited<ReturnType<typeof openSession>>
beforeAll(async () => {
  opened = await openSession()
}, 120_000)
afterAll(() => opened.session.dispose())

async function runCell(number: string, more = '', seed?: number): Promise<Finished> {
  const code = `${cells[number]}\n${more}`
  await opened.session.prepare(code)
  const finished = await opened.run(code, seed === undefined ? {} : { seed })
  expect(finished.outcome, finished.stderr).toMatchObject({ status: 'done' })
  return finished
}

const seconds = (text: string) => Number(/: ([\d.]+)s/.exec(text)?.[1])

/** Weights, means and deviations to call cells 03, 04 and 06 with, which only define their function. */
const portfolio = 'np.array([0.4, 0.35, 0.25]), np.array([0.0005, 0.0003, 0.0004]), np.array([0.02, 0.015, 0.01])'

describe('the cells of the lesson, unchanged', () => {
  it('are fifteen', () => expect(Object.keys(cells)).toHaveLength(15))

  it('01: eight one-second downloads wait at the same time', async () => {
    const { outcome } = await runCell('01')
    // ThreadPoolExecutor() has min(32, cores + 4) workers: more than one round on few cores, never eight.
    expect(outcome.elapsedMs).toBeLessThan(6000)
  })

  it('02: four sums in processes', async () => {
    const { lanes } = await runCell('02')
    expect(lanes.some(({ kind, state }) => kind === 'process' && state === 'running')).toBe(true)
  })

  it('03: value at risk in Python draws what NumPy draws', async () => {
    const { stdout } = await runCell('03', `np.random.seed(42)\nprint(calculate_var(1000, ${portfolio}))`)
    // NumPy 1.24 on CPython 3.11, same seed.
    expect(stdout).toBe('-0.014135448510082263\n')
  })

  it('04: value at risk under @njit agrees with Python in the same draws', async () => {
    const seeded = (number: string) =>
      runCell(
        number,
        number === '03'
          ? `np.random.seed(42)\nprint(calculate_var(1000, ${portfolio}))`
          : `@njit\ndef seed(n):\n    np.random.seed(n)\nseed(42)\nprint(calculate_var(1000, ${portfolio}))`,
      )
    const [python, njit] = [await seeded('03'), await seeded('04')]
    expect(Number(njit.stdout)).toBeCloseTo(Number(python.stdout), 12)
  })

  it('05: two signatures, two compilations, one hit', async () => {
    const { stdout, events } = await runCell(
      '05',
      'print(add.signatures)\nprint(add.stats.cache_hits, add.stats.calls)',
    )
    expect(stdout).toBe('[(int64, int64), (float64, float64)]\nCounter({(int64, int64): 1}) 3\n')
    const compiled = events.flatMap((event) => (event.type === 'compile' ? [event.signature] : []))
    expect(compiled).toEqual(['add(int64, int64)', 'add(float64, float64)'])
  })

  it('06: prange finds the same distribution, on the workers of the pool', async () => {
    const { stdout, lanes } = await runCell('06', `print(calculate_var(200_000, ${portfolio}))`)
    expect(Number(stdout)).toBeGreaterThan(-0.0165)
    expect(Number(stdout)).toBeLessThan(-0.0145)
    expect(lanes.some(({ kind }) => kind === 'prange')).toBe(true)
  })

  it('07: six downloads one after the other take six seconds', async () => {
    const { stdout } = await runCell('07')
    expect(stdout.split('\n').slice(0, 6)).toEqual(
      ['AAPL', 'GOOGL', 'MSFT', 'AMZN', 'META', 'NVDA'].map((ticker): unknown =>
        expect.stringMatching(new RegExp(`^${ticker}: \\$\\d{3}\\.\\d\\d$`)),
      ),
    )
    expect(seconds(stdout)).toBeGreaterThanOrEqual(6)
  })

  it('08: with threads they overlap', async () => {
    const { stdout, lanes } = await runCell('08')
    expect(stdout.split('\n')).toHaveLength(8)
    expect(seconds(stdout)).toBeLessThan(5)
    const names = new Set(lanes.map(({ name }) => name))
    expect(names).toContain('ThreadPoolExecutor-0_5')
  })

  it.each(['09', '10', '11'])('%s: four slow sums', async (number) => {
    const { stdout } = await runCell(number, 'print(results)')
    expect(stdout).toMatch(/^(Sequential|Threaded|Parallel): \d+\.\ds\n/)
    expect(stdout).toContain(
      JSON.stringify(Array(4).fill('41666654166667500000')).replaceAll('"', '').replaceAll(',', ', '),
    )
  })

  it('12: the sum under @njit, with integers of 64 bits that wrap as Numba’s do', async () => {
    const { stdout } = await runCell('12', 'print(fast_sum(5_000_000))')
    expect(stdout).toMatch(/^Numba: \d\.\d{3}s\n4773166019248396768\n$/)
  })

  it('13: π from a million darts', async () => {
    const { stdout } = await runCell('13', '', 42)
    expect(stdout).toMatch(/^π ≈ 3\.1\d+\nTime: \d+\.\d\ds\n$/)
  })

  it('14: π from ten million darts, the very count of Numba for its seed', async () => {
    const { stdout } = await runCell(
      '14',
      '@njit\ndef seed(n):\n    np.random.seed(n)\nseed(42)\nprint(pi_fast(10_000_000))',
    )
    expect(stdout).toMatch(/^π ≈ 3\.1\d+\nTime: \d+\.\d\ds\n3\.1415988\n$/)
  })

  it('15: four processes burn until they are stopped', async () => {
    await opened.session.prepare(cells['15'] ?? '')
    const running = opened.run(cells['15'] ?? '')
    await expect
      .poll(
        () =>
          new Set(
            opened
              .lanes()
              .filter(({ kind, state }) => kind === 'process' && state === 'running')
              .map(({ lane }) => lane),
          ).size,
        {
          timeout: 20_000,
        },
      )
      .toBe(4)
    opened.session.stop()
    expect((await running).outcome.status).toBe('stopped')
  })
})
