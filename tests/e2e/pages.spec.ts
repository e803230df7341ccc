import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { visit } from '../support/visitor.ts'

const LESSONS = ['downloads', 'slow-sum', 'pi', 'var', 'burn', 'black-scholes', 'mandelbrot']
const PAGES = ['/', '/learn', ...LESSONS.map((slug) => `/learn/${slug}`), '/r/n0suchrun1']

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page of the lessons can be used by everybody (${colorScheme})`, async ({ browser }) => {
    test.setTimeout(180_000)
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    for (const address of PAGES) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
      expect.soft(found, address).toEqual([])
    }
    await context.close()
  })
}

test('no page is wider than a small phone', async ({ browser }) => {
  test.setTimeout(120_000)
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  for (const address of PAGES) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(360)
  }
  await context.close()
})

test('Stop ends a ladder at once, and Run starts it again', async ({ browser }) => {
  const visitor = await visit(browser)
  const { page } = visitor
  await page.goto('/learn/burn')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('Measuring')).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible({ timeout: 5000 })
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('Measuring')).toBeVisible()
  visitor.expectQuietConsole()
  await visitor.leave()
})

test('an id that never was leads to a friendly page, and the server says 404', async ({ page }) => {
  const response = await page.goto('/r/n0suchrun1')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1, name: 'There is no run at this address' })).toBeVisible()
  await page.getByRole('link', { name: 'Run something' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible()
})
