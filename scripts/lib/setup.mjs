// What a fresh machine needs before anything else runs. Plain JavaScript without dependencies, and for Node 20 on:
// it runs before there is a node_modules, on whatever Node the system has.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Stop, root, run } from './process.mjs'

const stamp = path.join(root, 'node_modules', '.prange-installed')

/** Installs the locked dependencies unless exactly these are there already. */
export async function setUp() {
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major < 20) throw new Stop(`Node ${process.versions.node} is too old: install Node 20 or newer and try again.`)
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing dependencies (once)…')
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
