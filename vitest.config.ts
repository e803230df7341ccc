import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** Each project is one room of `tests/`, run in the runtime its code lives in. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'structure', include: ['tests/*.test.ts'] } },
      { test: { name: 'kernels', include: ['tests/kernels/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'web', include: ['tests/web/**/*.test.ts'] } },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { name: 'api', include: ['tests/api/**/*.test.ts'], testTimeout: 30_000 },
      },
    ],
  },
})
