import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Refusal, prepareCall } from '../../../packages/kernels/src/cli/calls.ts'
import { describeDiagnostic } from '../../../packages/kernels/src/cli/print.ts'
import { parse } from '../../../packages/kernels/src/compiler/1-parse/index.ts'
import { compile, CompileError, RULES, type Diagnostic } from '../../../packages/kernels/src/compiler/index.ts'

const folder = path.join(import.meta.dirname, 'errors')
const samples = readdirSync(folder)
const sourceOf = (name: string) => readFileSync(path.join(folder, name, 'input.py'), 'utf8')

/** Each sample is a program as a beginner might write it, and all that the compiler says about it. */
describe('a program that cannot be compiled is told why', () => {
  it.each(samples)('%s', async (name) => {
    const source = sourceOf(name)
    const said = diagnosticsOf(source).map((diagnostic) => describeDiagnostic(diagnostic, 'input.py', source))
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(path.join(folder, name, 'expected.txt'))
  })

  it('in words that each have a sample', () => {
    const sampled = new Set<string>(samples.flatMap((name) => diagnosticsOf(sourceOf(name)).map(({ rule }) => rule)))
    expect(Object.keys(RULES).filter((rule) => !sampled.has(rule))).toEqual([])
  })
})

/** What parsing says; where that is nothing, what compiling the call in the sample's last line does. */
function diagnosticsOf(source: string): readonly Diagnostic[] {
  const { diagnostics } = parse(source)
  const call = /^# call: (.*)$/m.exec(source)?.[1]
  if (diagnostics.length > 0 || call === undefined) return diagnostics
  try {
    prepareCall(compile(source, { filename: 'input.py' }), call)()
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics
    if (error instanceof Refusal) throw new Error("the sample's call itself is refused", { cause: error })
    throw error
  }
  return []
}
