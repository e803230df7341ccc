/** The lesson's cells, and two programs of the same kind, as `npm run bench -- njit` measures them. */
import { arrayOf } from '../../../packages/kernels/src/runtime/index.ts'
import type { Program } from './program.ts'

export const weights = () => arrayOf(Float64Array.of(0.4, 0.35, 0.25))
export const mu = () => arrayOf(Float64Array.of(0.001, 0.0005, 0.0008))
export const sigma = () => arrayOf(Float64Array.of(0.02, 0.015, 0.01))
const VAR_ARGUMENTS = 'np.array([0.4, 0.35, 0.25]), np.array([0.001, 0.0005, 0.0008]), np.array([0.02, 0.015, 0.01])'

export const variance = (loop: string, options = ''): string => `
@njit${options}
def f(n_sims, weights, mu, sigma):
    returns = np.empty(n_sims)
    for i in ${loop}(n_sims):
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    returns.sort()
    return returns[int(n_sims * 0.05)]
`

export const CELLS: readonly Program[] = [
  {
    name: 'pi (cell 14), 10 M darts',
    source: `
@njit
def f(n):
    inside = 0
    for _ in range(n):
        x = np.random.random()
        y = np.random.random()
        if x*x + y*y < 1:
            inside += 1
    return 4 * inside / n
`,
    call: 'f(10_000_000)',
    args: () => [10_000_000n],
    target: 1.3,
  },
  {
    name: 'VaR (cell 04), 10 M × 3',
    source: variance('range'),
    call: `f(10_000_000, ${VAR_ARGUMENTS})`,
    args: () => [10_000_000n, weights(), mu(), sigma()],
    target: 3,
    rounds: 3,
  },
  {
    name: 'burn (cell 15), 50 M',
    source: `
@njit
def f(n):
    total = 0
    for i in range(50_000_000):
        total += i * i % 1000
    return total
`,
    call: 'f(1)',
    args: () => [1n],
    target: 0.95,
  },
  {
    name: 'float array loop, 4 M',
    source: `
@njit
def f(n):
    a = np.ones(n)
    b = np.ones(n)
    for k in range(4):
        for i in range(n):
            b[i] = b[i] * 0.5 + a[i] * k
    return b[n - 1]
`,
    call: 'f(4_000_000)',
    args: () => [4_000_000n],
    target: 0.95,
  },
  {
    name: 'Black–Scholes, 1 M',
    source: `
@njit
def cdf(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))

@njit
def f(n):
    total = 0.0
    for i in range(n):
        s = 80.0 + i % 40
        t = 0.5 + (i % 7) * 0.25
        d1 = (math.log(s / 100.0) + (0.03 + 0.02) * t) / (0.2 * math.sqrt(t))
        d2 = d1 - 0.2 * math.sqrt(t)
        total += s * cdf(d1) - 100.0 * math.exp(-0.03 * t) * cdf(d2)
    return total
`,
    call: 'f(1_000_000)',
    args: () => [1_000_000n],
    target: 0.9,
  },
  {
    name: 'Mandelbrot, 400 × 300',
    source: `
@njit
def f(w, h, limit):
    total = 0
    for y in range(h):
        for x in range(w):
            cr = -2.0 + 3.0 * x / w
            ci = -1.0 + 2.0 * y / h
            zr = 0.0
            zi = 0.0
            k = 0
            while k < limit and zr * zr + zi * zi <= 4.0:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                k += 1
            total += k
    return total
`,
    call: 'f(400, 300, 300)',
    args: () => [400n, 300n, 300n],
    target: 0.9,
  },
]
