/** A headless Chromium beside a server of this tree's own modules, whose pages are cross-origin isolated. */
import path from 'node:path'
import { chromium, type Browser } from 'playwright'
import { createServer } from 'vite'
import { findChromium } from '../../lib/browser.mjs'

const root = path.resolve(import.meta.dirname, '../../..')
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}

/** What measures memory needs it at once, not after the next collection. */
export const BROWSER_ARGS = ['--no-sandbox', '--enable-blink-features=ForceEagerMeasureMemory']

export interface Isolated {
  browser: Browser
  /** An empty page; modules are at their paths in the tree, `/packages/…`. */
  url: string
  close(): Promise<void>
}

/** Opens both; rejects where there is no Chromium to be had. `publicDir`: a folder served at the top, too. */
export async function openIsolated({ port, publicDir }: { port: number; publicDir?: string }): Promise<Isolated> {
  const executablePath = await findChromium()
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    publicDir: publicDir === undefined ? false : path.join(root, publicDir),
    worker: { format: 'es' },
    server: { host: '127.0.0.1', port, headers: isolation, hmr: false },
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
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS })
  return {
    browser,
    url: `${server.resolvedUrls?.local[0]}blank`,
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
