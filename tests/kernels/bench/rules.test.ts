import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expectedRestMs,
  isNarrow,
  isWarm,
  MOST_RUNS,
  MOST_SAMPLES,
  nextRound,
  runsForSample,
  sampleLengthMs,
} from '../../../packages/kernels/src/bench/rules.ts'
import { smallestStepUs } from '../../../packages/kernels/src/bench/clock.ts'
import { seededRandom } from '../../../packages/kernels/src/stats/index.ts'

const times = (n: number, ms: number) => Array.from({ length: n }, () => ms)
const time = fc.double({ min: 0.001, max: 10_000, noNaN: true })

describe('how long a sample is', () => {
  it('is 20 ms, or a hundred steps of a coarse clock', () => {
    expect(sampleLengthMs(5)).toBe(20)
    expect(sampleLengthMs(100)).toBe(20)
    expect(sampleLengthMs(1000)).toBe(100)
  })

  it('is reached by calibrating, whatever one run takes, unless that is too little to time', () => {
    fc.assert(
      fc.property(time, (runMs) => {
        let runs = 1
        for (let step = 0; step < 20; step++) runs = runsForSample(runs, runs * runMs, 20)
        expect(runs === MOST_RUNS || runs * runMs >= 20).toBe(true)
        expect(runs === 1 || (runs - 2) * runMs < 22).toBe(true)
      }),
    )
  })

  it('grows quickly where the clock saw nothing pass', () => {
    expect(runsForSample(1, 0, 20)).toBe(10)
    expect(runsForSample(1000, 0, 20)).toBe(MOST_RUNS)
  })
})

describe('a warm rung', () => {
  it('no longer gains 5 % on the best before, twice in a row', () => {
    expect(isWarm([100, 80, 60])).toBe(false)
    expect(isWarm([100, 60, 60])).toBe(false)
    expect(isWarm([100, 60, 60, 59])).toBe(true)
    expect(isWarm([60, 60])).toBe(false)
    expect(isWarm([60, 61, 60])).toBe(true)
  })

  it('is not one that only paused', () => expect(isWarm([100, 101, 60])).toBe(false))
})

describe('a round', () => {
  const narrow = { samplesMs: times(6, 100), sampleMs: 100 }
  const wide = { samplesMs: [50, 150, 50, 150, 50, 150], sampleMs: 100 }

  it('visits every rung, shorter ones up to three times', () => {
    const turns = [1000, 400, 20].map((sampleMs) => ({ ...wide, sampleMs }))
    expect(nextRound(turns, 0.05, seededRandom(1)).toSorted()).toEqual([0, 1, 1, 2, 2, 2])
  })

  it('gives no rung two while another lacks the samples of an interval', () => {
    const turns = [
      { ...wide, samplesMs: wide.samplesMs.slice(1), sampleMs: 1000 },
      { ...wide, sampleMs: 20 },
    ]
    expect(nextRound(turns, 0.05, seededRandom(1)).toSorted()).toEqual([0, 1])
  })

  it('is empty when every interval is narrow', () => {
    expect(nextRound([narrow, narrow], 0.05, seededRandom(1))).toEqual([])
    expect(expectedRestMs([narrow, narrow], 0.05)).toBe(0)
  })

  it('keeps a narrow rung as company while it costs a tenth of the slowest at most', () => {
    const slow = { ...wide, sampleMs: 1000 }
    expect(nextRound([slow, narrow], 0.05, seededRandom(1)).toSorted()).toEqual([0, 1])
    expect(nextRound([wide, narrow], 0.05, seededRandom(1))).toEqual([0])
  })

  it('leaves out a rung with a hundred samples, however wide', () => {
    const full = { samplesMs: Array.from({ length: MOST_SAMPLES }, (_, n) => (n % 2 ? 50 : 150)), sampleMs: 100 }
    expect(isNarrow(full.samplesMs, 0.05)).toBe(false)
    expect(nextRound([full], 0.05, seededRandom(1))).toEqual([])
  })

  it('expects four times the samples to halve an interval', () => {
    // Twelve samples with ranks 3 and 10: the interval is 90 … 110, a width of 20 %.
    const samplesMs = [80, 85, 90, 95, 98, 100, 100, 102, 105, 110, 115, 120]
    expect(expectedRestMs([{ samplesMs, sampleMs: 100 }], 0.1)).toBeCloseTo((4 * 12 - 12) * 100, 6)
  })
})

describe('the step of a clock', () => {
  it('is found though the clock ticks coarsely', () => {
    let reads = 0
    expect(smallestStepUs(() => Math.floor(reads++ / 50) * 0.1)).toBeCloseTo(100, 6)
  })
  it('is the smallest one where ticks are jittered', () => {
    let [time, ticks] = [0, 0]
    expect(smallestStepUs(() => (time += [1, 1.5, 2][ticks++ % 3] ?? 0))).toBe(1000)
  })
  it('is no number where the clock stands still', () => expect(smallestStepUs(() => 7)).toBe(Infinity))
})
