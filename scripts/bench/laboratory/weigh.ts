/** What a browser's pages hold and do, seen from outside: by the browser's own count and by Linux's. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright'

export interface Weight {
  /** Bytes that the page and its workers hold, by the browser's own count. */
  total: number
  /** Bytes of the machine's memory that all renderer processes hold; NaN where there is no /proc. */
  resident: number
}

export async function weigh(page: Page): Promise<Weight> {
  const total = await page.evaluate(async () => {
    const memory = performance as Performance & { measureUserAgentSpecificMemory?(): Promise<{ bytes: number }> }
    return (await memory.measureUserAgentSpecificMemory?.())?.bytes ?? NaN
  })
  let resident = 0
  for (const pid of await renderers(pageBrowser(page))) {
    const status = readIfThere(`/proc/${pid}/status`) ?? ''
    resident += 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN)
  }
  return { total, resident }
}

/** The threads of all workers, by their folders in /proc; none where there is no /proc. */
export async function workerThreads(page: Page): Promise<string[]> {
  const threads = (await renderers(pageBrowser(page))).flatMap((pid) => {
    const folder = `/proc/${pid}/task`
    return existsSync(folder) ? readdirSync(folder).map((thread) => `${folder}/${thread}`) : []
  })
  return threads.filter((thread) => readIfThere(`${thread}/comm`)?.startsWith('DedicatedWorker'))
}

/** A thread that takes less of a core than this only waits, or tidies up. */
const idleShare = 0.05

/**
 * Watches threads for `lookMs`: for each that has ended by then the last time (of `performance.timeOrigin`) at which it
 * computed, 0 if it did not; and how many are still there.
 */
export async function watchThreads(threads: string[], lookMs: number): Promise<{ lastBusyAt: number[]; left: number }> {
  const lastBusyAt = new Map(threads.map((thread) => [thread, 0]))
  const spentMs = new Map<string, number>()
  const end = performance.now() + lookMs
  for (let before = performance.now(); before < end;) {
    await delay(10)
    const now = performance.now()
    for (const thread of threads) {
      const ms = Number(readIfThere(`${thread}/schedstat`)?.split(' ')[0] ?? NaN) / 1e6
      if (ms - (spentMs.get(thread) ?? ms) > idleShare * (now - before))
        lastBusyAt.set(thread, performance.timeOrigin + now)
      spentMs.set(thread, ms)
    }
    before = now
  }
  const ended = threads.filter((thread) => !existsSync(thread))
  return { lastBusyAt: ended.map((thread) => lastBusyAt.get(thread) ?? 0), left: threads.length - ended.length }
}

function pageBrowser(page: Page): Browser {
  const browser = page.context().browser()
  if (!browser) throw new Error('this page has no browser of its own')
  return browser
}

async function renderers(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

/** A file's text; undefined when its thread or process has ended. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
