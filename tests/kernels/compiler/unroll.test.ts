/** Rounds that are done several at a time must leave every bit, and raise every exception, as rounds one by one do. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { forms, outcomes } from './forms.ts'

const NUMBERS = Float64Array.from({ length: 41 }, (_, index) => Math.sin(index * 1.7) * 9)

/** Of every length up to two times eight rounds, from several places. */
const UP = Array.from({ length: 36 }, (_, index) => [BigInt(index % 3), BigInt((index % 3) + (index >> 1))] as const)

describe('rounds several at a time are as rounds one by one', () => {
  const cases: [what: string, body: string][] = [
    ['a sum', 'total = 0.0\n{loop}\n    total += a[i]\nreturn total'],
    ['a sum of neighbours', 'total = 0.0\n{loop}\n    total += a[i + 1] - 0.5 * a[i]\nreturn total'],
    ['what is left in the counter', 'k = 7\n{loop}\n    k = i\n    out[i] = k\nreturn k'],
    ['each element made of the one before', '{loop}\n    out[i + 1] = out[i] * 0.5 + a[i]\nreturn out[3]'],
    ['two views of one array', 'b = a[1:]\n{loop}\n    b[i] = a[i] + 1.0\nreturn a[9]'],
    ['a view backwards', 'b = a[::-1]\n{loop}\n    b[i] = a[i] * 2.0\nreturn a[9]'],
    ['every other element', 'b = a[::2]\ntotal = 0.0\n{loop}\n    total += b[i]\nreturn total'],
    [
      'a matrix along its columns',
      'm = np.arange(484.0).reshape(22, 22)\n{loop}\n    m[i, 3] += m[2, i]\nreturn m[5, 3]',
    ],
    ['an exchange', '{loop}\n    if a[i] > a[i + 1]:\n        a[i], a[i + 1] = a[i + 1], a[i]\nreturn a[2]'],
    ['a count at an index that is read', 'h = np.zeros(19)\n{loop}\n    h[int(abs(a[i]))] += 1.0\nreturn h[3]'],
    ['rounds cut short', 'n = 0\n{loop}\n    if a[i] > 0.0:\n        continue\n    n += i\n    out[i] = 1.0\nreturn n'],
    ['a loop that is left', 'n = 0\n{loop}\n    if a[i] > 8.5:\n        break\n    n += 1\nreturn n'],
    ['an exception in the midst', '{loop}\n    out[i] = 1.0 / (i - 11)\nreturn out[1]'],
    ['an index out of bounds in the midst', '{loop}\n    out[i] = a[i + 30]\nreturn out[1]'],
    ['whole numbers', 'x = np.arange(60)\nn = 1\n{loop}\n    n = (n * 31 + x[i]) ^ i\nreturn n'],
    ['bytes', 'x = np.arange(60) % 3 == 0\nn = 0\n{loop}\n    n += x[i] * i\n    x[i] = False\nreturn n, x.sum()'],
  ]
  it.each(cases)('%s', (what, body) => {
    for (const step of [1, -1]) {
      const ranges = step > 0 ? UP : UP.map(([begin, end]) => [end - 1n, begin - 1n] as const)
      const [unrolled, single] = forms(body, step).map(({ source }) => outcomes(source, NUMBERS, ranges))
      expect(unrolled?.found).toEqual(single?.found)
      if (!what.startsWith('an index')) expect(unrolled?.rewrites).toContain('unroll-loops')
    }
  })

  it('at both ends of the whole numbers', () => {
    const source = `from numba import njit
@njit
def up(begin, end):
    n = 0
    for i in range(begin, end):
        n = n * 3 ^ i
    return n

@njit
def down(begin, end):
    n = 0
    for i in range(begin, end, -1):
        n = n * 3 ^ i
    return n
`
    const { functions } = compile(source)
    const [low, high] = [-(2n ** 63n), 2n ** 63n - 1n]
    for (let rounds = 0n; rounds < 20n; rounds++) {
      for (const begin of [low, high - rounds]) {
        let n = 0n
        for (let i = begin; i < begin + rounds; i++) n = BigInt.asIntN(64, (n * 3n) ^ i)
        expect(functions.get('up')?.call([begin, begin + rounds])).toBe(n)
      }
      for (const begin of [low + rounds, high]) {
        let n = 0n
        for (let i = begin; i > begin - rounds; i--) n = BigInt.asIntN(64, (n * 3n) ^ i)
        expect(functions.get('down')?.call([begin, begin - rounds])).toBe(n)
      }
    }
    expect(functions.get('up')?.call([high, low])).toBe(0n)
    expect(functions.get('down')?.call([low, high])).toBe(0n)
  })
})
