import { defineConfig } from '@playwright/test'

const port = Number(process.env.PRANGE_TEST_PORT ?? 8790)
const executablePath = process.env.CHROMIUM_PATH

/** End-to-end tests drive the product as it ships: built, served by `wrangler dev`, in a real Chromium. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  timeout: 90_000,
  // A laptop's two cores are shared by the browser, the server and the interpreters under test.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node scripts/start.mjs',
    url: `http://127.0.0.1:${port}/`,
    env: { PORT: String(port), PRANGE_DATA: process.env.PRANGE_TEST_DATA ?? '.prange/e2e' },
    timeout: 180_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
