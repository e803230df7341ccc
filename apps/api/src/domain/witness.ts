/**
 * Witnesses: a small value that follows from an exercise's parameters and its ticket's seed, so that an answer cannot be
 * prepared before the ticket is there. The rules are those of `packages/kernels/src/catalog/<kernel>/witness.ts`; this is
 * the server's own implementation, and a test compares the two.
 */
import type { Exercise, Run } from '@prange/kernels/words'

type Params = Record<string, number>

const WITNESSES: Partial<Record<Exercise, (params: Params, seed: number) => string>> = {
  downloads: ({ tickers = 0 }) => String(tickers),
  'slow-sum': ({ n = 0 }) => String(sumOfSquares(n)),
  burn: ({ n = 0 }) => String(Math.floor(n / 1000) * burnSum(1000) + burnSum(n % 1000)),
  pi: (_, seed) => String(dartsInside(1000, seed)),
}

/** The witness an honest run has; undefined where the exercise has none or the parameters cannot be. */
export function witnessOf({ exercise, params }: Pick<Run, 'exercise' | 'params'>, seed: number): string | undefined {
  if (!Object.values(params).every((value) => Number.isSafeInteger(value) && value >= 0)) return undefined
  return WITNESSES[exercise]?.(params, seed)
}

/** (n−1)·n·(2n−1)/6, exactly: it passes 2^53 at n = 300 000. */
function sumOfSquares(n: number): bigint {
  const big = BigInt(n)
  return n === 0 ? 0n : ((big - 1n) * big * (2n * big - 1n)) / 6n
}

function burnSum(n: number): number {
  let total = 0
  for (let i = 0; i < n; i++) total += (i * i) % 1000
  return total
}

/** Darts of x·x + y·y < 1, coordinates drawn as NumPy's legacy generator does: 53 bits of two draws. */
function dartsInside(darts: number, seed: number): number {
  const draw = mersenneTwister(seed)
  const uniform = () => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) / 2 ** 53
  let inside = 0
  for (let dart = 0; dart < darts; dart++) {
    const x = uniform()
    const y = uniform()
    if (x * x + y * y < 1) inside += 1
  }
  return inside
}

/** MT19937 seeded by init_genrand (Matsumoto and Nishimura, 1998; the 2002 seeding). */
function mersenneTwister(seed: number): () => number {
  const [n, m] = [624, 397]
  const state = new Uint32Array(n)
  state[0] = seed
  for (let i = 1; i < n; i++) {
    const before = state[i - 1] ?? 0
    state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i
  }
  let index = n
  const twist = () => {
    for (let i = 0; i < n; i++) {
      const bits = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % n] ?? 0) & 0x7fffffff)
      state[i] = (state[(i + m) % n] ?? 0) ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0)
    }
    index = 0
  }
  return () => {
    if (index === n) twist()
    let y = state[index++] ?? 0
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
}
