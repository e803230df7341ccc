/** Selecting one element of an array that would be sorted must give, bit for bit, what sorting gives. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { arrayOf } from '../../../packages/kernels/src/runtime/index.ts'

/** Of `b` three elements are read, which is worth sorting it. */
const { functions } = compile(`
import numpy as np
from numba import njit

@njit
def selected(numbers, k):
    a = np.empty(numbers.size)
    for i in range(numbers.size):
        a[i] = numbers[i]
    a.sort()
    return a[k]

@njit
def ordered(numbers):
    b = numbers.copy()
    b.sort()
    return b
`)

const SHAPES: Record<string, (index: number, size: number) => number> = {
  'of many sizes': (index) => Math.tan(index * 0.7) * Math.exp(Math.sin(index) * 50),
  'all the same': () => 1.5,
  'of two values': (index) => (index % 3 ? -0 : 2),
  'in order': (index, size) => index - size / 2,
  'in reverse': (index, size) => size / 2 - index,
  'a third of them NaN': (index) => (index % 3 ? Math.sin(index) * 1e9 : NaN),
  // What the sample sees is never near the middle.
  'as to deceive a sample': (index, size) => (index % (size >> 10) === 0 ? 1e6 + index : index % 1000),
  'with infinities': (index) => [Infinity, -Infinity, Math.cos(index)][index % 3] ?? 0,
}

describe('selection gives what sorting gives', () => {
  it.each(Object.entries(SHAPES))('numbers %s', (_, numberAt) => {
    for (const size of [4095, 4096, 5001, 70_000]) {
      const numbers = Float64Array.from({ length: size }, (_, index) => numberAt(index, size))
      const sorted = functions.get('ordered')?.call([arrayOf(numbers)]) as ReturnType<typeof arrayOf>
      const all = new Float64Array(sorted.buffer ?? new ArrayBuffer(0))
      for (const k of [0, 1, 47, Math.floor(size * 0.05), size >> 1, size - 60, size - 2, size - 1])
        expect(functions.get('selected')?.call([arrayOf(numbers), BigInt(k)]), `place ${k} of ${size}`).toBe(all[k])
    }
    const rewrites = functions
      .get('selected')
      ?.specializations.flatMap(({ stages }) => stages.flatMap((each) => each.rewrites ?? []))
    expect(rewrites?.map(({ name }) => name)).toContain('select-not-sort')
  })
})
