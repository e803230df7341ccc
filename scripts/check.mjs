// `npm run check`: format, lint, types, architecture rules. Stops at the first that fails.
import { main, run } from './lib/process.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp()
  await run('prettier', ['--check', '--log-level', 'warn', '.'])
  await run('svelte-kit', ['sync'], { cwd: 'apps/web' })
  await run('eslint', ['--max-warnings', '0', '--cache', '--cache-location', '.prange/eslintcache', '.'])
  await run('tsc', ['-p', 'tsconfig.json'])
  await run('tsc', ['-p', 'apps/api/tsconfig.json'])
  // The API's types for the web app's client, as declarations: Workers' own types stay out of the web program.
  await run('tsc', ['-p', 'apps/api/tsconfig.types.json'])
  await run('tsc', ['-p', 'tests/tsconfig.json'])
  await run('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'], {
    cwd: 'apps/web',
  })
  await run('vitest', ['run', '--project', 'structure'])
})
