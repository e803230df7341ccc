import { expect, test, type Browser, type Page } from '@playwright/test'
import { joinAndSubmit, peopledClass } from '../support/peopled-class.ts'

/** A browser of somebody's own: nothing is shared with the others, and nothing may go wrong in its console. */
async function somebody(browser: Browser, faults: string[], viewport = { width: 1280, height: 900 }) {
  const page = await (await browser.newContext({ viewport })).newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  return page
}

/** Runs the downloads as the lesson has them, until there is something to submit. */
async function runDownloads(page: Page) {
  await page.goto('/learn/downloads')
  await page.getByRole('slider', { name: 'Each download takes' }).press('Home')
  // A prerendered button does nothing until its page has come alive.
  await expect(async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 1000 })
    await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByRole('button', { name: 'Submit', exact: true })).toBeVisible({ timeout: 40_000 })
}

const board = (page: Page) => page.getByRole('region', { name: 'Leaderboard' })
const rowOf = (page: Page, name: string) => board(page).getByRole('row').filter({ hasText: name })
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)
const nameOf = (page: Page) =>
  page
    .getByText(/^You are /)
    .locator('strong')
    .innerText()

test('a class of three and a wall: joining, submitting, losing the server, the host’s tools, the end', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const faults: string[] = []
  const [host, ann, bob, wall] = [
    await somebody(browser, faults),
    await somebody(browser, faults),
    await somebody(browser, [], { width: 360, height: 740 }), // its server goes away: errors are expected
    await somebody(browser, faults, { width: 1920, height: 1080 }),
  ]

  await host.goto('/c/new')
  const title = 'Tuesday <b>group</b> of the Donaudampfschifffahrtsgesellschaft'
  await host.getByLabel('Title (optional)').fill(title)
  await host.getByRole('button', { name: 'Make a class' }).click()
  await expect(host.getByRole('heading', { name: 'Your class is ready' })).toBeFocused()
  await expect(host.getByRole('img', { name: /QR code/ })).toBeVisible()
  const hostLink = await host.getByText(/#key=/).innerText()
  const code = /\/c\/([A-Z2-9]{6})#key=/.exec(hostLink)?.[1] ?? ''
  await host.goto(hostLink)
  await expect(host.getByRole('heading', { name: title })).toBeVisible()
  await expect(host.getByRole('region', { name: 'Host tools' })).toBeVisible()
  expect(host.url(), 'the key leaves the address bar').not.toContain('key')

  await wall.goto(`/c/${code}/board`)
  await expect(wall.getByText('Waiting for the first run')).toBeVisible()

  await ann.goto('/learn')
  await ann.getByLabel('Class code').fill(`${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)
  await ann.getByRole('button', { name: 'Join' }).click()
  await expect(ann.getByText(/^You are /)).toBeVisible()
  const annName = await nameOf(ann)
  expect(annName).toMatch(/^[a-z]+-[a-z]+$/)
  await bob.goto(`/c/${code}`)
  await bob.getByRole('button', { name: 'Join' }).click()
  await expect(bob.getByText(/^You are /)).toBeVisible()
  await bob.getByRole('button', { name: /Another name/ }).click()
  await expect(bob.getByRole('button', { name: /2 left/ })).toBeVisible()
  const bobName = await nameOf(bob)
  await bob.reload()
  await expect(bob.getByText(`You are ${bobName}`)).toBeVisible()
  expect(await widthOf(bob), 'a long word in the title widens no page').toBe(360)
  await bob.goto('/c')
  await expect(bob.getByRole('link', { name: title })).toBeVisible()
  expect(await widthOf(bob)).toBe(360)
  await bob.goto(`/c/${code}`)
  await expect(host.getByText('2 members')).toBeVisible()

  await runDownloads(ann)
  await ann.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(ann.getByText('1st of 1')).toBeVisible()
  await expect(rowOf(wall, annName)).toBeVisible()
  await expect(rowOf(bob, annName)).toBeVisible()

  await runDownloads(bob)
  const runs = `**/api/classes/${code}/runs`
  await bob.route(runs, (route) => route.abort())
  await bob.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(bob.getByText('Kept on this device')).toBeVisible()
  await bob.unroute(runs)
  await bob.reload()
  await expect(rowOf(wall, bobName)).toBeVisible({ timeout: 20_000 })
  await expect(rowOf(host, bobName)).toHaveCount(1)
  await wall.screenshot({ path: 'test-results/class-wall.png' })

  await ann.getByRole('link', { name: 'See the board' }).click()
  await expect(rowOf(ann, annName)).toContainText('you')
  await host.getByRole('button', { name: `More about ${annName}` }).click()
  await host.getByRole('button', { name: 'Remove run' }).click()
  await expect(rowOf(ann, annName)).toHaveCount(0)
  await host.getByRole('button', { name: 'Undo' }).click()
  await expect(rowOf(ann, annName)).toBeVisible()
  await host.getByLabel(/Show names/).uncheck()
  await expect(rowOf(wall, 'member 1')).toBeVisible()

  await host.getByRole('button', { name: 'Close the class' }).click()
  await expect(ann.getByText('closed', { exact: true })).toBeVisible()
  await expect(ann.getByText('live', { exact: true })).toHaveCount(0)
  await expect(wall.getByText('This class is closed')).toBeVisible()
  await wall.keyboard.press('j')
  await expect(wall.getByRole('img', { name: /QR code/ })).toHaveCount(0)
  await expect(wall.getByText('how to join')).toHaveCount(0)
  await ann.screenshot({ path: 'test-results/class-member.png', fullPage: true })
  await host.getByRole('button', { name: 'Delete the class' }).click()
  await host.getByRole('button', { name: 'Delete for good' }).click()
  await expect(ann.getByRole('heading', { name: `There is no class ${code}` })).toBeVisible()
  await expect(wall.getByRole('heading', { name: `There is no class ${code}` })).toBeVisible()
  expect(faults.filter((fault) => !/404|WebSocket/.test(fault))).toEqual([])
})

test('no live line, no tickets, two classes on one device: all of it said, and nothing lost', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const [first, second] = [await peopledClass(baseURL ?? ''), await peopledClass(baseURL ?? '')]
  const page = await somebody(browser, [])
  // What a proxy that lets no WebSocket through looks like from a page.
  await page.addInitScript(() => {
    globalThis.WebSocket = class extends EventTarget {
      readyState = 3
      constructor() {
        super()
        setTimeout(() => this.dispatchEvent(new Event('error')))
      }
      close() {}
      send() {}
    } as unknown as typeof WebSocket
  })
  await page.route('**/api/tickets', (route) => route.abort())

  for (const code of [first, second]) {
    await page.goto(`/c/${code}`)
    await page.getByRole('button', { name: 'Join' }).click()
    await expect(page.getByText(/^You are /)).toBeVisible()
  }
  const name = await nameOf(page)
  await expect(page.getByText('no live line from this network: asked again every 15 s')).toBeVisible()
  await expect(board(page).getByRole('row')).toHaveCount(4)

  await runDownloads(page)
  await expect(page.getByText('Made without a ticket')).toBeVisible()
  await page.getByRole('combobox', { name: 'Class' }).selectOption(second)
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(page.getByText('On the board, but not ranked')).toBeVisible()
  await page.getByRole('button', { name: 'No, I press Submit' }).click()
  await expect(page.getByLabel('Submit automatically')).not.toBeChecked()
  await page.getByRole('link', { name: 'See the board' }).click()
  await expect(rowOf(page, name)).toContainText('unverified')

  for (let left = 3; left > 0; left -= 1) {
    await page.getByRole('button', { name: `Another name (${left} left)` }).click()
  }
  await expect(page.getByText('This name stays.')).toBeVisible()
})

test('the wall fills the screen on F, shows how to join on J, and does not let it sleep', async ({
  browser,
  baseURL,
}) => {
  const faults: string[] = []
  const wall = await somebody(browser, faults, { width: 1920, height: 1080 })
  await wall.addInitScript(() => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    Object.defineProperty(navigator, 'wakeLock', {
      value: { request: async (kind: string) => (asked.push(kind), { release: async () => undefined }) },
    })
  })
  const code = await peopledClass(baseURL ?? '')
  await wall.goto(`/c/${code}/board`)
  await expect(board(wall).getByRole('row')).toHaveCount(4)
  expect(await wall.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual(['screen'])
  const full = () => wall.evaluate(() => document.fullscreenElement !== null)
  await wall.keyboard.press('f')
  await expect.poll(full).toBe(true)
  await wall.keyboard.press('F')
  await expect.poll(full).toBe(false)
  await wall.keyboard.press('j')
  await expect(board(wall)).toHaveCount(0)
  await expect(wall.getByRole('complementary', { name: 'Join this class' })).toContainText(code)
  await wall.keyboard.press('j')
  await expect(board(wall).getByRole('row')).toHaveCount(4)
  expect(faults).toEqual([])
})

test('a code stays in the box, and joining shows as busy, until its class has opened', async ({ browser, baseURL }) => {
  const code = await peopledClass(baseURL ?? '')
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage()
  await page.goto('/learn')
  const box = page.getByLabel('Class code')
  const join = page.getByRole('button', { name: 'Join' })
  await expect(join).toBeEnabled()
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/_app/immutable/**', async (route) => {
    await arrived
    await route.continue()
  })
  await box.fill(code)
  await join.click()
  await expect(join).toHaveAttribute('aria-busy', 'true')
  await expect(box).toHaveValue(code)
  arrive()
  await expect(page.getByText(/^You are /)).toBeVisible()
  await page.getByRole('link', { name: 'Learn' }).first().click()
  await expect(box).toHaveValue('')
})

test('a row that overtakes does not move what is read, and my row stays in sight', async ({ browser, baseURL }) => {
  test.setTimeout(60_000)
  const origin = baseURL ?? ''
  const code = await peopledClass(
    origin,
    Array.from({ length: 40 }, (_, index) => 5 + 2 * index),
  )
  const me = await joinAndSubmit(origin, code, 3)
  const page = await somebody(browser, [], { width: 1280, height: 700 })
  await page.addInitScript(
    ([at, { memberId, memberKey, name }]) => {
      const member = { id: memberId, key: memberKey, name, spinsLeft: 3 }
      localStorage.setItem('prange.classes', JSON.stringify([{ code: at, title: '', seenAt: 1, member }]))
    },
    [code, me] as const,
  )
  await page.goto(`/c/${code}`)
  const box = page.getByRole('group', { name: 'Ranking' })
  const mine = rowOf(page, me.name)
  await box.evaluate((element) => element.scrollIntoView({ block: 'end' }))
  await expect(mine.getByRole('rowheader')).toBeInViewport()
  await expect(mine.getByRole('cell').first()).toHaveText('41')

  await box.evaluate((element) => (element.scrollTop = 600))
  const read = box.locator('tbody tr').nth(20)
  const who = await read.getByRole('rowheader').innerText()
  const before = await read.boundingBox()
  const newcomer = await joinAndSubmit(origin, code, 200)
  await expect(mine.getByRole('cell').first()).toHaveText('42')
  await expect(rowOf(page, newcomer.name).getByRole('cell').first()).toHaveText('1')
  await expect
    .poll(async () => (await rowOf(page, who.split('\n')[0] ?? '').boundingBox())?.y)
    .toBeCloseTo(before?.y ?? 0, 0)
  await expect(mine.getByRole('rowheader')).toBeInViewport()
})

test('an address that is no class says what to do, and a wrong host key opens nothing', async ({ page }) => {
  await page.goto('/c/ABC234')
  await expect(page.getByRole('heading', { name: 'There is no class ABC234' })).toBeVisible()
  await page.goto('/c/OOOO')
  await expect(page.getByRole('heading', { name: 'This is not a class code' })).toBeVisible()
  await page.getByLabel('Class code').fill('AB0234')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('alert')).toContainText('never contain 0')

  await page.goto('/c/new')
  await page.getByRole('button', { name: 'Make a class' }).click()
  const link = await page.getByText(/#key=/).innerText()
  await page.evaluate(() => localStorage.clear())
  await page.goto(link.replace(/key=.*/, 'key=not-the-key'))
  await expect(page.getByText(/does not belong to this class/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Host tools' })).toHaveCount(0)
})
