// What a fresh machine needs before anything else runs. Plain JavaScript without dependencies, and for Node 20 on:
// it runs before there is a node_modules, on whatever Node the system has.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Stop, handOver, root, run } from './process.mjs'

const stamp = path.join(root, 'node_modules', '.prange-installed')

/**
 * Installs the locked dependencies unless exactly these are there already, and goes on in the Node they bring along:
 * wrangler, vite and our own TypeScript scripts need 22, and the system's may be older.
 */
export async function setUp() {
  await install()
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  const own = path.join(root, 'node_modules', '.bin', 'node')
  if (!existsSync(own)) {
    throw new Stop(
      `Node ${process.versions.node} is too old for this machine: install Node 22.18 or newer and try again.`,
    )
  }
  await handOver(own, process.argv.slice(1))
}

async function install() {
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major < 20) throw new Stop(`Node ${process.versions.node} is too old: install Node 20 or newer and try again.`)
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Installing dependencies (once)…')
  try {
    await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { quiet: true })
  } catch (error) {
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(String(error))
    throw offline
      ? new Stop(
          'The dependencies could not be downloaded: there is no network. Connect once and run the same command again.',
        )
      : error
  }
  writeFileSync(stamp, wanted)
}
