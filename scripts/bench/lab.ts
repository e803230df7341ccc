/**
 * `npm run bench -- lab [start] [stop] [memory] [flood]`: what starting Python, Stop, memory and a flood of output are
 * like in a real lab page, in a real Chromium on the built site; all four unless some are named. A start is measured from
 * the first key in the editor, which wakes Python. Stop is measured to the words that say so, to when no worker of the
 * stopped program computes any more, and to the end of the next program. `--quick` floods for 5 s instead of 60.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright'
import { findChromium } from '../lib/browser.mjs'
import { BROWSER_ARGS } from './laboratory/isolated.ts'
import { watchThreads, weigh, workerThreads, type Weight } from './laboratory/weigh.ts'

const parts: Record<string, () => Promise<void>> = {
  start: measureStarts,
  stop: measureStops,
  memory: measureMemory,
  flood: measureFlood,
}
const { values: options, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true })
const unknown = positionals.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined)
  throw new Error(`There is no part called ${unknown}; there are: ${Object.keys(parts).join(', ')}`)
process.env.PORT ??= '9161'
const { serve } = await import('../lib/serve.mjs')

/** Each prints "begun" and would never end. */
const endless: Record<string, string> = {
  'a tight loop': 'print("begun")\nwhile True: pass',
  'except BaseException': `
print("begun")
while True:
    try:
        while True: pass
    except BaseException: pass`,
  'recursion without a loop': `
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print("begun")
fib(100)`,
  threads: `
import threading
def spin():
    while True: pass
for _ in range(3): threading.Thread(target=spin).start()
print("begun")`,
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

const importNumPy = 'import numpy\nprint(1)'
const fourChildren = (endless['a pool at work'] ?? '')
  .replace('Executor(2)', 'Executor(4)')
  .replace('range(2)', 'range(4)')
/** So many times is a program with four children stopped to see whether anything stays. */
const CYCLES = 10
/** What may stay: garbage that has not been collected is not a leak; a single child weighs 60 MB and more. */
const LEAK_MB = 50
/** The worker that checks compiled functions while one types is not the program's. */
const OWN_WORKERS = 1
/** Second visits whose median is the answer. */
const VISITS = 5
/** As long as a first visit lasts at least: by then the browser has kept the machine code of what ran. */
const FIRST_VISIT_MS = 10_000
/** As long as a browser lets a worker compute that it was told to end. */
const LOOK_MS = 3000

const data = mkdtempSync(path.join(tmpdir(), 'prange-bench-lab-'))
const server = await serve({ data })
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: BROWSER_ARGS,
})
let missed = 0
try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    await parts[name]!()
    for (const context of browser.contexts()) await context.close()
  }
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

/** With everything started that the programs here need. */
async function openWarmLab(): Promise<Page> {
  const page = await openLab()
  await finish(page, importNumPy)
  return page
}

/** First visits in a browser that knows nothing of the site, and second ones in the same. */
async function measureStarts(): Promise<void> {
  const page = await openLab()
  const firstMs = await wakeMs(page)
  await finish(page, importNumPy)
  await delay(FIRST_VISIT_MS)
  await page.close()
  const wokenMs: number[] = []
  const importedMs: number[] = []
  for (let visit = 0; visit < VISITS; visit++) {
    const again = await page.context().newPage()
    await again.goto(`${server.url}/lab`)
    wokenMs.push(await wakeMs(again))
    importedMs.push(await runMs(again, importNumPy))
    await again.close()
  }
  note(
    median(wokenMs) <= 1500,
    `Python is ready ${seconds(firstMs)} after the first key of a first visit, ${range(wokenMs)} of ${VISITS} second ones (≤ 1.5)`,
  )
  console.log(`  and \`import numpy\` has run ${range(importedMs)} after that`)
}

/** Wakes Python by a key, once the editor is there; milliseconds until it is ready. */
async function wakeMs(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle')
  const woken = noteStatus(page, 'keydown', 'Python ')
  await page.getByRole('textbox', { name: 'Code' }).press('End')
  const { pressedAt, saidAt } = await woken
  return saidAt - pressedAt
}

/** Milliseconds from the press of Run to the end of a program. */
async function runMs(page: Page, code: string): Promise<number> {
  const finished = noteStatus(page, 'click', 'Finished')
  await run(page, code)
  const { pressedAt, saidAt } = await finished
  return saidAt - pressedAt
}

async function measureStops(): Promise<void> {
  const page = await openWarmLab()
  for (const [what, code] of Object.entries(endless)) {
    await begin(page, code)
    await delay(500)
    const watched = watchThreads(await workerThreads(page), LOOK_MS)
    const stopped = noteStatus(page, 'keydown', 'Stopped')
    await page.getByRole('textbox', { name: 'Code' }).press('Escape')
    const { pressedAt, saidAt } = await stopped
    await runMs(page, 'print(6 * 7)')
    const nextMs = performance.timeOrigin + performance.now() - pressedAt
    const { lastBusyAt, left } = await watched
    const lastMs = Math.max(0, ...lastBusyAt.map((at) => at - pressedAt))
    const saidMs = saidAt - pressedAt
    const computes = lastBusyAt.length > 0 ? `, no worker computes after ${Math.round(lastMs)} ms` : ''
    note(
      saidMs <= 200 && lastMs <= 200 && left <= OWN_WORKERS,
      `Stop ends ${what}: said so after ${Math.round(saidMs)} ms${computes}, the next program done after ${Math.round(nextMs)} ms` +
        (left > OWN_WORKERS ? `; ${left - OWN_WORKERS} workers stay` : ''),
    )
  }
}

interface Told {
  pressedAt: number
  saidAt: number
}

/**
 * When something was pressed and when the page's status next began with certain words, by the page's own clock: a test
 * that asks again and again would be half a second late.
 */
function noteStatus(page: Page, press: 'keydown' | 'click', words: string): Promise<Told> {
  return page.evaluate(`new Promise((resolve) => {
    const now = () => performance.timeOrigin + performance.now()
    let pressedAt = NaN
    const press = () => {
      pressedAt = now()
      observer.observe(output, { subtree: true, childList: true, characterData: true })
    }
    const output = document.querySelector('[aria-label="Output"]')
    const observer = new MutationObserver(() => {
      if (!output.querySelector('[role="status"]')?.textContent.startsWith(${JSON.stringify(words)})) return
      observer.disconnect()
      resolve({ pressedAt, saidAt: now() })
    })
    addEventListener('${press}', press, { capture: true, once: true })
  })`)
}

async function measureMemory(): Promise<void> {
  const page = await openWarmLab()
  const alone = await weigh(page)
  console.log(`One interpreter with NumPy: ${megabytes(alone)}.`)
  await begin(page, fourChildren)
  await delay(1000)
  const working = await weigh(page)
  const children = held(working) - held(alone)
  note(children < 600e6, `four children weigh ${Math.round(children / 1e6)} MB (< 600)`)
  const once = await afterStop(page)
  console.log(`  at work: ${megabytes(working)}; after Stop and another run: ${megabytes(once)}`)
  note(once.total < alone.total + 200e6, 'Stop gives their memory back')

  for (let cycle = 1; cycle < CYCLES; cycle++) {
    await begin(page, fourChildren)
    await delay(500)
    await stopAndRun(page)
  }
  await begin(page, fourChildren)
  const last = await afterStop(page)
  note(
    last.total - once.total < LEAK_MB * 1e6 && !(last.resident - once.resident > LEAK_MB * 1e6),
    `after ${CYCLES} more of such programs, each stopped: ${megabytes(last)} (no more than ${LEAK_MB} MB above)`,
  )

  await page.goto(`${server.url}/`)
  await delay(LOOK_MS)
  const left = await weigh(page)
  console.log(`After leaving the lab: ${megabytes(left)}.`)
  note(left.total < alone.total, 'leaving the page gives the interpreter’s memory back')
}

/** What is held once a program has been stopped and another one has run. */
async function afterStop(page: Page): Promise<Weight> {
  await stopAndRun(page)
  // Both kinds of memory are given back a little later than it is let go.
  await delay(LOOK_MS)
  return weigh(page)
}

async function stopAndRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop' }).click()
  await finish(page, 'print(1)')
}

/** A flood for a minute: how late the page's own work is, and what the output weighs. */
async function measureFlood(): Promise<void> {
  const page = await openWarmLab()
  const seconds = options.quick ? 5 : 60
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

function note(kept: boolean, text: string): void {
  if (!kept) missed += 1
  console.log(`${kept ? '✓' : '✗'} ${text}`)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

function range(ms: number[]): string {
  return `${seconds(median(ms))} (${seconds(Math.min(...ms))} to ${seconds(Math.max(...ms))})`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

/** The browser's own count leaves out workers that compute; the machine's does not. */
function held({ total, resident }: Weight): number {
  return Number.isNaN(resident) ? total : resident
}

function megabytes({ total, resident }: Weight): string {
  return `${Math.round(total / 1e6)} MB (${Math.round(resident / 1e6)} MB resident)`
}
