// `npm start`: install, build, migrate, serve. Says where to click; Ctrl+C leaves nothing behind.
import { build, isBuilt } from './lib/build.mjs'
import { main } from './lib/process.mjs'
import { requirePort, serve } from './lib/serve.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp()
  await requirePort()
  if (!isBuilt()) await build()
  const server = await serve()
  console.log(`\n  prange is running. Open  ${server.url}  (Ctrl+C stops it; its data is in ${server.data})\n`)
  await server.closed
})
