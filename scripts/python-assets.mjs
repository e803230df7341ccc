// Puts Python's files where the web app serves them: Pyodide's core and NumPy, from npm, without what no page needs.
// Output: apps/web/static/python/manifest.json and one folder whose name changes with its content (so it may be cached
// for ever). Run by every build, by `npm run dev` and before browser tests; a second call finds it all there.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { askAtCalls } from './lib/ask-at-calls.mjs'
import { compileModules } from './lib/bytecode.mjs'
import { Stop, main, root } from './lib/process.mjs'

const target = path.join(root, 'apps/web/static/python')
const pyodide = path.join(root, 'node_modules/pyodide')
const numpy = path.join(root, 'node_modules/@emscripten-forge/numpy')
const core = ['pyodide.mjs', 'pyodide.asm.js']
/** Cloudflare's limit for one static asset. */
const assetLimit = 25 * 2 ** 20

/** Makes the folder unless it is there already for exactly these packages. */
export async function makePythonAssets() {
  const made = createHash('sha256')
  for (const file of [
    import.meta.filename,
    `${import.meta.dirname}/lib/ask-at-calls.mjs`,
    `${import.meta.dirname}/lib/bytecode.mjs`,
    path.join(root, 'packages/kernels/src/python/interpreter/imports.ts'),
    `${pyodide}/package.json`,
    `${numpy}/package.json`,
  ])
    made.update(readFileSync(file))
  const version = `${JSON.parse(readFileSync(`${pyodide}/package.json`, 'utf8')).version}-${made.digest('hex').slice(0, 8)}`
  const manifestFile = path.join(target, 'manifest.json')
  if (existsSync(manifestFile) && JSON.parse(readFileSync(manifestFile, 'utf8')).version === version) return

  rmSync(target, { recursive: true, force: true })
  mkdirSync(path.join(target, version), { recursive: true })
  const [archive] = readdirSync(`${numpy}/pkg`)
  const sources = filesOf(gunzipSync(readFileSync(`${numpy}/pkg/${archive}`)), numpyPath)
  const compiled = await compileModules(sources)
  const files = Object.fromEntries([
    ...core.map((name) => [name, readFileSync(path.join(pyodide, name))]),
    ['python_stdlib.zip', compiled.library],
    ['pyodide.asm.wasm', askAtCalls(readFileSync(path.join(pyodide, 'pyodide.asm.wasm')))],
    ['pyodide-lock.json', emptyLock()],
    // Not `.tar.gz`: development servers announce that ending as a content encoding and browsers then unpack it.
    ['numpy.tgz', gzipSync(tarOf([...sources, ...compiled.numpy]), { level: 9 })],
  ])
  for (const [name, bytes] of Object.entries(files)) {
    if (bytes.length > assetLimit) throw new Stop(`${name} is larger than a static asset may be (25 MiB).`)
    writeFileSync(path.join(target, version, name), bytes)
  }
  const byteLengths = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.length]))
  writeFileSync(manifestFile, JSON.stringify({ version, byteLengths }, null, 2) + '\n')
}

/** Pyodide's list of packages, emptied: it would offer packages from a CDN that no page here may reach. */
function emptyLock() {
  const { info } = JSON.parse(readFileSync(path.join(pyodide, 'pyodide-lock.json'), 'utf8'))
  return Buffer.from(JSON.stringify({ info, packages: {} }))
}

/** Where a file of the package belongs under site-packages, or undefined when a page does not need it. */
function numpyPath(name) {
  const [, inside] = name.split('lib/python3.12/site-packages/')
  if (!inside?.startsWith('numpy/')) return undefined
  return /\/(tests|f2py|include|distutils|testing\/tests)\/|\.pyi$|\.a$|\/_(simd|umath_tests|operand_flag_tests|rational_tests|struct_ufunc_tests)\./.test(
    inside,
  )
    ? undefined
    : inside
}

/** The regular files of a tar that `rename` wants, under their new names. */
function filesOf(tar, rename) {
  const kept = []
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + 512)
    const text = (from, to) => header.toString('latin1', from, to).replace(/\0.*$/s, '')
    const byteLength = parseInt(text(124, 136), 8) || 0
    const padded = Math.ceil(byteLength / 512) * 512
    const prefix = text(257, 262) === 'ustar' ? text(345, 500) : ''
    const name = rename(prefix ? `${prefix}/${text(0, 100)}` : text(0, 100))
    if (name && (header[156] === 0x30 || header[156] === 0))
      kept.push({ name, bytes: tar.subarray(at + 512, at + 512 + byteLength) })
    at += 512 + padded
  }
  if (kept.length < 100) throw new Stop('The NumPy package does not look as expected: has its version changed?')
  return kept
}

/** A tar of files (ustar: 100 bytes of name suffice here). */
function tarOf(files) {
  const pieces = files.flatMap(({ name, bytes }) => [
    tarHeader(name, bytes.length),
    bytes,
    Buffer.alloc((512 - (bytes.length % 512)) % 512),
  ])
  return Buffer.concat([...pieces, Buffer.alloc(1024)])
}

function tarHeader(name, byteLength) {
  if (name.length > 99) throw new Stop(`${name} is too long a name for the archive.`)
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(byteLength.toString(8).padStart(11, '0') + '\0', 124)
  header.write('0ustar\0' + '00', 156)
  header.write(' '.repeat(8), 148)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(sum.toString(8).padStart(6, '0') + '\0 ', 148)
  return header
}

if (import.meta.filename === path.resolve(process.argv[1] ?? '')) await main(makePythonAssets)
