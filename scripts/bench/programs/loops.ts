/** Loops over arrays, and a recursion: what a student writes first, and what stands or falls with index checks. */
import type { Runtime, Value } from '../../../packages/kernels/src/runtime/index.ts'
import type { Program } from './program.ts'

/** Plain loops over floats, and all others. */
const [PLAIN, OTHER] = [0.95, 0.9]

export const LOOPS: readonly Program[] = [
  {
    name: 'sum of an array, 10 k × 400',
    source: `
@njit
def f(a, times):
    total = 0.0
    for _ in range(times):
        for i in range(len(a)):
            total += a[i]
    return total
`,
    setup: 'a = np.arange(10_000) * 0.5',
    call: 'f(a, 400)',
    args: (runtime) => [floats(runtime, [10_000], (i) => i * 0.5), 400n],
    target: PLAIN,
    rounds: 25,
  },
  // Memory's own speed: NumPy's array lies on pages of 2 MiB, WebAssembly's memory on pages of 4 KiB, and clang's
  // WebAssembly of the same loop takes as long.
  {
    name: 'sum of an array, 4 M',
    source: `
@njit
def f(a):
    total = 0.0
    for i in range(len(a)):
        total += a[i]
    return total
`,
    setup: 'a = np.arange(4_000_000) * 0.5',
    call: 'f(a)',
    args: (runtime) => [floats(runtime, [4_000_000], (i) => i * 0.5)],
    target: PLAIN,
    rounds: 25,
  },
  {
    name: 'matmul, three loops, 300',
    source: `
@njit
def f(a, b):
    n, m = a.shape[0], b.shape[1]
    c = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            total = 0.0
            for k in range(a.shape[1]):
                total += a[i, k] * b[k, j]
            c[i, j] = total
    return c[n - 1, m - 1]
`,
    setup: 'a = np.ones((300, 300))',
    call: 'f(a, a)',
    args(runtime) {
      const a = floats(runtime, [300, 300], () => 1)
      return [a, a]
    },
    target: PLAIN,
  },
  {
    name: 'stencil, 1 M × 10',
    source: `
@njit
def f(u, v, steps):
    for s in range(steps):
        for i in range(1, len(u) - 1):
            v[i] = u[i] + 0.1 * (u[i - 1] - 2.0 * u[i] + u[i + 1])
        u, v = v, u
    return u[5]
`,
    setup: 'u = np.arange(1_000_000) * 0.5\nv = u.copy()',
    call: 'f(u, v, 10)',
    args: (runtime) => [
      floats(runtime, [1_000_000], (i) => i * 0.5),
      floats(runtime, [1_000_000], (i) => i * 0.5),
      10n,
    ],
    target: PLAIN,
  },
  {
    name: 'life, 256² × 20, on a torus',
    source: `
@njit
def f(n, steps):
    grid = np.zeros((n, n), dtype=np.int64)
    for i in range(n):
        for j in range(n):
            grid[i, j] = (i * 7 + j * 13) % 5 % 2
    for s in range(steps):
        new = np.zeros((n, n), dtype=np.int64)
        for i in range(n):
            for j in range(n):
                alive = 0
                for di in range(-1, 2):
                    for dj in range(-1, 2):
                        if di != 0 or dj != 0:
                            alive += grid[(i + di) % n, (j + dj) % n]
                if alive == 3 or (alive == 2 and grid[i, j] == 1):
                    new[i, j] = 1
        grid = new
    return grid.sum()
`,
    call: 'f(256, 20)',
    args: () => [256n, 20n],
    target: OTHER,
  },
  {
    name: 'life, 512² × 20, in a frame',
    source: `
@njit
def f(n, steps):
    a = np.zeros((n, n), dtype=np.int64)
    for i in range(n):
        for j in range(n):
            a[i, j] = (i * 7 + j * 13) % 5 % 2
    b = np.zeros((n, n), dtype=np.int64)
    for s in range(steps):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                k = (a[i - 1, j - 1] + a[i - 1, j] + a[i - 1, j + 1] + a[i, j - 1] + a[i, j + 1]
                     + a[i + 1, j - 1] + a[i + 1, j] + a[i + 1, j + 1])
                b[i, j] = 1 if k == 3 or (k == 2 and a[i, j] == 1) else 0
        a, b = b, a
    return a.sum()
`,
    call: 'f(512, 20)',
    args: () => [512n, 20n],
    target: OTHER,
  },
  {
    name: 'Levenshtein, 1500²',
    source: `
@njit
def f(s, t):
    n, m = len(s), len(t)
    d = np.zeros((n + 1, m + 1), dtype=np.int64)
    for i in range(n + 1):
        d[i, 0] = i
    for j in range(m + 1):
        d[0, j] = j
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost = 0 if s[i - 1] == t[j - 1] else 1
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + cost)
    return d[n, m]
`,
    setup: 's, t = np.arange(1500) * 7 % 13, np.arange(1500) * 11 % 17',
    call: 'f(s, t)',
    args: (runtime) => [wholes(runtime, 1500, (i) => (i * 7) % 13), wholes(runtime, 1500, (i) => (i * 11) % 17)],
    target: OTHER,
  },
  {
    name: 'histogram, 5 M in 100 bins',
    source: `
@njit
def f(values, bins):
    counts = np.zeros(bins, dtype=np.int64)
    for v in values:
        counts[int(v * bins)] += 1
    return counts[3]
`,
    setup: 'values = np.arange(5_000_000) * 0.6180339887498949 % 1.0',
    call: 'f(values, 100)',
    args: (runtime) => [floats(runtime, [5_000_000], (i) => (i * 0.6180339887498949) % 1), 100n],
    target: OTHER,
  },
  {
    name: 'bubble sort, 3000',
    source: `
@njit
def f(n):
    a = np.empty(n)
    for i in range(n):
        a[i] = (i * 7919) % 10007
    for i in range(n):
        for j in range(0, n - i - 1):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a[n // 2]
`,
    call: 'f(3000)',
    args: () => [3000n],
    target: OTHER,
  },
  {
    name: 'fib(32)',
    source: `
@njit
def f(n):
    return n if n < 2 else f(n - 1) + f(n - 2)
`,
    call: 'f(32)',
    args: () => [32n],
    target: OTHER,
  },
]

function floats(runtime: Runtime, shape: readonly number[], at: (index: number) => number): Value {
  const array = runtime.allocate('float64', shape)
  const elements = runtime.elements(array) as Float64Array
  for (let index = 0; index < elements.length; index++) elements[index] = at(index)
  return array
}

function wholes(runtime: Runtime, length: number, at: (index: number) => number): Value {
  const array = runtime.allocate('int64', [length])
  const elements = runtime.elements(array) as BigInt64Array
  for (let index = 0; index < length; index++) elements[index] = BigInt(at(index))
  return array
}
