// `npm run check`: format, lint, types, architecture rules. Stops at the first that fails. What has not changed since the
// last time is taken from caches in .prange.
import { main, run } from './lib/process.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp()
  const byContent = ['--cache', '--cache-strategy', 'content']
  await run('prettier', [
    '--check',
    '--log-level',
    'warn',
    ...byContent,
    '--cache-location',
    '.prange/prettiercache',
    '.',
  ])
  await run('svelte-kit', ['sync'], { cwd: 'apps/web' })
  await run('eslint', ['--max-warnings', '0', ...byContent, '--cache-location', '.prange/eslintcache', '.'])
  await types('tsconfig.json', 'kernels')
  await types('apps/api/tsconfig.json', 'api')
  // The API's types for the web app's client, as declarations: Workers' own types stay out of the web program.
  await run('tsc', ['-p', 'apps/api/tsconfig.types.json'])
  await types('tests/tsconfig.json', 'tests')
  await types('apps/web/src/service-worker/tsconfig.json', 'service-worker', '--noEmit')
  await run('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'], {
    cwd: 'apps/web',
  })
  await run('vitest', ['run', '--project', 'structure'])
})

function types(project, name, ...options) {
  const known = ['--incremental', '--tsBuildInfoFile', `.prange/types/${name}.tsbuildinfo`]
  return run('tsc', ['-p', project, ...known, ...options])
}
