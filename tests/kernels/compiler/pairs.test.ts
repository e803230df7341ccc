/**
 * Rounds that go two at a time must leave every bit as rounds that go one by one: each loop is written with `for`, which is
 * paired, and with `while`, which is not.
 */
import { describe, expect, it } from 'vitest'
import { forms, outcomes } from './forms.ts'

const HEAVY = `
@njit
def g(x):
    y = x * x + 1.5
    return math.exp(-0.25 * y) / math.sqrt(y) - abs(math.copysign(0.5, x)) * np.floor(x)

@njit
def tail(x):
    y = 0.4 * math.exp(-0.5 * x * x)
    if x > 0:
        return 1.0 - y
    return y
`

const NUMBERS = Float64Array.from({ length: 203 }, (_, index) => Math.sin(index * 1.7) * 9)
/** Numbers for which a guard fails, in the first lane, in the second, and in both. */
const RARE = NUMBERS.map((number, index) =>
  [3, 8, 20, 21, 50, 202].includes(index)
    ? ([NaN, Infinity, -0, 1e308, -Infinity, 5e-324][index % 6] ?? 0)
    : number * (index > 100 ? 2 : 1),
)

const UP = [
  [0n, 0n],
  [0n, 1n],
  [0n, 2n],
  [5n, 8n],
  [1n, 203n],
  [0n, 203n],
] as const

describe('rounds in pairs are as rounds one by one', () => {
  const cases: [what: string, body: string][] = [
    ['a sum', 'total = 0.0\n{loop}\n    total += g(a[i]) * i\nreturn total'],
    [
      'several sums and what is left behind',
      'total = 0.0\ncount = 0\nx = -1.0\n{loop}\n    x = g(a[i])\n    total -= x\n    count += i % 3\nreturn total, count, x',
    ],
    ['an array filled', '{loop}\n    out[i] = g(i * 0.25)\nreturn out.sum()'],
    ['an array changed in place', '{loop}\n    a[i] = g(a[i])\nreturn a[-1]'],
    ['an array that reads what the round before stored', '{loop}\n    a[i] = g(a[i - 1])\nreturn a[-1]'],
    ['an array that reads what the next round stores', '{loop}\n    a[i - 1] = g(a[i])\nreturn a[-1]'],
    ['a view with a stride', 'b = a[::-1]\n{loop}\n    b[i] = g(b[i])\nreturn b[0]'],
    [
      'what a round takes from the one before',
      'last = 0.5\ntotal = 0.0\n{loop}\n    x = g(a[i])\n    total += x - last\n    last = x\nreturn total, last',
    ],
    [
      'a way that is not taken often',
      'last = 0.0\ntotal = 0.0\n{loop}\n    x = g(a[i])\n    if a[i] > 17.0:\n        total += last\n        total += math.gamma(5.5)\n    total += x\n    last = x\nreturn total',
    ],
    [
      'a loop that is left',
      'total = 0.0\n{loop}\n    if a[i] > 8.9:\n        break\n    total += g(a[i])\nreturn total',
    ],
    [
      'an exception behind what was stored',
      '{loop}\n    x = a[i]\n    out[i] = g(x)\n    a[i] = 1.0 / (i - 7.0)\nreturn out[1]',
    ],
    ['an exception in the second lane', '{loop}\n    out[i] = g(a[i]) / (i - 8.0)\nreturn out[1]'],
    ['an index out of bounds', '{loop}\n    out[i] = g(a[i + 60])\nreturn out[1]'],
    [
      'a choice between numbers',
      'total = 0.0\n{loop}\n    x = g(a[i])\n    total += min(max(x, 0.01), 0.5) + (1.0 if x > 0.1 else -x)\nreturn total',
    ],
    [
      'a branch that sets a number on either side',
      'total = 0.0\n{loop}\n    x = g(a[i])\n    if x > 0.1:\n        y = 1.0 - x\n    else:\n        y = x * 0.25\n    total += y\nreturn total',
    ],
    [
      'a branch whose sides exchange two numbers',
      'total = 0.0\n{loop}\n    x = g(a[i])\n    y = a[i] * 0.5\n    if x > y:\n        z = x\n        w = y\n    else:\n        z = y\n        w = x\n    total += z - w * 0.5\nreturn total',
    ],
    [
      'a helper that returns early',
      'total = 0.0\n{loop}\n    total += tail(a[i]) - tail(g(a[i])) * a[i]\nreturn total',
    ],
    [
      'several arrays read, several times each, and the last of them written',
      'b = a[::-1]\nc = a * 0.5\n{loop}\n    out[i] = g(a[i]) * c[i] + tail(b[i]) / (2.0 + a[i] * a[i]) + c[i]\nreturn out[1]',
    ],
    [
      'two views of one array, one round apart',
      'b = a[1:]\n{loop}\n    b[i] = g(a[i]) + tail(a[i] * 0.5)\nreturn a[-1]',
    ],
    [
      'numbers that are the same in all rounds, worked out in each',
      'low = begin * 0.5\n{loop}\n    base = 2.0 - low\n    out[i] = g(a[i]) * ((1.5 - low) * base) + base\nreturn out[1]',
    ],
    [
      'whole numbers made of floats',
      'total = 0\n{loop}\n    total += int(g(a[i]) * 1000.0) // 7 + round(g(a[i] * 0.5))\nreturn total',
    ],
  ]
  it.each(cases)('%s', (_, body) => {
    for (const numbers of [NUMBERS, RARE]) {
      const [paired, single] = forms(body, 1, HEAVY).map(({ source }) => outcomes(source, numbers, UP))
      expect(paired?.found).toEqual(single?.found)
      expect(single?.rewrites).not.toContain('pair-rounds')
    }
  })

  it('also in steps and backwards', () => {
    const body = 'total = 0.0\n{loop}\n    total += g(a[i]) * i\nreturn total'
    for (const step of [3, -1, -2]) {
      const ranges = step > 0 ? UP : UP.map(([begin, end]) => [end - 1n, begin - 1n] as const)
      const [paired, single] = forms(body, step, HEAVY).map(({ source }) => outcomes(source, NUMBERS, ranges))
      expect(paired?.found).toEqual(single?.found)
      expect(paired?.rewrites).toContain('pair-rounds')
    }
  })

  it('and the loops meant for it are paired', () => {
    const paired = cases.filter(([, body]) =>
      forms(body, 1, HEAVY).some(({ source }) => outcomes(source, NUMBERS, UP).rewrites.includes('pair-rounds')),
    )
    expect(paired.map(([what]) => what)).toEqual(cases.map(([what]) => what))
  })
})
