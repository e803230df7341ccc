import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  efficiency,
  FEWEST_SAMPLES,
  median,
  medianInterval,
  medianRank,
  perItemMs,
  quantile,
  ratioInterval,
  relativeWidth,
  speedup,
  throughput,
  type Estimate,
} from '../../../packages/kernels/src/stats/index.ts'

interface Figures {
  medians: { samplesMs: number[]; medianMs: Estimate }[]
  ladder: {
    rung: { engine: string; strategy: string; workers: number; items: number; samplesMs: number[] }
    medianMs: Estimate
    perItemMs: Estimate
    throughput: Estimate
    speedup: Estimate
    efficiency: Estimate
  }[]
}
const vectors = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../support/run-figures.json'), 'utf8'),
) as Figures

describe('the figures of a run agree with NumPy and SciPy', () => {
  it.each(vectors.medians.map((vector) => [vector.samplesMs.length, vector] as const))(
    'median and interval of %i samples',
    (_, { samplesMs, medianMs }) => same(medianInterval(samplesMs), medianMs),
  )

  it.each(vectors.ladder.map((row) => [`${row.rung.engine}/${row.rung.strategy} ${row.rung.workers}`, row] as const))(
    'every figure of %s',
    (_, row) => {
      const rungs = vectors.ladder.map((other) => other.rung)
      const baseline = rungs[0] ?? row.rung
      const own = rungs.find((other) => other.engine === row.rung.engine && other.strategy === 'sequential') ?? row.rung
      same(medianInterval(row.rung.samplesMs), row.medianMs)
      same(perItemMs(row.rung), row.perItemMs)
      same(throughput(row.rung), row.throughput)
      same(speedup(baseline, row.rung), row.speedup)
      same(efficiency(own, row.rung, row.rung.workers), row.efficiency)
    },
  )
})

describe('the interval of the median', () => {
  it('takes one rank more than the published critical values of the two-sided sign test at 5 %', () => {
    const ranks = [6, 8, 9, 11, 12, 15, 17, 20, 25, 30, 50, 100].map((n) => [n, medianRank(n)])
    expect(ranks).toEqual([
      [6, 1],
      [8, 1],
      [9, 2],
      [11, 2],
      [12, 3],
      [15, 4],
      [17, 5],
      [20, 6],
      [25, 8],
      [30, 10],
      [50, 18],
      [100, 40],
    ])
  })

  it('stays defined where 2⁻ⁿ underflows', () => expect(medianRank(5000)).toBe(2431))

  it('is the whole range below six samples', () => {
    expect(medianInterval([3, 1, 2, 5, 4])).toEqual({ value: 3, low: 1, high: 5 })
    expect(FEWEST_SAMPLES).toBe(6)
  })

  it('covers the true median of skewed samples at least 95 times in 100', () => {
    const random = lcg(5)
    const trials = 4000
    for (const n of [6, 9, 12, 20]) {
      let covered = 0
      for (let trial = 0; trial < trials; trial++) {
        const { low, high } = medianInterval(Array.from({ length: n }, () => -Math.log(1 - random())))
        if (low <= Math.LN2 && Math.LN2 <= high) covered++
      }
      // 95 % less three standard errors of a share of 4000.
      expect(covered / trials).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / trials))
    }
  })

  it('contains the median, whatever the sample', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const { value, low, high } = medianInterval(values)
        expect(low).toBeLessThanOrEqual(value)
        expect(high).toBeGreaterThanOrEqual(value)
      }),
    )
  })

  it('does not care about the order of the samples, and scales with their unit', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 20 }), (values, shift) => {
        const factor = 2 ** shift // exact in binary, so that equality is
        const scaledUp = medianInterval(values.toReversed().map((value) => value * factor))
        const { value, low, high } = medianInterval(values)
        expect(scaledUp).toEqual({ value: value * factor, low: low * factor, high: high * factor })
      }),
    )
  })
})

describe('the interval of a ratio', () => {
  it('contains the ratio, and turns over with it', () => {
    fc.assert(
      fc.property(sample, sample, (above, below) => {
        const [a, b] = [medianInterval(above), medianInterval(below)]
        const ratio = ratioInterval(a, b)
        const inverse = ratioInterval(b, a)
        expect(ratio.low).toBeLessThanOrEqual(ratio.value)
        expect(ratio.high).toBeGreaterThanOrEqual(ratio.value)
        expect(inverse.low * ratio.high).toBeCloseTo(1, 9)
        expect(inverse.high * ratio.low).toBeCloseTo(1, 9)
      }),
    )
  })

  it('covers the true ratio at least 95 times in 100', () => {
    const random = lcg(6)
    const draw = (n: number, scale: number) => Array.from({ length: n }, () => scale * (1 - Math.log(1 - random())))
    const trials = 4000
    let covered = 0
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = speedup({ items: 10, samplesMs: draw(9, 3) }, { items: 20, samplesMs: draw(12, 2) })
      if (low <= 3 && 3 <= high) covered++
    }
    expect(covered / trials).toBeGreaterThan(0.95)
  })

  it('is exactly 1 for the baseline itself', () => {
    const baseline = { items: 3, samplesMs: [5, 9, 7] }
    expect(speedup(baseline, baseline)).toEqual({ value: 1, low: 1, high: 1 })
  })
})

describe('order statistics', () => {
  it('takes the mean of the two middle values', () => expect(median([4, 1, 3, 2])).toBe(2.5))
  it('interpolates as NumPy does', () => expect(quantile([1, 2, 4, 8], 0.4)).toBeCloseTo(2.4, 12))
  it('has no median of nothing', () => expect(median([])).toBeNaN())
  it('measures width as a share', () => expect(relativeWidth({ value: 20, low: 19, high: 21 })).toBe(0.1))
})

const sample = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })

function same(actual: Estimate, expected: Estimate) {
  for (const key of ['value', 'low', 'high'] as const)
    expect(Math.abs(actual[key] / expected[key] - 1)).toBeLessThan(1e-9)
}

/** A small generator for tests of coverage (Numerical Recipes, "quick and dirty"), uniform in 0…1. */
function lcg(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}
