/** How each kernel's Python is called. */
import { RATE, VOLATILITY } from '../black-scholes/options.ts'
import { pricesAnswer } from '../black-scholes/reference.ts'
import { downloadsAnswer } from '../downloads/reference.ts'
import { tickers } from '../downloads/tickers.ts'
import { pictureAnswer, pictureOf } from '../mandelbrot/picture.ts'
import { ranges } from '../on-pool.ts'
import { piAnswer } from '../pi/reference.ts'
import { sumsAnswer, sumSizes } from '../sums.ts'
import { DEVIATIONS, MEANS, rankOf, WEIGHTS } from '../var/portfolio.ts'
import { varAnswer } from '../var/reference.ts'
import { mapped, type PythonKernel } from './rungs.ts'

const sums = (call: string): PythonKernel => ({
  program: (job, executor) =>
    `${mapped(call, JSON.stringify(sumSizes(job)), executor, job.rung.workers)}\nprint(json.dumps(list(map(str, results))))`,
  answer: (printed: string[]) => sumsAnswer(printed.map(BigInt)),
})

/** Parts of a whole, each with a seed of its own, as parallel programs have; alone the whole has the ladder's seed. */
function parts({ items, seed, rung }: { items: number; seed: number; rung: { workers: number } }, executor: string) {
  if (!executor) return [[items, seed]]
  const { workers } = rung
  return Array.from({ length: workers }, (_, part) => [
    Math.floor((items * (part + 1)) / workers) - Math.floor((items * part) / workers),
    (seed + 0x9e3779b9 * (part + 1)) % 2 ** 32,
  ])
}

const piPython: PythonKernel = {
  program: (job, executor) => `
def darts_inside(part):
    n, seed = part
    np.random.seed(seed)
    return round(pi_slow(n) * n / 4) if n else 0


${mapped('darts_inside', JSON.stringify(parts(job, executor)), executor, job.rung.workers)}
print(json.dumps(sum(results)))`,
  answer: (inside: number, { items }) => piAnswer(inside, items),
}

const varPython: PythonKernel = {
  program: (job, executor) => {
    const portfolio = [WEIGHTS, MEANS, DEVIATIONS].map((values) => `np.array(${JSON.stringify(values)})`).join(', ')
    if (job.items === 0) return 'print("null")'
    if (!executor)
      return `np.random.seed(${job.seed})\nprint(json.dumps(float(calculate_var(${job.items}, ${portfolio}))))`
    return `
def simulate(part):
    n, seed = part
    weights, mu, sigma = ${portfolio}
    np.random.seed(seed)
    returns = np.empty(n)
    for i in range(n):
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    return returns


${mapped('simulate', JSON.stringify(parts(job, executor)), executor, job.rung.workers)}
returns = np.sort(np.concatenate(results))
print(json.dumps(float(returns[${rankOf(job.items)}])))`
  },
  answer: (value: number | null) => varAnswer(value ?? undefined),
}

const downloadsPython: PythonKernel = {
  program: (job, executor) => `
import requests


def quote(ticker):
    answer = requests.get(f"/api/quotes/{ticker}?delayMs=${job.params.delayMs ?? 1000}")
    answer.raise_for_status()
    return answer.json()["ticker"]


${mapped('quote', JSON.stringify(tickers(job.items)), executor, job.rung.workers)}
print(json.dumps(results))`,
  answer: (answered: string[]) => downloadsAnswer(answered),
}

const blackScholesPython: PythonKernel = {
  program: (job, executor) => {
    const shares = ranges(job.items, executor ? job.rung.workers : 1).map(({ lo, hi }) => [lo, hi])
    return `
import numpy as np


def total_price(share):
    lo, hi = share
    np.random.seed(${job.seed})
    drawn = np.random.random((hi, 3))[lo:]
    prices = np.empty(hi - lo)
    price(5 + 25 * drawn[:, 0], 1 + 99 * drawn[:, 1], 0.25 + 9.75 * drawn[:, 2], ${RATE}, ${VOLATILITY}, prices)
    return float(prices.sum())


${mapped('total_price', JSON.stringify(shares), executor, job.rung.workers)}
print(json.dumps(sum(results)))`
  },
  answer: (sum: number, { items }) => pricesAnswer(sum, items),
}

/** Bands to hand out: more than there are workers, so that nobody waits for one with a slow band. */
const BANDS_PER_WORKER = 4

const mandelbrotPython: PythonKernel = {
  program: ({ params, rung }, executor) => {
    const { width, height, limit, left, top, step } = pictureOf(params)
    const bands = ranges(height, executor ? BANDS_PER_WORKER * rung.workers : 1).map(({ lo, hi }) => [lo, hi])
    return `
def draw(band):
    drawn = []
    for row in range(*band):
        counts = [0] * ${width}
        mandelbrot(${width}, 1, ${limit}, ${left}, ${top} - row * ${step}, ${step}, counts)
        drawn += counts
    return drawn


${mapped('draw', JSON.stringify(bands), executor, rung.workers)}
print(json.dumps(results))`
  },
  answer: (bands: number[][]) => pictureAnswer(bands.map((counts) => Uint16Array.from(counts))),
}

export const pythonKernels = {
  'slow-sum': sums('slow_sum'),
  burn: sums('burn_cpu'),
  pi: piPython,
  var: varPython,
  downloads: downloadsPython,
  'black-scholes': blackScholesPython,
  mandelbrot: mandelbrotPython,
}

export type PythonExercise = keyof typeof pythonKernels
