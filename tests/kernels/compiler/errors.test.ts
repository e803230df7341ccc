import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeDiagnostic } from '../../../packages/kernels/src/cli/print.ts'
import { parse } from '../../../packages/kernels/src/compiler/1-parse/index.ts'

const folder = path.join(import.meta.dirname, 'errors')
const samples = readdirSync(folder)

/** Each sample is a program as a beginner might write it, and all that the compiler says about it. */
describe('a program that cannot be compiled is told why', () => {
  it.each(samples)('%s', async (name) => {
    const source = readFileSync(path.join(folder, name, 'input.py'), 'utf8')
    const said = parse(source).diagnostics.map((diagnostic) => describeDiagnostic(diagnostic, 'input.py', source))
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(path.join(folder, name, 'expected.txt'))
  })
})
