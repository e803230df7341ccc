// `npm run dev`: the site with hot reload at http://127.0.0.1:5173, the API (reloading too) beside it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { prepare } from './lib/build.mjs'
import { main, root, run, start } from './lib/process.mjs'
import { serve } from './lib/serve.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp()
  await prepare()
  await run('svelte-kit', ['sync'], { cwd: 'apps/web', quiet: true })
  const site = path.join(root, 'apps/web/build')
  if (!existsSync(site)) {
    // wrangler needs its assets folder to exist; in development the pages come from vite.
    mkdirSync(site, { recursive: true })
    writeFileSync(path.join(site, 'index.html'), 'In development the pages are at http://127.0.0.1:5173\n')
  }
  const api = await serve()
  const vite = start('vite', ['dev', '--host', '127.0.0.1', '--port', '5173'], {
    cwd: 'apps/web',
    env: { PRANGE_API: api.url },
  })
  await Promise.race([api.closed, vite.closed])
  await Promise.all([api.close(), vite.close()])
})
