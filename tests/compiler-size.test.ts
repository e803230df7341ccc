import { gzipSync } from 'node:zlib'
import path from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { ownNames } from '../scripts/lib/short-names.ts'
import { squeeze, squeezePrelude } from '../scripts/lib/squeeze.ts'
import { PRELUDE } from '../packages/kernels/src/compiler/builtins/prelude/index.ts'
import { parse } from '../packages/kernels/src/compiler/1-parse/index.ts'
import type { Module } from '../packages/kernels/src/compiler/ast.ts'
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

it('what is squeezed out of the compiler’s own Python changes nothing of its functions but the names of locals', () => {
  const functions = PRELUDE.flatMap((text) => text.split(/^(?=def )/m)).filter((text) => text.startsWith('def '))
  const made = (text: string) => parse(`@njit\n${text}`).module
  for (const text of functions) {
    const [before, after] = [made(text), made(squeeze(text))]
    const [words, short] = [namesIn(before), namesIn(after)]
    expect(withoutNames(after)).toBe(withoutNames(before))
    const renamed = new Map(words.map((word, index) => [word, short[index]]))
    expect(words.map((word) => renamed.get(word))).toEqual(short)
    expect(new Set(renamed.values()).size).toBe(renamed.size)
    const [def] = before.functions
    const own = def ? ownNames(def) : new Set()
    expect([...renamed].filter(([word, letter]) => word !== letter && !own.has(word))).toEqual([])
  }
  expect(functions.length).toBeGreaterThan(100)
})

/** In a printed tree: of functions, their parameters, and what is called by its name alone. */
const NAMES = /(?<=^ *name )\w+$|(?<=^function \w+\(.*)\w+(?=.*\)$)/gm
const namesIn = (module: Module): string[] => printModuleTree(module).match(NAMES) ?? []
const withoutNames = (module: Module): string => printModuleTree(module).replace(NAMES, '_')

it('locals get letters of their own, and what programs may name keeps its name', () => {
  const text =
    'def sums(values, a):\n    total = 0\n    for v in values:\n        total += v * a.total\n    return total\n'
  expect(squeeze(text)).toBe('def sums(values,a):\n b=0\n for c in values:b+=c*a.total\n return b\n')
  expect(squeeze(text.replace('sums', '_sums'))).toBe('def _sums(a,b):\n c=0\n for d in a:c+=d*b.total\n return c\n')
})
