// The product on this machine: `wrangler dev` (workerd, Durable Objects, D1) on loopback, its data in one folder.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Stop, root, run, start } from './process.mjs'

/** Longest a first start may take: migrations and workerd's own start, on a slow laptop. */
const startLimitMs = 60_000

/**
 * Migrates the data folder and serves the built product.
 * @param {{data?: string, logLevel?: string, inspectorPort?: number}} [options] data: where Durable Objects and D1 are
 *   kept, PRANGE_DATA or .prange/data; logLevel: wrangler's; inspectorPort: where V8's inspector listens, or 0 for any
 * @returns {Promise<{url: string, data: string, closed: Promise<void>, close: () => Promise<void>}>}
 */
export async function serve({
  data = path.resolve(root, process.env.PRANGE_DATA ?? '.prange/data'),
  logLevel = 'warn',
  inspectorPort = 0,
} = {}) {
  const port = await requirePort()
  mkdirSync(data, { recursive: true })
  const persist = ['--persist-to', data]
  await run('wrangler', ['d1', 'migrations', 'apply', 'prange', '--local', ...persist], {
    quiet: true,
    env: { CI: 'true' },
  })
  const server = start(
    'wrangler',
    [
      'dev',
      ...['--local', '--ip', '127.0.0.1', '--port', String(port), ...persist],
      ...['--inspector-port', String(inspectorPort), '--log-level', logLevel, '--show-interactive-dev-session=false'],
      ...['--env-file', secrets(data)],
    ],
    { env: { WRANGLER_REGISTRY_PATH: path.join(data, 'registry') } },
  )
  const url = `http://127.0.0.1:${port}`
  await answering(url, server)
  return { url, data, closed: server.closed, close: server.close }
}

/** The port to serve on (PORT, or 8787), once it is known to be free; else a Stop that says what to do. */
export function requirePort() {
  const text = process.env.PORT ?? '8787'
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Stop(`PORT=${text} is not a port: choose a number from 1 to 65535, as in \`PORT=8788 npm start\`.`)
  }
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', ({ code }) => {
      const reason = code === 'EACCES' ? 'needs more rights' : 'is in use by another program'
      const other = port < 65535 ? port + 1 : 8788
      reject(
        new Stop(
          `Port ${port} ${reason}: stop that program or choose another port, as in \`PORT=${other} npm start\`.`,
        ),
      )
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)))
  })
}

/** The file with the key that signs tickets: made once, kept beside the data it belongs to, never on a command line. */
function secrets(data) {
  const file = path.join(data, 'secrets.env')
  if (!existsSync(file))
    writeFileSync(file, `TICKET_SECRET=${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  return file
}

async function answering(url, server) {
  let closed = false
  server.closed.then(() => (closed = true))
  const limit = Date.now() + startLimitMs
  while (Date.now() < limit && !closed) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    await delay(100)
  }
  await server.close()
  throw new Stop(
    closed
      ? 'The server stopped while starting; its own message is above.'
      : `The server did not answer within ${startLimitMs / 1000} s.`,
  )
}
