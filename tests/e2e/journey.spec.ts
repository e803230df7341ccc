import { type Page, expect, test } from '@playwright/test'
import { visit } from '../support/visitor.ts'

test('a visitor runs two exercises, joins a class, submits, sees the board move, and hands on a link', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const [first, second, third] = await Promise.all([visit(browser), visit(browser), visit(browser)])

  await test.step('six downloads: one after the other, from the browser, from the edge', async () => {
    const { page } = first
    await page.goto('/learn/downloads')
    await page.getByRole('slider', { name: 'Each download takes' }).press('Home')
    await page.getByRole('region', { name: 'Run the downloads' }).getByRole('button', { name: 'Run' }).click()
    const timelines = page.getByRole('region', { name: 'Run the downloads' })
    await expect(timelines.getByText('AAPL').first()).toBeVisible()
    await expect(timelines.getByText(/\d×/).first()).toBeVisible({ timeout: 30_000 })
  })

  const code = await test.step('a teacher makes a class', async () => {
    const { page } = second
    await page.goto('/c/new')
    await page.getByLabel(/Title/).fill('Parallelism, Monday')
    await page.getByRole('button', { name: 'Make a class' }).click()
    await page.getByRole('link', { name: 'Open the class' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Parallelism, Monday' })).toBeVisible()
    return new URL(page.url()).pathname.slice('/c/'.length)
  })
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)

  const link = await test.step('the first visitor measures, submits by typing the code, and shares', async () => {
    const { page } = first
    await measureSlowSum(page)
    await page.getByLabel('Code of your class').fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Join and submit' }).click()
    await expect(page.getByRole('region', { name: 'Submit to a class' })).toContainText(/1st|first|rank/i)
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    const shared = page.getByRole('link', { name: /\/r\// })
    await expect(shared).toBeVisible()
    return (await shared.getAttribute('href')) ?? ''
  })

  await test.step('both see both rows without reloading', async () => {
    await first.page.goto(`/c/${code}`)
    const boards = [first.page, second.page].map((page) => page.getByRole('region', { name: 'Leaderboard' }))
    for (const board of boards) await expect(rowsOf(board)).toHaveCount(1)

    const learner = await visit(browser)
    await learner.page.goto(`/c/${code}`)
    await learner.page.getByRole('main').getByRole('button', { name: 'Join' }).click()
    await expect(learner.page.getByText(/^You are /)).toBeVisible()
    await measureSlowSum(learner.page)
    await learner.page.getByRole('button', { name: 'Submit', exact: true }).click()
    await expect(learner.page.getByRole('region', { name: 'Submit to a class' })).toContainText('of 2')
    for (const board of boards) await expect(rowsOf(board)).toHaveCount(2)
    learner.expectQuietConsole()
    await learner.leave()
  })

  await test.step('a friend opens the link', async () => {
    const { page } = third
    const response = await page.goto(link)
    expect(await response?.text()).toMatch(/<meta property="og:title" content="[^"]*sum/i)
    await expect(page).toHaveTitle(/sum/i)
    await expect(page.getByRole('table').first()).toBeVisible()
  })

  for (const visitor of [first, second, third]) {
    visitor.expectQuietConsole()
    await visitor.leave()
  }
})

/** Runs the ladder of `slow-sum`, small and short: the road is tested here, not the machine's speed. */
async function measureSlowSum(page: Page): Promise<void> {
  await page.goto('/learn/slow-sum')
  await page.getByLabel('Time to measure').selectOption({ index: 0 })
  const run = page.getByRole('region', { name: 'Run the exercise' }).getByRole('button', { name: 'Run', exact: true })
  await run.click()
  await expect(page.getByRole('region', { name: 'Submit to a class' })).toBeVisible({ timeout: 60_000 })
}

const rowsOf = (board: ReturnType<Page['getByRole']>) => board.locator('tbody tr')
