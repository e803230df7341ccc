import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const debianChromium = '/usr/bin/chromium'
const executablePath = process.env.CHROMIUM_PATH ?? (existsSync(debianChromium) ? debianChromium : undefined)

/** Each project is one room of `tests/`, run in the runtime its code lives in. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'structure', include: ['tests/*.test.ts'] } },
      {
        test: {
          name: 'kernels',
          include: ['tests/kernels/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'web', include: ['tests/web/**/*.test.ts'], testTimeout: 30_000 } },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              // A page of its own, so that these tests need no build of the site.
              assets: { directory: 'tests/api/site', binding: 'ASSETS' },
              bindings: {
                TICKET_SECRET: 'a secret for tests only',
                MIGRATIONS: await readD1Migrations('./apps/api/migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          setupFiles: ['tests/api/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // Real Chromium, for what only a browser has: its workers, stack switching, Python's assets.
        publicDir: 'apps/web/static',
        // Before the server looks what there is to serve.
        plugins: [{ name: 'python-assets', config: () => void execFileSync('node', ['scripts/python-assets.mjs']) }],
        server: {
          headers: {
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-embedder-policy': 'require-corp',
            'cross-origin-resource-policy': 'same-origin',
          },
        },
        worker: { format: 'es' },
        test: {
          name: 'chromium',
          include: ['tests/kernels/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
