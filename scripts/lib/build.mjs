// The build: kernels to WASM, Python's files to static assets, the site, and the headers every static file is sent with.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './process.mjs'

const site = path.join(root, 'apps/web/build')
const stamp = path.join(site, '.source')

/** What the site is made from: a change in any of these files makes the build stale. */
const sources = ['apps/web', 'apps/api/src', 'packages/kernels', 'scripts', 'package-lock.json']
const generated = new Set(['node_modules', 'build', 'dist', '.svelte-kit'])

/** True when apps/web/build was made from exactly the sources that lie here now. */
export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()

/** Builds everything a visitor's browser is sent into apps/web/build. */
export async function build() {
  console.error('Building…')
  await prepare()
  const made = fingerprint()
  await run('svelte-kit', ['sync'], { cwd: 'apps/web', quiet: true })
  await run('vite', ['build', '--logLevel', 'warn'], { cwd: 'apps/web', quiet: true })
  for (const page of pages()) moveStartScript(page)
  await writeHeaders()
  writeFileSync(path.join(site, '404.html'), readFileSync(path.join(site, 'shell.html')))
  writeKept()
  writeFileSync(stamp, made)
}

/** What must be made before the site is built, developed or tested: the WASM kernels and Python's own files. */
export async function prepare() {
  for (const script of ['build-kernels.mjs', 'python-assets.mjs']) {
    if (existsSync(path.join(root, 'scripts', script))) await run('node', [`scripts/${script}`])
  }
}

/**
 * Moves a page's inline start script into a file of its own, so that the content security policy needs no exception.
 * SvelteKit writes exactly one inline classic script per page; it finds its place by `document.currentScript`, which a
 * classic script with a `src` has too.
 */
function moveStartScript(page) {
  const html = readFileSync(page, 'utf8')
  const moved = html.replaceAll(/<script>([\s\S]*?)<\/script>/g, (_, code) => {
    const name = `_app/immutable/start.${createHash('sha256').update(code).digest('hex').slice(0, 12)}.js`
    mkdirSync(path.dirname(path.join(site, name)), { recursive: true })
    writeFileSync(path.join(site, name), code)
    return `<script src="/${name}"></script>`
  })
  writeFileSync(page, moved)
}

async function writeHeaders() {
  const { securityHeaders } = await import(path.join(root, 'apps/api/src/headers.ts'))
  const everywhere = Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`)
  const forever = '  cache-control: public, max-age=31536000, immutable'
  const rules = ['/*', ...everywhere, '', '/_app/immutable/*', forever, '', '/python/:version/*', forever, '']
  writeFileSync(path.join(site, '_headers'), rules.join('\n'))
}

/**
 * Lists what the service worker keeps for when there is no network: pages under the addresses they are served at, and
 * all they load but fonts (of which a page needs few, and which the browser keeps by itself) and Python's own files.
 */
function writeKept() {
  const kept = built()
    .filter((name) => !/^python\/|^404\.html$|^_headers$|^og\.png$|^service-worker\.js$|\.woff2$|\.source$/.test(name))
    .map((name) => `/${name.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '')}`)
  writeFileSync(path.join(site, 'kept.json'), JSON.stringify([...kept, '/python/manifest.json'].sort()))
}

const pages = () =>
  built()
    .filter((name) => name.endsWith('.html'))
    .map((name) => path.join(site, name))

/** All files of the site, by their paths in it. */
const built = () =>
  readdirSync(site, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(site, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))

/** A hash over the names, sizes and times of the sources. */
function fingerprint() {
  const hash = createHash('sha256')
  const add = (name) => {
    const stat = statSync(path.join(root, name))
    if (stat.isFile()) return hash.update(`${name}\0${stat.size}\0${stat.mtimeMs}\n`)
    for (const entry of readdirSync(path.join(root, name)).sort())
      if (!generated.has(entry)) add(path.join(name, entry))
  }
  sources.forEach(add)
  return hash.digest('hex')
}
