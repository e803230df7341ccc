/**
 * `npm run firefox`: the lesson's fifteen cells in the lab, in an installed Firefox (153 or newer; `FIREFOX_PATH` names
 * one); `-- 11` takes one cell. By hand, because Playwright drives only a Firefox of its own. Without one it says so and
 * ends well.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import puppeteer, { type Page } from 'puppeteer-core'
import { cells } from '../tests/support/cells.ts'

/** The burning cell takes minutes on two slow cores; another that takes so long hangs. */
const limitMs = (name: string) => (name.startsWith('15') ? 300_000 : 120_000)

const only = process.argv[2] ?? ''
const chosen = cells.filter(({ name }) => name.startsWith(only))
const executablePath = findFirefox()
if (chosen.length === 0) {
  console.error(`No cell is called ${only}; there are:\n${cells.map(({ name }) => `  ${name}`).join('\n')}`)
  process.exitCode = 1
} else if (executablePath) process.exitCode = await runCells(executablePath)
else console.log('Skipped: no Firefox is installed here; install one, or name it with FIREFOX_PATH.')

function findFirefox(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const usual = folders.flatMap((folder) => [path.join(folder, 'firefox'), path.join(folder, 'firefox-esr')])
  return [process.env.FIREFOX_PATH ?? '', ...usual, '/Applications/Firefox.app/Contents/MacOS/firefox'].find(existsSync)
}

/** The process's exit code. */
async function runCells(executablePath: string): Promise<number> {
  process.env.PORT ??= '8841'
  const { serve } = await import('./lib/serve.mjs')
  const data = mkdtempSync(path.join(tmpdir(), 'prange-firefox-'))
  const server = await serve({ data })
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  let failed = 0
  try {
    console.log(await browser.version())
    for (const { name, code, printed } of chosen) {
      const page = await browser.newPage()
      page.on('pageerror', (error) => console.log(`  the page: ${String(error)}`))
      const { status, text } = await runInLab(page, server.url, code, limitMs(name))
      await page.close()
      const right = status.startsWith('Finished in') && printed.test(text.trim())
      if (!right) failed += 1
      console.log(`${right ? '✓' : '✗'} ${name}  ${status}${right ? '' : `\n${text}`}`)
    }
  } finally {
    await browser.close()
    await server.close()
    rmSync(data, { recursive: true, force: true })
  }
  return failed > 0 ? 1 : 0
}

/** Opens a program by its link, presses Run, and waits for the end. */
async function runInLab(
  page: Page,
  url: string,
  code: string,
  limitMs: number,
): Promise<{ status: string; text: string }> {
  await page.goto(`${url}/lab#code=${encodeURIComponent(code)}`)
  const firstLine = code.split('\n', 1)[0] ?? ''
  while (!(await page.$eval('body', (body) => body.textContent)).includes(firstLine)) await delay(200)
  await page.locator('button::-p-text(Run)').click()
  for (const limit = Date.now() + limitMs; ; await delay(200)) {
    const status = await read(page, '[role="status"]')
    if (/ (in|after) [\d.]+ s$/.test(status) || Date.now() > limit) return { status, text: await read(page, 'pre') }
  }
}

function read(page: Page, selector: string): Promise<string> {
  return page.$eval(`[aria-label="Output"] ${selector}`, (element) => element.textContent ?? '')
}
