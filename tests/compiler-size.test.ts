import { gzipSync } from 'node:zlib'
import path from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { squeeze, squeezePrelude } from '../scripts/lib/squeeze.ts'
import { PRELUDE } from '../packages/kernels/src/compiler/builtins/prelude/index.ts'
import { parse } from '../packages/kernels/src/compiler/1-parse/index.ts'
import { printModuleTree } from '../packages/kernels/src/compiler/ast-print.ts'

const entry = path.resolve(import.meta.dirname, '../packages/kernels/src/compiler/index.ts')

/** Everything `@prange/kernels/compiler` brings with it, minified as the site is: what the lab waits for. */
it('the compiler with its parser and its library is at most 120 KB compressed', async () => {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [squeezePrelude()],
    build: { write: false, minify: true, rollupOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  })
  const chunks = (Array.isArray(made) ? made : [made]).flatMap((each) => ('output' in each ? each.output : []))
  const code = chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
  const byteLength = gzipSync(code).length
  expect(byteLength).toBeGreaterThan(50_000)
  expect(byteLength).toBeLessThanOrEqual(120_000)
})

it('what is squeezed out of the compiler’s own Python changes none of its functions', () => {
  const functions = PRELUDE.flatMap((text) => text.split(/^(?=def )/m)).filter((text) => text.startsWith('def '))
  const tree = (text: string) => printModuleTree(parse(`@njit\n${text}`).module)
  for (const text of functions) expect(tree(squeeze(text))).toBe(tree(text))
  expect(functions.length).toBeGreaterThan(100)
})
