// `npm run njit`, `ladder`, `load`, `firefox`: the project's own programs, each started in our Node with what it needs made first.
import path from 'node:path'
import { build, isBuilt, prepare } from './lib/build.mjs'
import { handOver, main, root, Stop } from './lib/process.mjs'
import { setUp } from './lib/setup.mjs'

const builtOnce = () => (isBuilt() ? undefined : build())

const tools = {
  njit: { file: 'packages/kernels/src/cli/njit.ts' },
  ladder: { file: 'packages/kernels/src/bench/cli.ts', before: prepare },
  load: { file: 'scripts/load.ts', before: builtOnce },
  firefox: { file: 'scripts/firefox.ts', before: builtOnce },
}

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const tool = tools[name]
  if (!tool) throw new Stop(`There is no program called ${name}; there are: ${Object.keys(tools).join(', ')}.`)
  await setUp()
  await tool.before?.()
  await handOver(process.execPath, [path.join(root, tool.file), ...args])
})
