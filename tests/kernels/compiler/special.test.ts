import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { createRuntime } from '../../../packages/kernels/src/runtime/index.ts'

const file = path.join(import.meta.dirname, 'vectors/special.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [argument: string, answer: string][]>
const runtime = createRuntime()
afterAll(() => runtime.dispose())

/** Below -3 there are roots of lgamma without end: this close to the truth it is there, too. */
const ABSOLUTE = 2 ** -64

describe('the special functions of math are true to the last two bits', () => {
  it.each(Object.entries(vectors))('%s', (name, rows) => {
    const source = `from numba import njit\nimport math\n@njit\ndef f(x):\n    return math.${name}(x)\n`
    const f = compile(source, { runtime }).functions.get('f')
    const off = rows
      .map(([argument, answer]) => ({ x: numberOf(argument), want: numberOf(answer) }))
      .map(({ x, want }) => ({ x, want, got: f?.call([x]) as number }))
      .filter(({ want, got }) => stepsBetween(got, want) > 2)
    const nearRoot = ({ x, want, got }: (typeof off)[number]) =>
      name === 'lgamma' && x < -3 && Math.abs(got - want) <= ABSOLUTE
    expect(off.filter((each) => !nearRoot(each))).toEqual([])
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
