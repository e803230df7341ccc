// `npm test`: everything, on a fresh machine too. `npm test -- unit` or `-- e2e` runs one half.
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from './lib/browser.mjs'
import { build, isBuilt } from './lib/build.mjs'
import { main, root, run, Stop } from './lib/process.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  const only = process.argv[2]
  if (only !== undefined && only !== 'unit' && only !== 'e2e')
    throw new Stop(`There are two halves, unit and e2e; not ${only}.`)
  await setUp()
  const env = { CHROMIUM_PATH: await findChromium() }
  if (!isBuilt()) await build()
  if (only !== 'e2e') {
    if (only === undefined) await run('node', ['scripts/check.mjs'])
    await run('vitest', ['run'], { env })
  }
  if (only !== 'unit') {
    const data = path.join(root, '.prange/e2e')
    if (existsSync(data)) rmSync(data, { recursive: true })
    await run('playwright', ['test'], { env: { ...env, PRANGE_TEST_DATA: data } })
  }
})
