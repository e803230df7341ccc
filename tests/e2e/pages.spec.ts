import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { peopledClass, sharedPage } from '../support/peopled-class.ts'
import { visit } from '../support/visitor.ts'

const LESSONS = ['downloads', 'slow-sum', 'pi', 'var', 'burn', 'black-scholes', 'mandelbrot']
const LESSON_PAGES = LESSONS.map((slug) => `/learn/${slug}`)
const PAGES = ['/', '/learn', ...LESSON_PAGES, '/r/n0suchrun1', '/lab', '/docs', '/c', '/c/new', '/c/ABCDEF']

/** A class's board comes after its heading: waits for the rows, so that they are looked at too. */
async function rowsIfAny(page: Page) {
  if (/\/c\/(?!new|ABCDEF)\w/.test(page.url())) await expect(page.getByRole('row').nth(2)).toBeVisible()
}

/** All pages, those of a class with members and runs and of a shared run too. */
async function allPages(origin: string | undefined): Promise<string[]> {
  const code = await peopledClass(origin ?? '')
  return [...PAGES, `/c/${code}`, `/c/${code}/board`, await sharedPage(origin ?? '')]
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page can be used by everybody (${colorScheme})`, async ({ browser, baseURL }) => {
    test.setTimeout(300_000)
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    for (const address of await allPages(baseURL)) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await rowsIfAny(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
      expect.soft(found, address).toEqual([])
    }
    await context.close()
  })
}

test('no page is wider than a small phone', async ({ browser, baseURL }) => {
  test.setTimeout(120_000)
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  for (const address of await allPages(baseURL)) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await rowsIfAny(page)
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(360)
  }
  await context.close()
})

test('lanes have the colours of their engines where motion is reduced, too', async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto('/')
  // The lanes ask this element what a colour comes to; in a transition it would still tell the one before.
  const told = await page.locator('.probe').evaluate((probe) => {
    probe.style.color = 'rgb(1, 2, 3)'
    return getComputedStyle(probe).color
  })
  expect(told).toBe('rgb(1, 2, 3)')
  await context.close()
})

test('a lesson opens its cell in the lab', async ({ browser }) => {
  const visitor = await visit(browser)
  const { page } = visitor
  await page.goto('/learn/slow-sum')
  await page
    .getByRole('figure')
    .filter({ hasText: '10_sum_threads.py' })
    .getByRole('link', { name: 'Open in the lab' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeVisible()
  await expect(page.getByLabel('Example')).toHaveValue('10_sum_threads')
  await expect(page.getByRole('textbox', { name: 'Code' })).toContainText('ThreadPoolExecutor(max_workers=4)')
  visitor.expectQuietConsole()
  await visitor.leave()
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

test('a shared run says in words what is to be known about it', async ({ page, baseURL }) => {
  await page.goto(await sharedPage(baseURL ?? ''))
  const notes = page.getByRole('list', { name: 'What to know about this run' })
  await expect(notes).toContainText('It was made without a ticket')
  await expect(page.getByRole('main')).not.toContainText('[object')
})

test('a name is found among those that njit understands', async ({ page }) => {
  await page.goto('/docs')
  const term = (name: string) => page.getByRole('term').filter({ hasText: name })
  await expect(async () => {
    await page.getByLabel('Find a name').fill('cumsum')
    await expect(page.getByRole('status').filter({ hasText: / of \d+$/ })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(term('numpy.cumsum').first()).toBeVisible()
  await expect(term('math.acos(')).toHaveCount(0)
})
