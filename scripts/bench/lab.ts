/**
 * `npm run bench -- lab`: what Stop, a flood of output and the memory of a real lab page are like, in a real Chromium on
 * the built site. Stop is measured to the words that say so and to the end of the next program. `--quick` floods for 5 s
 * instead of 30.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from 'playwright'
import { findChromium } from '../lib/browser.mjs'
import { BROWSER_ARGS } from './laboratory/isolated.ts'

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } })
process.env.PORT ??= '9161'
const { serve } = await import('../lib/serve.mjs')

/** Each prints "begun" and would never end. */
const endless: Record<string, string> = {
  'a tight loop': 'print("begun")\nwhile True: pass',
  'a compiled loop': `
from numba import njit
@njit
def spin(n):
    while n > 0:
        n = n % 7 + 1
    return n
print("begun")
spin(1)`,
  'a prange loop': `
from numba import njit, prange
@njit(parallel=True)
def spin(n):
    total = 0
    for i in prange(n):
        m = i + 1
        while m > 0:
            m = m % 7 + 1
        total += m
    return total
print("begun")
spin(64)`,
  'a pool at work': `
from concurrent.futures import ProcessPoolExecutor
def spin(n):
    while True: pass
with ProcessPoolExecutor(2) as pool:
    print("begun")
    list(pool.map(spin, range(2)))`,
  'processes that wait for a queue': `
from multiprocessing import Process, Queue
queue = Queue()
for _ in range(2):
    Process(target=queue.get).start()
print("begun")`,
  'time.sleep': 'import time\nprint("begun")\ntime.sleep(1000)',
  urlopen: 'from urllib.request import urlopen\nprint("begun")\nurlopen("/api/quotes/AAPL?delayMs=10000").read()',
  'while True: print()': 'print("begun")\nwhile True: print("spam")',
}

const data = mkdtempSync(path.join(tmpdir(), 'prange-bench-lab-'))
const server = await serve({ data })
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: BROWSER_ARGS,
})
let missed = 0
try {
  const page = await openLab()
  await finish(page, 'import numpy\nprint(1)')
  const alone = await weigh(page)
  console.log(`One interpreter with NumPy: ${megabytes(alone)}.`)
  for (const [what, code] of Object.entries(endless)) await measureStop(page, what, code)

  const four = 'with ProcessPoolExecutor(4) as pool:\n    print("begun")\n    list(pool.map(spin, range(4)))'
  await begin(page, `${(endless['a pool at work'] ?? '').split('with ')[0]}${four}`)
  await delay(1000)
  const working = await weigh(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  await finish(page, 'print(1)')
  // Both kinds of memory are given back a little later than it is let go.
  await delay(3000)
  const after = await weigh(page)
  const children = working.total - alone.total
  note(children < 600e6, `four children weigh ${Math.round(children / 1e6)} MB (< 600)`)
  console.log(`  at work: ${megabytes(working)}; after Stop and another run: ${megabytes(after)}`)
  note(after.total < alone.total + 200e6, 'Stop gives their memory back')

  await flood(page)
  await page.goto(`${server.url}/`)
  await delay(3000)
  const left = await weigh(page)
  console.log(`After leaving the lab: ${megabytes(left)}.`)
  note(left.total < alone.total, 'leaving the page gives the interpreter’s memory back')
  process.exitCode = missed > 0 ? 1 : 0
} finally {
  await browser.close()
  await server.close()
  rmSync(data, { recursive: true, force: true })
}

async function openLab(): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${server.url}/lab`)
  return page
}

async function measureStop(page: Page, what: string, code: string): Promise<void> {
  await begin(page, code)
  await delay(500)
  const begun = performance.now()
  const said = page
    .getByRole('region', { name: 'Output' })
    .getByRole('status')
    .filter({ hasText: /^Stopped/ })
  await page.getByRole('textbox', { name: 'Code' }).press('Escape')
  await said.waitFor()
  const saidMs = performance.now() - begun
  await finish(page, 'print(6 * 7)')
  const nextMs = performance.now() - begun
  const figures = `said so after ${Math.round(saidMs)} ms, the next program done after ${Math.round(nextMs)} ms`
  note(saidMs <= 200, `Stop ends ${what}: ${figures}`)
}

/** A flood for half a minute: how late the page's own work is, and what the output weighs. */
async function flood(page: Page): Promise<void> {
  const seconds = options.quick ? 5 : 30
  await finish(page, 'print(1)')
  const before = await weigh(page)
  await begin(page, endless['while True: print()'] ?? '')
  const lateMs = await page.evaluate(async (seconds) => {
    const late: number[] = []
    for (const end = performance.now() + 1000 * seconds; performance.now() < end;) {
      const begin = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 50))
      late.push(performance.now() - begin - 50)
    }
    return late.sort((a, b) => a - b)
  }, seconds)
  const during = await weigh(page)
  const characters = (await page.getByRole('region', { name: 'Output' }).locator('pre').textContent())?.length
  await page.getByRole('button', { name: 'Stop' }).click()
  const at = (share: number) => Math.round(lateMs[Math.floor(share * (lateMs.length - 1))] ?? 0)
  const grown = Math.round((during.total - before.total) / 1e6)
  note(
    at(1) < 200 && grown < 100,
    `${seconds} s of while True: print(): the page is late by ${at(0.5)} ms (half), ${at(0.95)} ms (95 %), ${at(1)} ms (at most); ` +
      `${grown} MB more, ${characters?.toLocaleString('en')} characters shown`,
  )
}

async function begin(page: Page, code: string): Promise<void> {
  await run(page, code)
  await page.getByRole('region', { name: 'Output' }).locator('pre', { hasText: 'begun' }).waitFor()
}

async function finish(page: Page, code: string): Promise<void> {
  await run(page, code)
  await page
    .getByRole('region', { name: 'Output' })
    .getByRole('status')
    .filter({ hasText: /^Finished/ })
    .waitFor()
}

async function run(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code' }).fill(code)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

interface Weight {
  /** What the page and its workers hold, by the browser's own count. */
  total: number
  /** What all renderer processes hold of the machine's memory; NaN where there is no /proc. */
  resident: number
}

async function weigh(page: Page): Promise<Weight> {
  const total = await page.evaluate(async () => {
    const memory = performance as Performance & { measureUserAgentSpecificMemory?(): Promise<{ bytes: number }> }
    return (await memory.measureUserAgentSpecificMemory?.())?.bytes ?? NaN
  })
  let resident = 0
  for (const pid of await renderers(browser)) {
    const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
    resident += 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN)
  }
  return { total, resident }
}

async function renderers(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

function note(kept: boolean, text: string): void {
  if (!kept) missed += 1
  console.log(`${kept ? '✓' : '✗'} ${text}`)
}

function megabytes({ total, resident }: Weight): string {
  return `${Math.round(total / 1e6)} MB (${Math.round(resident / 1e6)} MB resident)`
}
