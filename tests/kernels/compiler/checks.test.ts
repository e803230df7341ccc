/**
 * Index checks that go must not be missed: each loop is held to a model that checks every single index as Python does, for
 * bounds around all ends. What was written before an error must have been written here, too.
 */
import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { arrayOf, elementsOf, PythonError } from '../../../packages/kernels/src/runtime/index.ts'

const HEAD = 'import numpy as np\nfrom numba import njit, prange\n'
const MOST = 2n ** 63n - 1n

/** An array that knows Python's rules and nothing else. */
class Plain {
  readonly items: bigint[]
  readonly width: bigint

  constructor(length: bigint, width = 1n) {
    this.items = Array.from({ length: Number(length * width) }, (_, index) => BigInt(index % 7))
    this.width = width
  }

  get length(): bigint {
    return BigInt(this.items.length) / this.width
  }

  place(i: bigint, j = 0n): number {
    return Number(inside(i, this.length) * this.width + inside(j, this.width))
  }

  get(i: bigint, j?: bigint): bigint {
    return this.items[this.place(i, j)] ?? 0n
  }

  set(i: bigint, value: bigint): void {
    this.items[this.place(i)] = value
  }
}

function inside(index: bigint, length: bigint): bigint {
  const wrapped = index < 0n ? index + length : index
  if (wrapped < 0n || wrapped >= length) throw new RangeError(`index ${index}`)
  return wrapped
}

function* range(from: bigint, to: bigint, step = 1n): Generator<bigint> {
  for (let i = from; step > 0n ? i < to : i > to; i += step) yield i
}

const floorMod = (a: bigint, n: bigint): bigint => {
  if (n === 0n) throw new RangeError('division by zero')
  return ((a % n) + n) % n
}

interface Loop {
  name: string
  body: string
  model: (a: Plain, n: bigint, m: bigint) => bigint
}

/** Each works on an array `a` and two numbers, and gives a sum. */
const LOOPS: Loop[] = [
  {
    name: 'neighbours on both sides',
    body: `
    for i in range(m, n):
        a[i] = a[i - 1] + 2 * a[i + 1]
        total += a[i]`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(m, n)) {
        a.set(i, a.get(i - 1n) + 2n * a.get(i + 1n))
        total += a.get(i)
      }
      return total
    },
  },
  {
    name: 'neighbours where a condition says they exist',
    body: `
    for i in range(m, n):
        if i > 0:
            total += a[i - 1]
        if i < len(a) - 1:
            total += 10 * a[i + 1]
        a[i] += 1`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(m, n)) {
        if (i > 0n) total += a.get(i - 1n)
        if (i < a.length - 1n) total += 10n * a.get(i + 1n)
        a.set(i, a.get(i) + 1n)
      }
      return total
    },
  },
  {
    name: 'downwards',
    body: `
    for i in range(n, m, -2):
        a[i] += i
        total += a[i]`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(n, m, -2n)) {
        a.set(i, a.get(i) + i)
        total += a.get(i)
      }
      return total
    },
  },
  {
    name: 'from the other end',
    body: `
    for i in range(n):
        total += a[n - 1 - i] * a[len(a) - i - m]
        a[i] += 1`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(0n, n)) {
        total += a.get(n - 1n - i) * a.get(a.length - i - m)
        a.set(i, a.get(i) + 1n)
      }
      return total
    },
  },
  {
    name: 'left before the end',
    body: `
    for i in range(n):
        if i == m:
            break
        total += a[i]
        a[i] = i`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(0n, n)) {
        if (i === m) break
        total += a.get(i)
        a.set(i, i)
      }
      return total
    },
  },
  {
    name: 'a remainder as the place',
    body: `
    for i in range(m, m + 5):
        for d in range(-1, 2):
            total += a[(i + d) % n] * 3
        a[i % n] += 1`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(m, m + 5n)) {
        for (const d of range(-1n, 2n)) total += a.get(floorMod(i + d, n)) * 3n
        a.set(floorMod(i, n), a.get(floorMod(i, n)) + 1n)
      }
      return total
    },
  },
  {
    name: 'remainders that are never inside, or of a negative number',
    body: `
    for i in range(m, n):
        if i > 3:
            total += a[i % -3] + a[7 % -4]
        if i < 2:
            total += 2 * a[i % 9 - 9 + n]
        a[i % 4 - 2] += 1 + a[i % 5]`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(m, n)) {
        if (i > 3n) total += a.get(floorMod(i, -3n)) + a.get(-1n)
        if (i < 2n) total += 2n * a.get(floorMod(i, 9n) - 9n + n)
        const place = floorMod(i, 4n) - 2n
        a.set(place, a.get(place) + 1n + a.get(floorMod(i, 5n)))
      }
      return total
    },
  },
  {
    name: 'a variable that one run of a loop hands to the next, whichever way each goes',
    body: `
    for s in range(3):
        for i in range(s * m, n):
            if s == 0 and i == 0:
                last = 5
            if n > 0:
                total += last
                last = a[i] + s`,
    model(a, n, m) {
      let [total, last] = [0n, 0n]
      for (const s of range(0n, 3n))
        for (const i of range(s * m, n)) {
          if (s === 0n && i === 0n) last = 5n
          if (n > 0n) {
            total += last
            last = a.get(i) + s
          }
        }
      return total
    },
  },
  {
    name: 'a flat picture',
    body: `
    for y in range(3):
        for x in range(n):
            total += a[y * m + x]
            a[y * m + x] = total`,
    model(a, n, m) {
      let total = 0n
      for (const y of range(0n, 3n))
        for (const x of range(0n, n)) {
          total += a.get(y * m + x)
          a.set(y * m + x, total)
        }
      return total
    },
  },
  {
    name: 'a triangle',
    body: `
    for i in range(n):
        for j in range(i + m, n):
            if a[j] > a[j - 1]:
                a[j - 1], a[j] = a[j], a[j - 1]
            total += a[i] + i * a[j]`,
    model(a, n, m) {
      let total = 0n
      for (const i of range(0n, n))
        for (const j of range(i + m, n)) {
          const [p, q] = [a.get(j), a.get(j - 1n)]
          if (p > q) {
            a.set(j - 1n, p)
            a.set(j, q)
          }
          total += a.get(i) + i * a.get(j)
        }
      return total
    },
  },
  {
    name: 'a variable that two loops count with and that is changed between',
    body: `
    i = m
    for i in range(n):
        k = i
        total += a[k]
        i = i - 1
        total += a[i + 1] * 2 + a[k]
    for i in range(1, 3):
        k = i + 1
        i += m
        total += a[k] + 5 * a[i]
    total += a[i]`,
    model(a, n, m) {
      let total = 0n
      let last = m
      for (const i of range(0n, n)) {
        total += a.get(i)
        total += a.get(i) * 2n + a.get(i)
        last = i - 1n
      }
      for (const i of range(1n, 3n)) {
        last = i + m
        total += a.get(i + 1n) + 5n * a.get(last)
      }
      return total + a.get(last)
    },
  },
  {
    name: 'the counter of a while loop around',
    body: `
    i = 0
    while i < n:
        for j in range(i, i + 2):
            total += a[j] * (i + 1)
        i += m if m > 0 else 1`,
    model(a, n, m) {
      let total = 0n
      for (let i = 0n; i < n; i += m > 0n ? m : 1n) for (const j of range(i, i + 2n)) total += a.get(j) * (i + 1n)
      return total
    },
  },
]

const ENDS = [-9n, -6n, -1n, 0n, 1n, 2n, 5n, 6n, 7n, 9n]

describe('loops with and without their index checks', () => {
  it.each(LOOPS)('give the answers and errors of a model that checks everything: $name', ({ body, model }) => {
    const { functions } = compile(`${HEAD}@njit\ndef f(a, n, m):\n    total = 0${body}\n    return total\n`)
    const f = functions.get('f')
    if (!f) throw new Error('no function')
    for (const length of [0n, 1n, 6n])
      for (const n of ENDS)
        for (const m of ENDS) {
          const expected = new Plain(length)
          const actual = arrayOf(BigInt64Array.from(expected.items))
          const want = outcome(() => model(expected, n, m))
          const got = outcome(() => f.call([actual, n, m]))
          const elements = Array.from(elementsOf(actual) as BigInt64Array)
          expect([length, n, m, got, elements]).toEqual([length, n, m, want, expected.items])
        }
    expect(rewritesOf(f)).toContain('guard-loops')
  })

  it('look at both axes of a matrix, and at arrays that change places between the rounds of an outer loop', () => {
    const { functions } = compile(`${HEAD}
@njit
def f(h, w, rows, columns, steps):
    a = np.zeros((h, w), dtype=np.int64)
    b = np.ones((h, w + 1), dtype=np.int64)
    for s in range(steps):
        for i in range(1, rows):
            for j in range(1, columns):
                b[i, j] = a[i - 1, j - 1] + b[i, j - 1] + s
        a, b = b, a
    return a.sum() + 3 * b.sum()
`)
    const f = functions.get('f')
    const model = (h: number, w: number, rows: number, columns: number, steps: number): number => {
      const make = (width: number, x: number) => Array.from({ length: h }, () => new Array<number>(width).fill(x))
      const at = (m: number[][], i: number, j: number): number => {
        const value = m[i]?.[j]
        if (value === undefined) throw new RangeError('outside')
        return value
      }
      let [a, b] = [make(w, 0), make(w + 1, 1)]
      for (let s = 0; s < steps; s++) {
        for (let i = 1; i < rows; i++)
          for (let j = 1; j < columns; j++) {
            const value = at(a, i - 1, j - 1) + at(b, i, j - 1) + s
            at(b, i, j)
            const row = b[i]
            if (row) row[j] = value
          }
        ;[a, b] = [b, a]
      }
      const sum = (m: number[][]) => m.flat().reduce((x, y) => x + y, 0)
      return sum(a) + 3 * sum(b)
    }
    for (const rows of [0, 3, 4, 5])
      for (const columns of [2, 5, 6, 7])
        for (const steps of [0, 1, 2, 3])
          expect([rows, columns, steps, outcome(() => f?.call([4, 5, rows, columns, steps].map(BigInt)))]).toEqual([
            rows,
            columns,
            steps,
            outcome(() => BigInt(model(4, 5, rows, columns, steps))),
          ])
  })

  it('are not deceived by bounds that wrap around 64 bits', () => {
    const { functions } = compile(`${HEAD}
@njit
def shifted(a, n, m):
    total = 0
    for k in range(1):
        for i in range(n + 1, m):
            total += a[i]
    return total

@njit
def wide(a, n, m):
    total = 0
    for y in range(2):
        for x in range(2):
            total += a[y * n + x * m]
    return total

@njit
def beside(a, n, m):
    total = 0
    for i in range(m, m + 3):
        total += a[i + n]
    return total
`)
    const call = (name: string, n: bigint, m: bigint) =>
      outcome(() => functions.get(name)?.call([arrayOf(BigInt64Array.of(1n, 2n, 3n)), n, m]))
    expect(call('shifted', MOST, 2n)).toBe('IndexError')
    expect(call('shifted', -1n, 3n)).toBe(6n)
    expect(call('wide', 2n ** 62n, 2n ** 62n)).toBe('IndexError')
    expect(call('wide', 1n, 1n)).toBe(8n)
    expect(call('wide', 1n, 0n)).toBe(6n)
    // The sums come back from beyond what a counter may be, and lie inside, or before the end.
    expect(call('beside', MOST, -MOST)).toBe(6n)
    expect(call('beside', -MOST, MOST - 3n)).toBe(6n)
  })

  it('draw, count and stop at the same place as with checks when an index fails half way', () => {
    const { functions } = compile(`${HEAD}
@njit
def f(a, n):
    done = 0
    for i in range(n):
        a[i] = 1
        done += 1
    return done
`)
    const a = arrayOf(new BigInt64Array(100_000))
    expect(() => functions.get('f')?.call([a, 100_001n])).toThrow('index 100000 is out of bounds for axis 0')
    expect((elementsOf(a) as BigInt64Array).every((each) => each === 1n)).toBe(true)
  })
})

/** A value, or the kind of its error. */
function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    if (error instanceof PythonError) return error.kind
    if (error instanceof RangeError) return error.message.includes('zero') ? 'ZeroDivisionError' : 'IndexError'
    throw error
  }
}

function rewritesOf(f: {
  specializations: readonly { stages: readonly { rewrites?: readonly { name: string }[] }[] }[]
}) {
  return f.specializations.flatMap(({ stages }) =>
    stages.flatMap(({ rewrites = [] }) => rewrites.map(({ name }) => name)),
  )
}
