/**
 * Keeps the site for when there is no network: a class in a cellar, a train. Pages come from the network whenever there
 * is one, so nobody is shown an old one; files with a hash in their name never change and come from here.
 *
 * It leaves two kinds of request alone. `/api/` is never kept: runs wait in the outbox. Python's own files
 * (`/python/<version>/`) are kept by the browser as immutable, and only when it fetches them itself does it keep the
 * machine code it made of them, too.
 */
import { version } from '$app/env'
import { self } from '$app/service-worker'

/** One a build: the one before is dropped when the last tab that runs it is closed. */
const cacheName = `prange-${version}`
/** Names Python's files; the one thing of Python's that changes under the same address. */
const pythonManifest = '/python/manifest.json'
const shell = '/shell'
/** The one file every page asks for under a name without a hash. */
const icon = '/favicon.svg'

self.addEventListener('install', (event) => event.waitUntil(keepSite()))
self.addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/_app/immutable/')) event.respondWith(keptFirst(request))
  else if (
    request.mode === 'navigate' ||
    [pythonManifest, icon].includes(pathname) ||
    pathname.endsWith('/__data.json')
  )
    event.respondWith(networkFirst(request, pathname))
})

/** Fetches what the build lists (`scripts/lib/build.mjs`); what an earlier build had under the same name is taken over. */
async function keepSite(): Promise<void> {
  const response = await fetch('/kept.json', { cache: 'no-cache' })
  if (!response.ok) throw new Error(`/kept.json answered ${response.status}: this site cannot be kept for offline use`)
  const [names, cache] = await Promise.all([response.json() as Promise<string[]>, caches.open(cacheName)])
  const missing = await Promise.all(
    names.map(async (name) => {
      const same = name.startsWith('/_app/immutable/') || name === pythonManifest
      const before = same ? await caches.match(name) : undefined
      if (before) await cache.put(name, before)
      return before ? [] : [new Request(name, { cache: same ? 'default' : 'no-cache' })]
    }),
  )
  await cache.addAll(missing.flat())
}

async function dropOlder(): Promise<void> {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name)
}

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

async function networkFirst(request: Request, pathname: string): Promise<Response> {
  try {
    const response = await fetch(request)
    // The Python that was used last is the one whose files the browser has.
    if (pathname === pythonManifest && response.ok) await (await caches.open(cacheName)).put(pathname, response.clone())
    return response
  } catch (unreachable) {
    // Classes and shared runs have addresses of their own; the shell says there that the server cannot be reached.
    const kept = (await caches.match(pathname)) ?? (request.mode === 'navigate' ? await caches.match(shell) : undefined)
    if (kept) return kept
    throw unreachable
  }
}
