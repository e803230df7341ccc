/** What the rewrites change must show in speed only: each loop is held to the same sum worked out with big integers. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import type { Value } from '../../../packages/kernels/src/runtime/index.ts'

const HEAD = 'import numpy as np\nimport math\nfrom numba import njit, prange\n'

function only(source: string): { call: (...args: Value[]) => Value; rewrites: () => string[] } {
  const [dispatcher] = compile(HEAD + source).functions.values()
  if (!dispatcher) throw new Error('no function')
  return {
    call: (...args) => dispatcher.call(args),
    rewrites: () =>
      dispatcher.specializations
        .flatMap(({ stages }) => stages)
        .flatMap(({ rewrites }) => rewrites ?? [])
        .map(({ name }) => name),
  }
}

describe('remainders kept by additions', () => {
  const wrap = (x: bigint) => BigInt.asIntN(64, x)
  const floorMod = (x: bigint, m: bigint) => ((x % m) + m) % m
  const cases: [term: string, p: (i: bigint) => bigint, modulus: bigint][] = [
    ['i * i % 1000', (i) => i * i, 1000n],
    ['(i * 7 - 3) % 1000003', (i) => i * 7n - 3n, 1000003n],
    ['(3 - i * i) % 2147483647', (i) => 3n - i * i, 2147483647n],
    ['(i * (i + 1) - 2 * i * i) % 3', (i) => i - i * i, 3n],
    ['i % 2147483648', (i) => i, 2147483648n],
  ]
  const ranges: [from: bigint, to: bigint, step: bigint][] = [
    [0n, 0n, 1n],
    [0n, 65n, 1n],
    [0n, 66n, 1n],
    [-1000n, 5000n, 7n],
    [900n, -900n, -2n],
    // Around the place where the square leaves 64 bits, and around the ends of int64.
    [3037000400n, 3037000600n, 1n],
    [-(2n ** 63n), -(2n ** 63n) + 200n, 1n],
    [2n ** 63n - 200n, 2n ** 63n - 1n, 1n],
  ]
  it.each(cases)('agree for %s, also where the polynomial wraps', (term, p, modulus) => {
    for (const step of new Set(ranges.map((range) => range[2]))) {
      const { call, rewrites } = only(
        `@njit\ndef f(a, b):\n    total = 1\n    for i in range(a, b, ${step}):\n        total -= ${term}\n    return total\n`,
      )
      for (const [from, to] of ranges.filter((range) => range[2] === step)) {
        let total = 1n
        for (let i = from; step > 0n ? i < to : i > to; i += step) total -= floorMod(wrap(p(i)), modulus)
        expect([from, call(from, to)]).toEqual([from, wrap(total)])
      }
      if (!term.endsWith('2147483648')) expect(rewrites()).toContain('strength-reduction')
    }
  })

  it('leave the counter and several sums as the loop does', () => {
    const { call } = only(
      '@njit\ndef f(n):\n    a = 0\n    b = 0\n    for i in range(n):\n        k = i * 3\n        a += k % 5\n        b += (k * k + 1) % 11\n    return a, b, i, k\n',
    )
    for (const n of [1n, 64n, 65n, 68n, 1001n]) {
      let [a, b] = [0n, 0n]
      for (let i = 0n; i < n; i++) [a, b] = [a + ((i * 3n) % 5n), b + ((i * i * 9n + 1n) % 11n)]
      expect(call(n)).toEqual([a, b, n - 1n, (n - 1n) * 3n])
    }
  })
})
