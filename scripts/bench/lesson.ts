/**
 * `npm run bench -- lesson`: what the lesson's deck claims, measured as ratios in one run, in a real Chromium: the cells
 * themselves, rounds interleaved. Also what four children weigh. `--quick` takes one round. A ratio is the median of the
 * rounds' own ratios, so that a machine that slows down between rounds does not bend it. Claims about cores can only show
 * where two are free: what two plain workers gain over one is measured right before and after them, and where that is
 * less than the claim, the claim is left open.
 *
 * The sums of cells 09 to 11 are a fifth as long, in five times as many rounds, to and fro: some machines change their
 * speed every second or so (native CPython shows the same), and cells of three seconds would be compared across changes.
 */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { openIsolated } from './laboratory/isolated.ts'
import type { createPythonSession, PythonEvent, PythonSession } from '../../packages/kernels/src/python/index.ts'

const root = path.resolve(import.meta.dirname, '../..')
const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } })
const rounds = options.quick ? 1 : 5
const cellFolder = path.join(root, 'apps/web/content/cells')
const cells = Object.fromEntries(
  readdirSync(cellFolder).map((name) => [name.slice(0, 2), readFileSync(path.join(cellFolder, name), 'utf8')]),
)

/** Calls a cell's function, which the cell only defines, once to warm it up and once against the clock. */
const timedVar = (sims: number) => `
import time
portfolio = np.array([0.4, 0.35, 0.25]), np.array([0.0005, 0.0003, 0.0004]), np.array([0.02, 0.015, 0.01])
calculate_var(100, *portfolio)
begin = time.perf_counter()
calculate_var(${sims}, *portfolio)
print(f"Time: {time.perf_counter() - begin:.6f}s")
`

interface Measured {
  cell: string
  more?: string
  /** Items of the timed part. */
  items: number
  /** It only waits: what else the machine does changes nothing, and once is enough. */
  waits?: true
  /** Its sums are a fifth as long, in five times as many rounds. */
  short?: true
}

const SHORTER = 5
const LONG_SUM = '5_000_000'
const SHORT_SUM = '1_000_000'

const measured: Record<string, Measured> = {
  '07': { cell: '07', items: 6, waits: true },
  '08': { cell: '08', items: 6, waits: true },
  '09': { cell: '09', items: 4, short: true },
  '10': { cell: '10', items: 4, short: true },
  '11': { cell: '11', items: 4, short: true },
  '13': { cell: '13', items: 1_000_000 },
  '14': { cell: '14', items: 10_000_000 },
  '03': { cell: '03', more: timedVar(30_000), items: 30_000 },
  '04': { cell: '04', more: timedVar(10_000_000), items: 10_000_000 },
  '06': { cell: '06', more: timedVar(10_000_000), items: 10_000_000 },
}

interface Claim {
  from: string
  to: string
  least: number
  most?: number
  what: string
  /** It needs two cores. */
  cores?: true
}

const claims: Claim[] = [
  { from: '07', to: '08', least: 5.5, what: 'six threads wait at the same time' },
  { from: '09', to: '10', least: 0.8, most: 1.1, what: 'threads do not compute faster' },
  { from: '09', to: '11', least: 1.7, what: 'processes use the cores', cores: true },
  { from: '13', to: '14', least: 30, what: '@njit, per dart' },
  { from: '03', to: '04', least: 20, what: '@njit, per simulation' },
  { from: '04', to: '06', least: 1.6, what: 'prange uses the cores', cores: true },
]

declare global {
  // In the page.
  var python: { session: PythonSession; events: PythonEvent[] }
  interface Performance {
    measureUserAgentSpecificMemory?(): Promise<{ bytes: number }>
  }
}

const { browser, url, close } = await openIsolated({ port: 9160, publicDir: 'apps/web/static' })
try {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await start(page)
  // Before anything else runs in the page: one interpreter, then four more.
  const before = await megabytes(page)
  await prepare(page, cells['11'] ?? '')
  console.log(`Four child interpreters weigh ${(await megabytes(page)) - before} MB in all.`)

  const times = new Map<string, number[]>()
  const gains = new Map<string, number[]>()
  const take = async (name: string, job: Measured, controlled: boolean): Promise<void> => {
    const claimsCores = controlled && claims.some(({ to, cores }) => cores && to === name)
    const gainBefore = claimsCores ? await twoWorkersGain(page) : NaN
    note(times, name, (await timeOf(page, job)) / job.items)
    if (claimsCores) note(gains, name, (gainBefore + (await twoWorkersGain(page))) / 2)
  }
  const jobs = Object.entries(measured)
  for (let round = 0; round < rounds; round++)
    for (const [name, job] of jobs) if (!job.short && !(round > 0 && job.waits)) await take(name, job, true)
  const short = jobs.filter(([, job]) => job.short)
  for (let round = 0; round < rounds * SHORTER; round++)
    for (const [name, job] of round % 2 === 0 ? short : short.toReversed()) await take(name, job, round % SHORTER === 0)
  let missed = 0
  for (const { from, to, least, most = Infinity, what, cores } of claims) {
    const after = times.get(to) ?? []
    const ratios = (times.get(from) ?? []).map((before, round) => before / (after[round] ?? NaN))
    const ratio = median(ratios)
    const free = cores ? median(gains.get(to)) : Infinity
    const kept = ratio >= least && ratio <= most
    const open = !kept && free < least
    if (!kept && !open) missed += 1
    const asked = most < Infinity ? `${least}–${most}` : `≥ ${least}`
    const spread = ratios.length > 1 ? `, rounds ${figure(Math.min(...ratios))}–${figure(Math.max(...ratios))}` : ''
    const control = cores ? `; two plain workers: ${figure(free)} ×` : ''
    console.log(
      `${kept ? '✓' : open ? '?' : '✗'} ${from} → ${to}  ${figure(ratio)} ×  ${what} (${asked}${spread}${control})`,
    )
    if (open) console.log('  left open: this machine had not two cores free while it was measured')
  }
  const { stdout } = await run(page, `${cells['05']}\nprint(len(add.signatures), sum(add.stats.cache_hits.values()))`)
  const specialises = stdout.trim() === '2 1'
  if (!specialises) missed += 1
  console.log(`${specialises ? '✓' : '✗'} 05: two signatures, two compilations, one hit (${stdout.trim()})`)
  process.exitCode = missed > 0 ? 1 : 0
} finally {
  await close()
}

/** Starts a session; resolves when programs can run. */
function start(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const module = '/packages/kernels/src/python/index.ts'
    const { createPythonSession: create } = (await import(module)) as {
      createPythonSession: typeof createPythonSession
    }
    const events: PythonEvent[] = []
    const session = create({ assets: '/python/', onEvent: (event) => events.push(event) })
    await session.ready
    globalThis.python = { session, events }
  })
}

function prepare(page: Page, code: string): Promise<void> {
  return page.evaluate((code) => globalThis.python.session.prepare(code), code)
}

function run(page: Page, code: string): Promise<{ stdout: string; status: string; failure: string }> {
  return page.evaluate(async (code) => {
    const { session, events } = globalThis.python
    await session.prepare(code)
    events.length = 0
    const outcome = await session.run(code)
    return {
      stdout: events.map((event) => (event.type === 'stdout' ? event.text : '')).join(''),
      status: outcome.status,
      failure: outcome.status === 'error' ? outcome.failure.traceback : '',
    }
  }, code)
}

/** Seconds of a cell by its own clock, read once more with more digits than it prints. */
async function timeOf(page: Page, { cell, more = '', short }: Measured): Promise<number> {
  const whole = cells[cell] ?? ''
  const text = short ? whole.replaceAll(LONG_SUM, SHORT_SUM) : whole
  const precise = `${text}${more}\nprint(f"Precisely: {time.time() - start:.6f}s")`
  const code = more ? `${text}${more}` : precise
  const { stdout, status, failure } = await run(page, code)
  if (status !== 'done') throw new Error(`Cell ${cell} failed:\n${failure}`)
  return Number(/(?:Precisely|Time): ([\d.]+)s\n$/.exec(stdout)?.[1])
}

/** The machine's own share in every claim about cores: two workers that count, one after the other and together. */
function twoWorkersGain(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const script = 'onmessage = () => { let x = 0; for (let i = 0; i < 1e8; i++) x = (x * 31 + i) | 0; postMessage(x) }'
    const url = URL.createObjectURL(new Blob([script]))
    const workers = [new Worker(url), new Worker(url)]
    const count = (worker: Worker) =>
      new Promise((resolve) => {
        worker.onmessage = resolve
        worker.postMessage(0)
      })
    await Promise.all(workers.map(count))
    const begin = performance.now()
    for (const worker of workers) await count(worker)
    const between = performance.now()
    await Promise.all(workers.map(count))
    const end = performance.now()
    for (const worker of workers) worker.terminate()
    return (between - begin) / (end - between)
  })
}

async function megabytes(page: Page): Promise<number> {
  const bytes = await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes ?? NaN)
  return Math.round(bytes / 1e6)
}

function note(lists: Map<string, number[]>, name: string, value: number): void {
  lists.set(name, [...(lists.get(name) ?? []), value])
}

function figure(value: number): string {
  return value.toFixed(2)
}

function median(values: number[] = []): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}
