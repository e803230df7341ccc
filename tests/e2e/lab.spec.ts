import { type Locator, type Page, expect, test } from '@playwright/test'
import { existsSync } from 'node:fs'
import { workerThreads } from '../../scripts/bench/laboratory/weigh.ts'
import { cells } from '../support/cells.ts'
import { type Visitor, visit } from '../support/visitor.ts'

/** Six one-second downloads, twice: they overlap where they take less than half of what they take one by one. */
const downloads = `
import json, time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen
import requests

def by_urlopen(ticker):
    with urlopen(f"/api/quotes/{ticker}?delayMs=1000") as answer:
        return json.load(answer)["ticker"]

def by_requests(ticker):
    return requests.get(f"/api/quotes/{ticker}", params={"delayMs": 1000}).json()["ticker"]

tickers = ["AAPL", "GOOGL", "MSFT", "AMZN", "META", "NVDA"]
for name, download, wanted in [("urlopen", by_urlopen, tickers), ("requests", by_requests, ["AAPL"] * 6)]:
    start = time.perf_counter()
    with ThreadPoolExecutor(max_workers=6) as pool:
        found = list(pool.map(download, wanted))
    print(name, *found, "overlapped" if time.perf_counter() - start < 3 else "one after another")
`

const poolForEver = `
from concurrent.futures import ProcessPoolExecutor
def spin(n):
    while True: pass
with ProcessPoolExecutor(2) as pool:
    print("begun")
    list(pool.map(spin, range(2)))
`

test.describe('the lab', () => {
  let visitor: Visitor
  let page: Page
  let output: Locator

  test.beforeAll(async ({ browser }) => {
    visitor = await visit(browser)
    page = visitor.page
    output = page.getByRole('region', { name: 'Output' })
    await page.goto('/lab')
  })
  test.afterAll(async () => {
    visitor.expectQuietConsole()
    await visitor.leave()
  })

  for (const { name, code, printed } of cells) {
    test(`${name} runs unchanged and prints what CPython prints`, async () => {
      test.setTimeout(180_000)
      await run(code)
      await expect(output.getByRole('status')).toHaveText(/^Finished in/, { timeout: 170_000 })
      const text = async () => (await output.locator('pre').textContent())?.trim()
      await expect.poll(text).toMatch(printed)
    })
  }

  test('threads that download from this site wait at the same time, the same address or not', async () => {
    await run(downloads)
    await expect(output.locator('pre')).toHaveText(
      'urlopen AAPL GOOGL MSFT AMZN META NVDA overlapped\nrequests AAPL AAPL AAPL AAPL AAPL AAPL overlapped\n',
    )
  })

  test('a fault is shown with its line, and the next run works', async () => {
    await run('x = 1\nprint(x / 0)\n')
    await expect(output.getByRole('status')).toHaveText(/^ZeroDivisionError/)
    await expect(output.locator('pre')).toContainText('line 2')
    await run('print("still here")')
    await expect(output.locator('pre')).toHaveText('still here\n')
  })

  test('much output is shown as it was printed, in blocks of whole lines', async () => {
    await run('for i in range(6000):\n    print(i, end=" " if i % 7 else "\\n")')
    await expect(output.getByRole('status')).toHaveText(/^Finished in/)
    const printed = Array.from({ length: 6000 }, (_, i) => `${i}${i % 7 ? ' ' : '\n'}`).join('')
    await expect.poll(() => output.locator('pre').textContent()).toBe(printed)
    const blocks = await output.locator('pre > div').allTextContents()
    expect(blocks.length).toBeGreaterThan(2)
    for (const block of blocks.slice(0, -1)) expect(block.endsWith('\n')).toBe(true)
  })

  test('a line that goes back to its start takes the place of what stood there', async () => {
    await run('for i in range(3):\n    print(f"\\rstep {i}", end="", flush=True)\nprint("\\ndone")\n')
    await expect(output.locator('pre')).toHaveText('step 2\ndone\n')
  })

  test('a program that prints nothing and calls nothing compiled is told to have done so', async () => {
    await run('from numba import njit\n\n@njit\ndef add(a, b):\n    return a + b\n')
    await expect(output.getByRole('status')).toHaveText(/^Finished/)
    await expect(output.locator('pre')).toHaveAttribute('data-empty', 'The program printed nothing.')
    await expect(page.getByText('Nothing was compiled: the program defines add')).toBeVisible()
    await page.getByRole('combobox', { name: 'Example' }).selectOption({ index: 1 })
    await expect(output.locator('pre')).toHaveAttribute('data-empty', 'What your program prints appears here.')
  })

  test('Stop ends a loop that never would, and the next run works', async () => {
    await run('while True:\n    pass\n')
    await page.waitForTimeout(300)
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(output.getByRole('status')).toHaveText(/^Stopped/)
    await run('print(2 + 2)')
    await expect(output.locator('pre')).toHaveText('4\n')
  })

  test('Stop leaves no thread of a pool behind, however often', async () => {
    test.skip(!existsSync('/proc/self/task'), 'only Linux tells of threads from outside')
    await run('print("ready")')
    await expect(output.getByRole('status')).toHaveText(/^Finished/)
    const before = (await workerThreads(page)).length
    for (let round = 0; round < 6; round++) {
      await run(poolForEver)
      await expect(output.locator('pre')).toHaveText('begun\n')
      await page.waitForTimeout(200)
      await page.getByRole('button', { name: 'Stop' }).click()
      await expect(output.getByRole('status')).toHaveText(/^Stopped/)
    }
    await run('print("ready")')
    await expect(output.getByRole('status')).toHaveText(/^Finished/)
    await expect.poll(async () => (await workerThreads(page)).length).toBeLessThanOrEqual(before)
  })

  test('a compiled function shows its stages, and a fault in one is marked while it is typed', async () => {
    await run('from numba import njit\n\n@njit\ndef add(a, b):\n    return a + b\n\nprint(add(1, 2), add(1.0, 2.0))\n')
    await expect(output.locator('pre')).toHaveText('3 3.0\n')
    const compiler = page.getByRole('region', { name: 'Compiler' })
    const compiled = compiler.getByLabel('Compiled function')
    await expect(compiled.getByRole('option')).toHaveCount(2)
    await compiled.selectOption({ index: 1 })
    await expect(compiler.getByRole('tab')).toHaveText([/^ast/, /^types/, /^ir/, /^wat/])
    await compiler.getByRole('tab', { name: /wat/i }).click()
    await expect(compiler.getByRole('tabpanel')).toContainText('f64.add')
    await type('from numba import njit\n\n@njit\ndef bad(a):\n    return {a: 1}\n')
    await expect(page.locator('.cm-lintRange-error')).toBeVisible()
  })

  test('Tab indents, and after Escape leaves the editor, however long after', async ({ browser }) => {
    const typist = await visit(browser)
    await typist.page.clock.install()
    await typist.page.goto('/lab')
    const code = typist.page.locator('.cm-content')
    await code.fill('x = 1')
    await code.press('Tab')
    await expect(code).toBeFocused()
    await code.press('Escape')
    await typist.page.clock.fastForward('01:00')
    await code.press('Tab')
    await expect(code).not.toBeFocused()
    await code.focus()
    await code.press('Escape')
    await code.press('y')
    await code.press('Tab')
    await expect(code).toBeFocused()
    typist.expectQuietConsole()
    await typist.leave()
  })

  test('a link carries the program', async ({ browser }) => {
    await type('print("from a link")\n')
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => page.url()).toContain('#code=')
    const friend = await visit(browser)
    await friend.page.goto(page.url())
    await expect(friend.page.getByRole('textbox', { name: 'Code' })).toContainText('from a link')
    friend.expectQuietConsole()
    await friend.leave()
  })

  test('a program comes back after a reload', async ({ browser }) => {
    const writer = await visit(browser)
    await writer.page.goto('/lab')
    const code = writer.page.getByRole('textbox', { name: 'Code' })
    await code.fill('print("mine")\n')
    await expect(writer.page.getByRole('button', { name: 'Undo my changes' })).toBeVisible()
    await writer.page.reload()
    await expect(writer.page.getByRole('button', { name: 'Undo my changes' })).toBeVisible()
    await expect(code).toContainText('mine')
    writer.expectQuietConsole()
    await writer.leave()
  })

  test('what is typed before the page has started is kept, and can be run', async ({ browser }) => {
    const writer = await visit(browser)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await writer.page.route('**/_app/immutable/start.*.js', async (route) => {
      await held
      await route.continue()
    })
    await writer.page.goto('/lab?example=15_burn', { waitUntil: 'commit' })
    await writer.page.getByRole('textbox', { name: 'Code' }).fill('print("quicker")\n')
    await expect(writer.page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
    release()
    await writer.page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(writer.page.getByRole('region', { name: 'Output' }).locator('pre')).toHaveText('quicker\n')
    await writer.leave()
  })

  test('a download that fails is told, and tried again', async ({ browser }) => {
    // On a first visit nothing is kept yet.
    const writer = await visit(browser, { serviceWorkers: 'block' })
    await writer.page.route('**/python/manifest.json', (route) => route.abort())
    await writer.page.goto('/lab')
    await expect(writer.page.locator('.cm-content')).toBeVisible()
    await writer.page.getByRole('textbox', { name: 'Code' }).fill('print("arrived")\n')
    await writer.page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(writer.page.getByRole('alert')).toContainText('Check the connection and try again')
    await writer.page.unroute('**/python/manifest.json')
    await writer.page.getByRole('button', { name: 'Try again' }).click()
    await expect(writer.page.getByRole('alert')).toBeHidden()
    await writer.page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(writer.page.getByRole('region', { name: 'Output' }).locator('pre')).toHaveText('arrived\n')
    await writer.leave()
  })

  test('a link of which a part is missing is told to be broken', async ({ browser }) => {
    const friend = await visit(browser)
    await friend.page.goto(`/lab#code=${'a'.repeat(60)}`)
    await expect(friend.page.getByText('The link is broken')).toBeVisible()
    await expect(friend.page.getByRole('textbox', { name: 'Code' })).toContainText('count_primes')
    friend.expectQuietConsole()
    await friend.leave()
  })

  async function type(code: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Code' }).fill(code)
  }

  async function run(code: string): Promise<void> {
    await type(code)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
  }
})
