import { expect, test } from '@playwright/test'
import { visit } from '../support/visitor.ts'

test('without a network, pages open that were never visited, and the lab runs Python', async ({ browser }) => {
  test.setTimeout(180_000)
  const visitor = await visit(browser)
  const { page } = visitor
  const context = page.context()
  await page.goto('/lab')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await run('import numpy\nprint("with", numpy.arange(4).sum())', 'with 6')

  await context.setOffline(true)
  await page.goto('/learn/pi')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('π by throwing darts')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeEnabled()
  await page.goto('/lab?example=welcome')
  await run('import numpy\nprint("without", numpy.arange(5).sum())', 'without 10')
  expect(await page.evaluate(async () => (await fetch('/favicon.svg')).ok)).toBe(true)
  // An address that only the server knows: a page of ours that says so, not the browser's.
  await page.goto('/c/ABCDEF')
  await expect(page.getByText('The server cannot be reached').first()).toBeVisible()
  await visitor.leave()

  async function run(code: string, printed: string) {
    await page.getByRole('textbox', { name: 'Code' }).fill(code)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Output' })).toContainText(printed, { timeout: 60_000 })
  }
})
