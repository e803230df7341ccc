import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from '../../../packages/kernels/src/compiler/1-parse/index.ts'
import { functionText } from './s-expression.ts'

const vectors = <T>(name: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'vectors', `${name}.json`), 'utf8')) as T

describe('the parser agrees with CPython', () => {
  const programs = vectors<[source: string, tree: string | null][]>('ast')

  it('on the tree of every program that is Python', () => {
    const faults = programs.flatMap(([source, tree]) => {
      if (tree === null) return []
      const { module, diagnostics } = parse(source)
      const [found] = module.functions
      const got = diagnostics[0]?.message ?? (found ? functionText(found) : 'no function')
      return got === tree ? [] : [{ source, tree, got }]
    })
    expect(faults).toEqual([])
    expect(programs.length).toBeGreaterThan(5000)
  })

  it('on which programs are not Python', () => {
    const accepted = programs.filter(([source, tree]) => tree === null && parse(source).diagnostics.length === 0)
    expect(accepted).toEqual([])
  })

  it('on what is wrong with the usual slips, and on which line', () => {
    const slips = vectors<[source: string, code: string, line: number, message: string][]>('syntax')
    const faults = slips.flatMap(([source, code, line, message]) => {
      const [diagnostic] = parse(source).diagnostics
      const got = diagnostic && [diagnostic.code, diagnostic.span.line, diagnostic.message]
      return JSON.stringify(got) === JSON.stringify([code, line, message])
        ? []
        : [{ source, want: [code, line, message], got }]
    })
    expect(faults).toEqual([])
  })
})

describe('the grammar', () => {
  const rules = (source: string) => parse(source).diagnostics.map(({ rule }) => rule)
  const nested = (before: string, after = '') =>
    `@njit\ndef f(x):\n    return ${before.repeat(20_000)}x${after.repeat(20_000)}\n`

  it('refuses what is nested beyond all reason, in words and not by running out of stack', () => {
    const found = [nested('-'), nested('not '), nested('2**'), nested('x if x else '), nested('(', ')'), nested('x.')]
    expect(found.map(rules)).toEqual([['syntax'], ['syntax'], ['syntax'], ['syntax'], ['syntax'], ['too-deep']])
  })

  it('takes self for a name, any expression for a decorator, and no second semicolon', () => {
    expect(rules('@njit\ndef f(self):\n    return self + 1\n')).toEqual([])
    expect(rules('@app.routes["/"].get\n@(lambda f: f)\ndef page():\n    return 1\n')).toEqual([])
    expect(parse('x = 1;; y = 2\nz = 3\n').diagnostics.map(({ span }) => span.column)).toEqual([7])
  })

  it('reads with, match and type statements as far as to say that they are outside the subset', () => {
    const body = (text: string) => `@njit\ndef f(x):\n    ${text.replaceAll('\n', '\n    ')}\n    return x\n`
    expect(rules(body('with (open(x) as a, open(x) as b):\n    pass'))).toEqual(['with'])
    expect(rules(body('match x:\n    case {"a": 1, **rest} | [1, *_] if x:\n        pass'))).toEqual(['match'])
    expect(rules(body('type Pair = tuple[int, int]'))).toEqual(['type-alias'])
    expect(rules(body('match = x\ntype = match\nprint(type)'))).toEqual([])
  })
})
