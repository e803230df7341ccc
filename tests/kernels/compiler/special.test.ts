import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { createRuntime } from '../../../packages/kernels/src/runtime/index.ts'

const file = path.join(import.meta.dirname, 'vectors/special.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [argument: string, answer: string][]>
const runtime = createRuntime()
afterAll(() => runtime.dispose())

/**
 * Steps to the true answer, at most and in how many of a hundred cases more than two. gamma is made of a power, an
 * exponential and a quotient of two polynomials, each rounded, as CPython's and Numba's is; what lgamma is below -3 is the
 * difference of two larger numbers, there as here, and is not asked.
 */
const allowed: Record<string, [most: number, percent: number]> = {
  erf: [1, 0],
  erfc: [3, 1],
  gamma: [6, 8],
  lgamma: [3, 0.5],
}

describe('the special functions of math are true to the last bits, near their zeros, too', () => {
  it.each(Object.entries(vectors))('%s', (name, rows) => {
    const [most, percent] = allowed[name] ?? [0, 0]
    const source = `from numba import njit\nimport math\n@njit\ndef f(x):\n    return math.${name}(x)\n`
    const f = compile(source, { runtime }).functions.get('f')
    const off = rows
      .map(([argument, answer]) => ({ x: numberOf(argument), want: numberOf(answer) }))
      .map(({ x, want }) => ({ x, want, steps: stepsBetween(f?.call([x]) as number, want) }))
      .filter(({ steps }) => steps > 2)
    expect(off.filter(({ steps }) => steps > most)).toEqual([])
    expect((100 * off.length) / rows.length).toBeLessThanOrEqual(percent)
  })
})

const view = new DataView(new ArrayBuffer(8))

function numberOf(digits: string): number {
  view.setBigUint64(0, BigInt(`0x${digits}`))
  return view.getFloat64(0)
}

/** How many doubles lie between: bits of negative numbers count downwards. */
function stepsBetween(a: number, b: number): number {
  const [left, right] = [a, b].map((value) => {
    view.setFloat64(0, value)
    const bits = view.getBigInt64(0)
    return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits
  }) as [bigint, bigint]
  return Number(left > right ? left - right : right - left)
}
