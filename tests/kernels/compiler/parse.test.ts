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
