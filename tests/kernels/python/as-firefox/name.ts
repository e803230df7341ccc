/** Gives a worker Firefox's name, before anything in it asks. */
Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 Firefox/153.0' })

// Vitest has modules that pages import call this around their own dynamic imports; in a worker it does not define it.
Object.assign(globalThis, {
  __vitest_browser_runner__: { wrapDynamicImport: (load: () => Promise<unknown>) => load() },
})
