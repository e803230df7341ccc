/** A laboratory in a headless Chromium: the catalog's own modules, in a worker of a cross-origin isolated page. */
import type { Page } from 'playwright'
import { openIsolated } from './isolated.ts'
import type { Laboratory } from './laboratory.ts'
import type { Call, Reply } from './worker.ts'

export interface ChromiumLaboratory extends Laboratory {
  /** Its name and version. */
  browser: string
  page: Page
  close(): Promise<void>
}

/** Opens one; rejects where there is no Chromium to be had. */
export async function openChromium(): Promise<ChromiumLaboratory> {
  const { browser, url, close } = await openIsolated({ port: 9161 })
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error(`The page: ${String(error)}`))
  page.on('console', (message) => message.type() === 'error' && console.error(`The page: ${message.text()}`))
  await page.goto(url)
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('the page is not cross-origin isolated')
  const worker = await page.evaluateHandle(
    (address) => new Worker(address, { type: 'module' }),
    '/scripts/bench/laboratory/worker.ts',
  )

  async function ask<Value>(method: Call['method'], ...args: unknown[]): Promise<Value> {
    const reply = await page.evaluate(
      ([worker, call]) =>
        new Promise<Reply>((resolve) => {
          worker.onmessage = ({ data }: MessageEvent<Reply>) => resolve(data)
          worker.onerror = ({ message }) => resolve({ error: message || 'the worker did not load' })
          worker.postMessage(call)
        }),
      [worker, { method, args }] as const,
    )
    if ('error' in reply) throw new Error(reply.error)
    return reply.value as Value
  }

  return {
    browser: `Chromium ${browser.version()}`,
    page,
    open: (subject) => ask('open', subject),
    openLoop: (additions) => ask('openLoop', additions),
    sample: (subject) => ask('sample', subject),
    stop: (subject, afterMs) => ask('stop', subject, afterMs),
    clear: () => ask('clear'),
    close,
  }
}
