/** What the rewrites change must show in speed only: each loop is held to the same sum worked out with big integers. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { arrayOf, elementsOf, type Value } from '../../../packages/kernels/src/runtime/index.ts'

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

  it.each<[bounds: string, from: (n: bigint) => bigint, to: (n: bigint) => bigint]>([
    ['n', () => 0n, (n) => n],
    ['-n, n', (n) => -n, (n) => n],
    ['3037000499 - n, 3037000499 + n', (n) => 3037000499n - n, (n) => 3037000499n + n],
  ])('agree in the chunks of prange(%s) as in a plain loop', (bounds, from, to) => {
    const { call, rewrites } = only(
      `@njit(parallel=True)\ndef f(n):\n    total = 1\n    for i in prange(${bounds}):\n        total += i * i % 1000\n    return total\n`,
    )
    for (const n of [0n, 1n, 255n, 20_000n, 20_001n]) {
      let total = 1n
      for (let i = from(n); i < to(n); i++) total += floorMod(wrap(i * i), 1000n)
      expect([n, call(n)]).toEqual([n, total])
    }
    expect(rewrites()).toContain('strength-reduction')
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

describe('selection instead of sorting', () => {
  const source = (tail: string) =>
    `@njit\ndef f(n, k):\n    np.random.seed(3)\n    a = np.empty(n)\n    for i in range(n):\n        a[i] = np.floor(np.random.randn() * 1000) / 7\n    if n > 3:\n        a[0] = -0.0\n        a[1] = 0.0\n        a[2] = math.nan\n        a[3] = -math.inf\n    a.sort()\n    return ${tail}\n`

  it('finds the elements that sorting finds, and raises as it does', () => {
    const [selects, sorts] = [only(source('a[k], a[-1]')), only(source('a[k], a[-1], a[:0].size'))]
    for (const n of [1n, 2n, 100n, 5000n, 70000n]) {
      for (const k of [0n, n / 2n, n - 1n, -n, n / 20n]) {
        const [got, want] = [selects.call(n, k), sorts.call(n, k)] as [Value[], Value[]]
        expect([n, k, ...got]).toEqual([n, k, ...want.slice(0, 2)])
      }
      expect(() => selects.call(n, n)).toThrow(`index ${n} is out of bounds`)
    }
    expect(selects.rewrites()).toContain('select-not-sort')
    expect(sorts.rewrites()).not.toContain('select-not-sort')
  })

  it('is left alone where somebody else sees the array, or a loop reads it', () => {
    for (const [body, want] of [
      ['a = x\n    a.sort()\n    return a[0]', 1],
      ['a = np.zeros(4)\n    b = a[1:]\n    a[1] = -1.0\n    a.sort()\n    return a[3] + b[0]', 0],
      [
        'a = np.ones(3)\n    a[0] = 5.0\n    a.sort()\n    total = 0.0\n    for i in range(3):\n        total += a[i] * i\n    return total',
        11,
      ],
    ] as const) {
      const { call, rewrites } = only(`@njit\ndef f(x):\n    ${body}\n`)
      const given = arrayOf(Float64Array.of(3, 1, 2))
      expect(call(given)).toBe(want)
      expect(rewrites()).not.toContain('select-not-sort')
      if (want === 1) expect([...elementsOf(given)]).toEqual([1, 2, 3])
    }
  })
})

describe('random numbers made ahead', () => {
  it('leave the stream where NumPy leaves it, whatever is drawn between', () => {
    const { call } = only(
      `@njit\ndef f(seed, n, every, whole):\n    np.random.seed(seed)\n    total = 0.0\n    last = 0.0\n    for i in range(n):\n        if i % every == every - 1:\n            last = np.random.random()\n        elif i % whole == whole - 1:\n            last = float(np.random.randint(0, 1000))\n        else:\n            total += np.random.standard_normal()\n    return last, np.random.random(), np.random.randint(0, 2 ** 31)\n`,
    )
    expect(STREAM.map(([arguments_]) => call(...arguments_.map(BigInt)))).toEqual(
      STREAM.map(([, [last, uniform, word]]) => [last, uniform, BigInt(word)]),
    )
  })
})

/** Seed, draws, every how many a uniform, every how many a whole number; what NumPy 1.24 draws last, and next. */
const STREAM: [number[], [number, number, number]][] = [
  [
    [1, 3000, 999999, 999999],
    [0.0, 0.8656244875574273, 1669454009],
  ],
  [
    [2, 3001, 999999, 999999],
    [0.0, 0.4747242031026724, 84449767],
  ],
  [
    [3, 20000, 2500, 999999],
    [0.018061449851366596, 0.012269636882785706, 90039045],
  ],
  [
    [4, 20000, 2501, 2999],
    [723.0, 0.5457284458721771, 1317002318],
  ],
  [
    [5, 20000, 3, 2999],
    [0.2540378009943455, 0.7806390436384493, 1618256034],
  ],
  [
    [6, 5000, 4000, 700],
    [122.0, 0.6925315199211748, 1789742217],
  ],
  [
    [7, 1, 9, 9],
    [0.0, 0.9779895119966027, 165338510],
  ],
  [
    [8, 20001, 19999, 401],
    [0.6975209268419376, 0.5894344815513677, 988611103],
  ],
]
