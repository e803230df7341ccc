import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { type Locator, type Page, expect, test } from '@playwright/test'
import { type Visitor, visit } from '../support/visitor.ts'

const folder = path.resolve(import.meta.dirname, '../../apps/web/content/cells')
const cells = readdirSync(folder).filter((name) => name.endsWith('.py'))

/** One line of a simulated download. */
const quote = String.raw`(?:[A-Z]+: \$\d{3}\.\d\d\n){6}`

/**
 * What each cell prints under CPython and Numba; a cell that only defines or discards prints nothing. The darts of π are
 * not seeded: five standard deviations are 0.008 for a million of them and 0.0026 for ten million.
 */
const printed: Record<string, RegExp> = {
  '07_downloads_sequential.py': new RegExp(`^${quote}Time: 6\\.\\ds$`),
  '08_downloads_threads.py': new RegExp(`^${quote}Time: [12]\\.\\ds$`),
  '09_sum_sequential.py': /^Sequential: \d+\.\ds$/,
  '10_sum_threads.py': /^Threaded: \d+\.\ds$/,
  '11_sum_processes.py': /^Parallel: \d+\.\ds$/,
  '12_sum_njit.py': /^Numba: \d\.\d{3}s$/,
  '13_pi_python.py': /^π ≈ 3\.1[34]\d*\nTime: \d+\.\d\ds$/,
  '14_pi_njit.py': /^π ≈ 3\.1(?:39|4[0-4])\d*\nTime: \d+\.\d\ds$/,
}

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

  for (const name of cells) {
    test(`${name} runs unchanged and prints what CPython prints`, async () => {
      test.setTimeout(180_000)
      await run(readFileSync(path.join(folder, name), 'utf8'))
      await expect(output.getByRole('status')).toHaveText(/^Finished in/, { timeout: 170_000 })
      const text = async () => (await output.locator('pre').textContent())?.trim()
      await expect.poll(text).toMatch(printed[name] ?? /^$/)
    })
  }

  test('a fault is shown with its line, and the next run works', async () => {
    await run('x = 1\nprint(x / 0)\n')
    await expect(output.getByRole('status')).toHaveText(/^ZeroDivisionError/)
    await expect(output.locator('pre')).toContainText('line 2')
    await run('print("still here")')
    await expect(output.locator('pre')).toHaveText('still here\n')
  })

  test('Stop ends a loop that never would, and the next run works', async () => {
    await run('while True:\n    pass\n')
    await page.waitForTimeout(300)
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(output.getByRole('status')).toHaveText(/^Stopped/)
    await run('print(2 + 2)')
    await expect(output.locator('pre')).toHaveText('4\n')
  })

  test('a compiled function shows its stages, and a fault in one is marked while it is typed', async () => {
    await run('from numba import njit\n\n@njit\ndef add(a, b):\n    return a + b\n\nprint(add(1, 2), add(1.0, 2.0))\n')
    await expect(output.locator('pre')).toHaveText('3 3.0\n')
    const compiler = page.getByRole('region', { name: 'Compiler' })
    const compiled = compiler.getByLabel('Compiled function')
    await expect(compiled.getByRole('option')).toHaveCount(2)
    await compiled.selectOption({ index: 1 })
    await compiler.getByRole('tab', { name: /wat/i }).click()
    await expect(compiler.getByRole('tabpanel')).toContainText('f64.add')
    await type('from numba import njit\n\n@njit\ndef bad(a):\n    return {a: 1}\n')
    await expect(page.locator('.cm-lintRange-error')).toBeVisible()
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

  async function type(code: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Code' }).fill(code)
  }

  async function run(code: string): Promise<void> {
    await type(code)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
  }
})
