import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CompileError, compile } from '../../../packages/kernels/src/compiler/index.ts'
import { createRuntime, PythonError, type Value } from '../../../packages/kernels/src/runtime/index.ts'
import { faultsOf, type Answer } from './answers.ts'

const read = (...parts: string[]) => readFileSync(path.join(import.meta.dirname, ...parts), 'utf8')
const programs = JSON.parse(read('vectors', 'random.json')) as [source: string, runs: [string[], string[]][]][]

describe('random programs', () => {
  it('answer what CPython answers, to the last bit', () => {
    const runtime = createRuntime()
    const faults = programs.flatMap(([source, runs]) => {
      const f = compile(source, { runtime }).functions.get('f')
      return runs.flatMap(([args, want]) => {
        const got = (f?.call(args.map(decode)) as Value[]).map(encode)
        return same(got, want) ? [] : [{ source, args: args.map(decode), want: want.map(decode), got: got.map(decode) }]
      })
    })
    runtime.dispose()
    expect(faults.slice(0, 3)).toEqual([])
    expect(programs.length).toBeGreaterThan(1000)
  }, 120_000)

  it.each([
    ['with arrays, views, lists, tuples and functions of their own', 'random_arrays.json'],
    ['of loops near the ends of arrays, backwards, through views of one another and left early', 'random_loops.json'],
  ])(
    '%s do, too',
    (_, name) => {
      const [helpers, ...entries] = JSON.parse(read('vectors', name)) as [
        string,
        ...[source: string, call: string, answer: Answer][],
      ]
      const head = `import numpy as np\nfrom numba import njit\n${helpers}`
      const faults = entries.flatMap(([source, call, answer]) =>
        faultsOf(head + source, { [call]: answer }, () => 0).map((fault) => `${source}${fault}`),
      )
      expect(faults.slice(0, 3)).toEqual([])
      expect(entries.length).toBeGreaterThan(200)
    },
    120_000,
  )

  it('that are broken are refused, never a fault of the compiler', () => {
    const runtime = createRuntime()
    let seed = 20261122
    const random = (below: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below
    const pieces = [
      '(',
      ')',
      '[',
      ']',
      ':',
      ',',
      '=',
      '+',
      '*',
      '%',
      '\n',
      '    ',
      ' if ',
      ' else ',
      '0',
      '1.5',
      'x',
      'a[0]',
      'np.',
      '"',
      '#',
      '@',
      '\0',
      'é',
    ]
    for (const [source] of programs.slice(0, 600)) {
      const from = random(source.length)
      const to = random(2) === 0 ? from : Math.min(source.length, from + random(12))
      const broken = source.slice(0, from) + (pieces[random(pieces.length)] ?? '') + source.slice(to)
      expect(() => attempt(broken, runtime), broken).not.toThrow()
    }
    for (let round = 0; round < 300; round++) {
      const noise = Array.from({ length: 60 }, () => String.fromCharCode(random(round % 2 ? 128 : 65536))).join('')
      expect(() => attempt(`@njit\ndef f(a, b, x, y):\n    ${noise}\n`, runtime), noise).not.toThrow()
    }
    runtime.dispose()
  }, 120_000)
})

/** Compiles and prepares; what the program itself is told about is no fault. */
function attempt(source: string, runtime: ReturnType<typeof createRuntime>): void {
  const f = compile(source, { runtime }).functions.get('f')
  try {
    f?.prepare([1n, 2n, 1.5, 2.5].map((value) => f.typeOf(value)))
  } catch (error) {
    if (!(error instanceof CompileError) && !(error instanceof PythonError)) throw error
  }
}

const view = new DataView(new ArrayBuffer(8))

function decode(text: string): bigint | number {
  if (!text.startsWith('f')) return BigInt(text)
  view.setBigUint64(0, BigInt(`0x${text.slice(1)}`))
  return view.getFloat64(0)
}

function encode(value: Value): string {
  if (typeof value !== 'number') return String(value as bigint)
  view.setFloat64(0, value)
  return `f${view.getBigUint64(0).toString(16).padStart(16, '0')}`
}

const same = (got: string[], want: string[]) => got.join() === want.join()
