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
  var: (_, seed) => meanReturn(1000, seed).toPrecision(9),
  'black-scholes': (_, seed) => meanPrice(1000, seed).toPrecision(9),
  mandelbrot: ({ limit = 0 }) => String(stepsOfPicture(limit)),
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
  const uniform = uniforms(seed)
  let inside = 0
  for (let dart = 0; dart < darts; dart++) {
    const x = uniform()
    const y = uniform()
    if (x * x + y * y < 1) inside += 1
  }
  return inside
}

/** The mean daily return of three assets; normals by the polar method, the second of a pair given out first. */
function meanReturn(sims: number, seed: number): number {
  const uniform = uniforms(seed)
  const waiting: number[] = []
  const normal = (): number => {
    const kept = waiting.pop()
    if (kept !== undefined) return kept
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      waiting.push(factor * x)
      return factor * y
    }
  }
  let sum = 0
  for (let sim = 0; sim < sims; sim++)
    for (const { weight, mean, deviation } of PORTFOLIO) sum += weight * (normal() * deviation + mean)
  return sum / sims
}

const PORTFOLIO = [
  { weight: 0.4, mean: 0.0005, deviation: 0.02 },
  { weight: 0.35, mean: 0.0003, deviation: 0.015 },
  { weight: 0.25, mean: 0.0004, deviation: 0.01 },
]

/** The mean price of calls by Black and Scholes, rate 2 % and volatility 30 %; N(d) by Abramowitz & Stegun 26.2.17. */
function meanPrice(options: number, seed: number): number {
  const uniform = uniforms(seed)
  let sum = 0
  for (let option = 0; option < options; option++) {
    const spot = 5 + 25 * uniform()
    const strike = 1 + 99 * uniform()
    const years = 0.25 + 9.75 * uniform()
    const spread = 0.3 * Math.sqrt(years)
    const d = (Math.log(spot / strike) + (0.02 + 0.5 * 0.3 * 0.3) * years) / spread
    sum += spot * cumulative(d) - strike * Math.exp(-0.02 * years) * cumulative(d - spread)
  }
  return sum / options
}

function cumulative(d: number): number {
  const k = 1 / (1 + 0.2316419 * Math.abs(d))
  const polynomial = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153]
  const tail = (Math.exp(-0.5 * d * d) / Math.sqrt(2 * Math.PI)) * polynomial.reduce((p, c) => (p + c) * k, 0)
  return d > 0 ? 1 - tail : tail
}

/** Steps of z ← z² + c within a circle of radius 2, over 30 × 20 points from −2.2 + i by tenths. */
function stepsOfPicture(limit: number): number {
  const step = 3 / 30
  let steps = 0
  for (let row = 0; row < 20; row++)
    for (let column = 0; column < 30; column++) {
      let [x, y] = [0, 0]
      for (let n = 0; n < limit && x * x + y * y <= 4; n++) {
        ;[x, y] = [x * x - y * y + (-2.2 + column * step), 2 * x * y + (1 - row * step)]
        steps += 1
      }
    }
  return steps
}

function uniforms(seed: number): () => number {
  const draw = mersenneTwister(seed)
  return () => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) / 2 ** 53
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
