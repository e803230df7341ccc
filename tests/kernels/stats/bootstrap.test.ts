import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  bootstrapMedian,
  bootstrapRatio,
  FEWEST_TO_RESAMPLE,
  type Estimate,
} from '../../../packages/kernels/src/stats/index.ts'

const { bootstraps } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, 'vectors/stats.json'), 'utf8')) as {
  bootstraps: { above: number[]; below: number[]; median: Estimate; ratio: Estimate; paired: Estimate }[]
}

/** Many, so that chance moves a limit by little; SciPy's are 40 000. */
const resampling = { seed: 3, resamples: 6000 }

describe('the bootstrap agrees with SciPy’s', () => {
  it.each(bootstraps.map((vector) => [vector.above.length, vector] as const))(
    'of %i rounds: a median, a ratio, a ratio by rounds',
    (n, { above, below, median, ratio, paired }) => {
      expect(n).toBeGreaterThanOrEqual(FEWEST_TO_RESAMPLE)
      near(bootstrapMedian(above, resampling), median)
      near(bootstrapRatio(above, below, resampling), ratio)
      near(bootstrapRatio(above, below, { ...resampling, paired: true }), paired)
    },
  )
})

describe('the bootstrap', () => {
  const [{ above, below }] = bootstraps as [(typeof bootstraps)[number]]

  it('gives the same interval for the same seed, and nearly the same for another', () => {
    expect(bootstrapMedian(above)).toEqual(bootstrapMedian(above))
    near(bootstrapMedian(above, { seed: 2 }), bootstrapMedian(above), 0.2)
  })

  it('knows by rounds what both sides have in common: a steady ratio of wavering times is certain', () => {
    const doubled = above.map((ms) => 2 * ms)
    expect(bootstrapRatio(doubled, above, { paired: true })).toEqual({ value: 2, low: 2, high: 2 })
    const { low, high } = bootstrapRatio(doubled, above)
    expect(high - low).toBeGreaterThan(0.2)
  })

  it('refuses to pair what is not paired', () => {
    expect(() => bootstrapRatio(above, below.slice(1), { paired: true })).toThrow(RangeError)
  })
})

/** The value itself to the last bits; limits within a share of the interval, for both are drawn at random. */
function near(actual: Estimate, { value, low, high }: Estimate, share = 0.1): void {
  expect(actual.value).toBeCloseTo(value, 12)
  expect(Math.abs(actual.low - low)).toBeLessThanOrEqual(share * (high - low))
  expect(Math.abs(actual.high - high)).toBeLessThanOrEqual(share * (high - low))
}
