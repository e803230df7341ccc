/** Making the compiler ready before somebody waits for it. */
import { compile } from './compile.ts'
import { arrayType, int64 } from './types.ts'
import { createRuntime } from '../runtime/index.ts'

/** What programs are made of: loops, arrays, draws, sorting, functions of numbers. */
const PROGRAM = `
import math
import numpy as np
from numba import njit, prange

@njit
def density(x, scale=1.0):
    return math.exp(-0.5 * (x / scale) ** 2) + 0.5 * math.erf(x / math.sqrt(2.0)) + np.log(x * x + 1.0)

@njit
def sample(n, weights, mu):
    returns = np.empty(n)
    for i in range(n):
        draws = np.random.randn(len(weights)) * mu + weights
        returns[i] = np.dot(weights, draws)
    returns.sort()
    inside = 0
    total = 0
    k = 0
    while k < n:
        x = np.random.random()
        if x * x + returns[k] < 1.0 and k % 3 != 1:
            inside += 1
        elif x > density(x):
            total += k * k // 7
        k += 1
    return returns[int(n * 0.05)], inside / n, total, returns[1:].sum()

@njit
def quantile(n, weights, mu):
    returns = np.empty(n)
    for i in range(n):
        returns[i] = np.random.random()
    returns.sort()
    return returns[int(n * 0.05)]

@njit
def curve(n):
    total = 0.0
    for i in range(n):
        x = 0.01 * i + 0.5
        total += math.exp(-x * x) / math.sqrt(x) - math.log(x)
    return total

@njit
def remainders(n):
    total = 0
    for i in range(n):
        total += i * i % 1000
    for i in range(n):
        total += i * i
    return total

@njit
def grid(image, limit):
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            a = 3.0 * x / limit - 2.0
            k = 0
            while k < limit and a * a <= 4.0:
                a = a * a + image[y, x]
                k += 1
            image[y, x] = image[y, (x + 1) % limit] + k
    return image.sum()

@njit(parallel=True)
def shared(n, weights, mu):
    returns = np.empty(n)
    total = 0.0
    for i in prange(n):
        returns[i] = np.dot(weights, np.random.randn(len(weights)) * mu)
        total += returns[i]
    return total, returns

start = time.time()
print(f"{sample(10, weights, mu)} in {time.time() - start:.2f} s")
`

/** A text with a letter beyond Latin-1 is kept in two bytes a character, and the engine compiles each pattern anew for it. */
const WIDE = '# \u03c0\n'

let done = false

/**
 * Compiles a small program, once in the life of the process, so that the next compile finds the engine's own compiler
 * warm and the library's usual functions typed, lowered and emitted. Takes some 200 ms: call it while nobody waits.
 */
export function warm(): void {
  if (done) return
  done = true
  const vector = arrayType('float64', 1)
  const runtime = createRuntime()
  for (let round = 0; round < ROUNDS; round++) {
    const { functions } = compile(round % 2 === 0 ? PROGRAM : PROGRAM + WIDE, { runtime })
    for (const each of ['curve', 'remainders']) functions.get(each)?.prepare([int64])
    functions.get('grid')?.prepare([arrayType('float64', 2), int64])
    for (const each of ['sample', 'quantile', 'shared']) functions.get(each)?.prepare([int64, vector, vector])
  }
  runtime.dispose()
}

/** The first makes the library's functions; the others find them made, and the engine what is worth optimising. */
const ROUNDS = 4
