import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fitScaling,
  karpFlatt,
  outliers,
  quantile,
  seededRandom,
  shuffled,
  sorted,
  studentQuantile,
  trend,
  type Estimate,
  type ScalingFit,
  type ScalingLaw,
  type ScalingPoint,
} from '../../../packages/kernels/src/stats/index.ts'

interface Vectors {
  quantiles: { values: number[]; share: number; quantile: number }[]
  outliers: { values: number[]; outliers: number[] }[]
  trends: { values: number[]; slope: number; z: number }[]
  student: { share: number; freedom: number; t: number }[]
  fits: { law: ScalingLaw; points: ScalingPoint[]; estimates: Record<'lambda' | 'sigma' | 'kappa', Estimate> }[]
}
const vectors = JSON.parse(readFileSync(path.resolve(import.meta.dirname, 'vectors/stats.json'), 'utf8')) as Vectors

describe('the statistics agree with NumPy and SciPy', () => {
  it('on quantiles', () => {
    for (const vector of vectors.quantiles) close(quantile(sorted(vector.values), vector.share), vector.quantile)
  })
  it('on outliers by Tukey’s fences', () => {
    for (const vector of vectors.outliers) expect(outliers(vector.values)).toEqual(vector.outliers)
    expect(vectors.outliers.flatMap((vector) => vector.outliers).length).toBeGreaterThan(3)
  })
  it('on trends by Theil, Sen, Mann and Kendall, ties included', () => {
    for (const vector of vectors.trends) {
      const { slope, z } = trend(vector.values)
      close(slope, vector.slope)
      close(z, vector.z, 1e-6)
    }
  })
  it('on quantiles of Student’s t', () => {
    for (const { share, freedom, t } of vectors.student) close(studentQuantile(share, freedom), t, 1e-8)
  })
  it.each(vectors.fits.map((vector) => [vector.law, vector.points.length, vector] as const))(
    'on a fit of %s to %i points, with its intervals',
    (law, _, { points, estimates }) => {
      const fit = fitted(law, points)
      for (const name of ['lambda', 'sigma', 'kappa'] as const) {
        const expected = estimates[name]
        if (!expected) continue
        // SciPy differentiates numerically: its errors are good to about six digits.
        close(fit[name]?.value ?? NaN, expected.value, 1e-6)
        close(fit[name]?.low ?? NaN, expected.low, 1e-4)
        close(fit[name]?.high ?? NaN, expected.high, 1e-4)
      }
    },
  )
})

describe('the laws of scaling agree with published figures', () => {
  const raytracer = [1, 20, 4, 78, 8, 130, 12, 170, 16, 190, 20, 200, 24, 210, 28, 230, 32, 260, 48, 280, 64, 310]
  const specsdm91 = [1, 64.9, 18, 995.9, 36, 1652.4, 72, 1853.2, 108, 1828.9, 144, 1775, 216, 1702.2]

  it('finds no coherency cost in Gunther’s ray tracer, as the R package usl does', () => {
    const { lambda, sigma, kappa, peakWorkers } = fitted('usl', pairs(raytracer))
    expect(sigma.value).toBeCloseTo(0.0578, 4)
    expect(lambda.value).toBeCloseTo(21.8488, 4)
    expect(kappa?.value).toBe(0)
    expect(kappa?.high).toBeGreaterThan(0)
    expect(peakWorkers).toBe(Infinity)
  })

  it('finds λ/σ of SPEC SDM91 as the R package usl does', () => {
    const { lambda, sigma, kappa } = fitted('usl', pairs(specsdm91))
    expect(lambda.value / sigma.value).toBeCloseTo(3245.589, 0)
    expect(kappa?.value).toBeCloseTo(0.000104, 6)
  })

  it('gives Karp and Flatt’s serial share of 10 % for their steady speedups', () => {
    const speedups = [1.82, 2.5, 3.08, 3.57, 4, 4.38, 4.71]
    speedups.forEach((speedup, index) => expect(karpFlatt(speedup, index + 2)).toBeCloseTo(0.1, 2))
  })
})

describe('a fit', () => {
  const points = (...throughputs: number[]) =>
    throughputs.map((throughput, index) => ({ workers: index + 1, throughput }))

  it('is refused below four different numbers of workers', () => {
    const threeTwice = [...points(1, 1.9, 2.7), ...points(1, 1.9, 2.7)]
    expect(fitScaling('amdahl', threeTwice)).toEqual({
      fitted: false,
      reason: 'A law needs 4 different numbers of workers; this run has 3.',
    })
  })
  it('is refused for a throughput of nothing', () => expect(fitScaling('usl', points(1, 2, 0, 4)).fitted).toBe(false))
  it('says that nothing limits a perfect scaling', () => {
    const { sigma, limit, at } = fitted('usl', points(1, 2, 3, 4, 5))
    expect(sigma.value).toBeLessThan(1e-9)
    expect(limit).toBeGreaterThan(1e9)
    expect(at(8)).toBeCloseTo(8, 6)
  })
  it('never claims a negative share, even where scaling is better than perfect', () => {
    const { sigma, kappa } = fitted('usl', points(1, 2.1, 3.2, 4.4, 5.6))
    expect([sigma.value, sigma.low, kappa?.value, kappa?.low]).toEqual([0, 0, 0, 0])
  })
  it('recovers any law it is given, in whatever unit', () => {
    const share = fc.double({ min: 0.001, max: 0.5, noNaN: true })
    const cost = fc.double({ min: 0.0005, max: 0.05, noNaN: true })
    const unit = fc.double({ min: 0.1, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(share, cost, unit, (sigma, kappa, lambda) => {
        const law = [1, 2, 3, 4, 6, 8].map((n) => ({
          workers: n,
          throughput: (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1)),
        }))
        const fit = fitted('usl', law)
        close(fit.sigma.value, sigma, 1e-6)
        close(fit.kappa?.value ?? NaN, kappa, 1e-6)
        close(fit.lambda.value, lambda, 1e-6)
      }),
    )
  })
})

describe('the seeded shuffle', () => {
  it('is the same for the same seed and another for another', () => {
    const order = (seed: number) => shuffled([...'abcdefgh'], seededRandom(seed)).join('')
    expect(order(1)).toBe(order(1))
    expect(new Set([1, 2, 3, 4].map(order)).size).toBe(4)
  })
  it('makes every order about equally often', () => {
    const random = seededRandom(42)
    const counts = new Map<string, number>()
    for (let trial = 0; trial < 24_000; trial++) {
      const order = shuffled([...'abcd'], random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(counts.size).toBe(24)
    expect(chiSquared).toBeLessThan(49.7) // 99.9 % of χ² with 23 degrees of freedom
  })
})

function fitted(law: ScalingLaw, points: ScalingPoint[]): ScalingFit {
  const result = fitScaling(law, points)
  if (!result.fitted) throw new Error(result.reason)
  return result.fit
}

function pairs(flat: number[]): ScalingPoint[] {
  return flat.flatMap((workers, index) => (index % 2 ? [] : [{ workers, throughput: flat[index + 1] ?? NaN }]))
}

function close(actual: number, expected: number, tolerance = 1e-9) {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1e-3, Math.abs(expected)))
}
