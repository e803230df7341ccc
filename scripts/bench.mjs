// `npm run bench -- TOPIC`: every speed this project claims, measured as ratios on this machine.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { build, isBuilt } from './lib/build.mjs'
import { main, root, run, Stop } from './lib/process.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp()
  const folder = path.join(root, 'scripts/bench')
  const topics = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => name.slice(0, -3))
    : []
  const [topic, ...rest] = process.argv.slice(2)
  const chosen = topic === undefined ? topics : [topic]
  const unknown = chosen.find((name) => !topics.includes(name))
  if (unknown !== undefined) throw new Stop(`There is no benchmark called ${unknown}; there are: ${topics.join(', ')}.`)
  if (!isBuilt()) await build()
  for (const name of chosen) await run('node', [`scripts/bench/${name}.ts`, ...rest])
})
