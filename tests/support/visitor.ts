/** A person at a browser of their own: fresh storage, and a console that must stay empty. */
import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test'

export interface Visitor {
  page: Page
  /** Fails if the console said anything: warnings, errors, unhandled rejections, refused resources. */
  expectQuietConsole(): void
  leave(): Promise<void>
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(String(error)))
  return {
    page,
    expectQuietConsole: () => expect(heard).toEqual([]),
    leave: () => context.close(),
  }
}
