import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { arrayOf, createRuntime, PythonError, type Value } from '../../../packages/kernels/src/runtime/index.ts'

const source = `
from numba import njit, prange
import numpy as np

@njit
def item(a, i):
    return 1 + a[i]

@njit
def calls(a, i):
    x = 2 * item(a, i)
    return x

@njit
def stores(a, i):
    a[0] = 1
    if i > 0: a[i - 1] = 5

@njit
def quotient(a, b):
    total = 3 + a // b + (
        a % b
    )
    return total

@njit
def allocates(a, n):
    return a.sum() + np.zeros(n).sum()

@njit(parallel=True)
def split(a, n):
    total = 0.0
    for i in prange(n):
        total += a[i]
    return total

@njit
def raises(a, n):
    if n > 0:
        raise ValueError("no")
    assert n == 0, "below"
    return chosen(a, n)

@njit
def chosen(a, n):
    return n if n > 0 else a[n + 5]
`

const runtime = createRuntime()
const { functions } = compile(source, { runtime })

/** The text from where the error is to the end of its line. */
function textAt(name: string, ...args: Value[]): string {
  try {
    functions.get(name)?.call(args)
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    return (source.split('\n')[error.line - 1] ?? '').slice(error.column - 1)
  }
  throw new Error('nothing was raised')
}

describe('an exception is raised at the expression that failed', () => {
  const array = () => arrayOf(Float64Array.of(1, 2, 3))

  it.each([
    ['item', [array(), 3n], 'a[i]'],
    ['calls', [array(), -4n], 'a[i]'],
    ['stores', [array(), 4n], 'a[i - 1] = 5'],
    ['quotient', [1n, 0n], 'a // b + ('],
    ['allocates', [array(), -1n], 'np.zeros(n).sum()'],
    ['split', [array(), 4n], 'a[i]'],
    ['raises', [array(), 1n], 'raise ValueError("no")'],
    ['raises', [array(), -1n], 'assert n == 0, "below"'],
    ['raises', [array(), 0n], 'a[n + 5]'],
  ] as [string, Value[], string][])('%s', (name, args, text) => {
    expect(textAt(name, ...args)).toBe(text)
  })
})
