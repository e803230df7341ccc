/** A laboratory in a headless Chromium: the catalog's own modules, in a worker of a cross-origin isolated page. */
import path from 'node:path'
import { chromium, type Page } from 'playwright'
import { createServer } from 'vite'
import type { Laboratory } from './laboratory.ts'
import type { Call, Reply } from './worker.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}

export interface ChromiumLaboratory extends Laboratory {
  /** Its name and version. */
  browser: string
  page: Page
  close(): Promise<void>
}

/** Opens one; rejects where there is no Chromium to be had. */
export async function openChromium(): Promise<ChromiumLaboratory> {
  const { findChromium } = (await import(path.join(root, 'scripts/lib/browser.mjs'))) as {
    findChromium(): Promise<string>
  }
  const executablePath = await findChromium()
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    worker: { format: 'es' },
    server: { host: '127.0.0.1', port: 9161, headers: isolation, hmr: false },
    plugins: [
      {
        name: 'blank-page',
        configureServer(vite) {
          vite.middlewares.use('/blank', (_request, response) => {
            for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value)
            response
              .setHeader('content-type', 'text/html')
              .end('<!doctype html><link rel="icon" href="data:,"><title>bench</title>')
          })
        },
      },
    ],
  })
  await server.listen()
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--enable-blink-features=ForceEagerMeasureMemory'],
  })
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error(`The page: ${String(error)}`))
  page.on('console', (message) => message.type() === 'error' && console.error(`The page: ${message.text()}`))
  await page.goto(`${server.resolvedUrls?.local[0]}blank`)
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
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
