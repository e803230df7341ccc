/** Pages whose address is only known at run time: the static shell, and for a shared run its own title and preview. */
import { Hono, type Context, type Next } from 'hono'
import type { SharedRun } from '../contract/index.ts'
import type { App } from '../env.ts'
import { findShared } from './shared-store.ts'

export const pages = new Hono<App>()
  .use('/c/*', soundAddress)
  .use('/r/*', soundAddress)
  .get('/c/:code', async (c) => shell(c, 200))
  .get('/c/:code/board', async (c) => shell(c, 200))
  .get('/c/*', async (c) => shell(c, 404))
  .get('/r/:id', async (c) => {
    const run = await findShared(c.env.DB, c.req.param('id'))
    const preview = run ? previewOf(run) : { title: 'No such result · prange', description: gone }
    return titled(await shell(c, run ? 200 : 404), preview, c.req.url)
  })
  .get('/r/*', async (c) =>
    titled(await shell(c, 404), { title: 'No such result · prange', description: gone }, c.req.url),
  )

/** An address with a broken escape cannot be read by the page either: its signs are taken as they are instead. */
async function soundAddress(c: Context<App>, next: Next) {
  const { pathname } = new URL(c.req.url)
  try {
    decodeURIComponent(pathname)
  } catch {
    return c.redirect(pathname.replaceAll('%', '%25'), 302)
  }
  return next()
}

const gone = 'There is no result at this address. It may have been deleted by who shared it.'

interface Preview {
  title: string
  description: string
}

/** The empty page that renders itself in the browser. */
async function shell(c: Context<App>, status: number): Promise<Response> {
  const asset = await c.env.ASSETS.fetch(new URL('/shell', c.req.url))
  return new Response(asset.body, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  })
}

function titled(page: Response, { title, description }: Preview, url: string): Response {
  const tags = { 'og:title': title, 'og:description': description, 'og:type': 'website', 'og:url': url }
  const metas = Object.entries(tags).map(([name, text]) => `<meta property="${name}" content="${escaped(text)}">`)
  const head = [`<title>${escaped(title)}</title>`, `<meta name="description" content="${escaped(description)}">`]
  return new HTMLRewriter()
    .on('title', { element: (element) => void element.remove() })
    .on('meta[name="description"]', { element: (element) => void element.remove() })
    .on('head', { element: (element) => void element.append([...head, ...metas].join(''), { html: true }) })
    .transform(page)
}

function previewOf({ exercise, device, figures }: SharedRun): Preview {
  const best = figures.reduce((a, b) => ((b.speedup?.value ?? 0) > (a.speedup?.value ?? 0) ? b : a))
  const gain = best.speedup ? `${best.speedup.value.toPrecision(3)}× faster` : 'a result'
  const device_ = `${device.cores} cores, ${device.browser} ${device.browserMajor} on ${device.os}`
  return {
    title: `${exercise}: ${gain} · prange`,
    description: `${best.engine}/${best.strategy} with ${best.workers} at once, on ${device_}. Run the same on your own machine beside it.`,
  }
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
