import { describe, expect, it } from 'vitest'
import { slowSumMeta } from '../../packages/kernels/src/catalog/slow-sum/meta.ts'
import type { KernelMeta } from '../../packages/kernels/src/catalog/types.ts'
import { barScale } from '../../apps/web/src/lib/chart/bars.ts'
import { LaneBook } from '../../apps/web/src/lib/chart/lanes.ts'
import { chosenRungs, curveOf } from '../../apps/web/src/lib/run/choice.ts'
import { checkClaims } from '../../apps/web/src/lib/run/claims.ts'
import { compareDigits } from '../../apps/web/src/lib/run/digits.ts'
import { paramWords } from '../../apps/web/src/lib/run/params.ts'
import { formatCount, formatMs, formatSpeedup, grouped } from '../../apps/web/src/lib/ui/format.ts'
import { positionOf, valueAt } from '../../apps/web/src/lib/ui/slider.ts'

const meta: KernelMeta = {
  id: 'slow-sum',
  title: 'A kernel',
  summary: 'For these tests.',
  itemNoun: 'item',
  params: {},
  items: () => 100,
  baseline: ['javascript/sequential'],
  rungs: [
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'One',
      exactness: 'exact',
      explain: '',
      scales: false,
    },
    { engine: 'javascript', strategy: 'threads', label: 'T', exactness: 'exact', explain: '', scales: true },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain: '',
      scales: true,
      claim: { speedup: 4, over: 'javascript/sequential', text: 'Four times.' },
    },
  ],
  checked: '',
}

describe('the rungs of a plan', () => {
  const names = ['javascript/sequential', 'javascript/threads', 'javascript/workers'] as const

  it('take the chosen number of workers where they scale, and one where they do not', () => {
    const rungs = chosenRungs(meta, { names: [...names], params: {}, workers: 3, curve: false })
    expect(rungs.map(({ workers }) => workers)).toEqual([1, 3, 3])
  })

  it('hold fewer workers too, for a curve, but only where more workers mean more cores', () => {
    const rungs = chosenRungs(meta, { names: [...names], params: {}, workers: 4, curve: true })
    expect(rungs.map(({ strategy, workers }) => `${strategy} ${workers}`)).toEqual([
      'sequential 1',
      'threads 4',
      'workers 1',
      'workers 2',
      'workers 3',
      'workers 4',
    ])
  })

  it('run as many tasks on one thread as the exercise has, whatever the machine has', () => {
    for (const workers of [1, 2, 16]) {
      const params = { n: 5_000_000, tasks: 4 }
      const rungs = chosenRungs(slowSumMeta, {
        names: ['javascript/threads', 'javascript/workers'],
        params,
        workers,
        curve: false,
      })
      expect(rungs.map((rung) => rung.workers)).toEqual([4, workers])
    }
  })

  it('make a curve of a few different numbers that begins at one and ends at the choice', () => {
    for (const workers of [1, 2, 8, 9, 16, 64, 128]) {
      const curve = curveOf(workers)
      expect(curve[0]).toBe(1)
      expect(curve.at(-1)).toBe(workers)
      expect(new Set(curve).size).toBe(curve.length)
      expect(curve.length).toBeLessThanOrEqual(9)
    }
  })
})

describe('a claim of the slides', () => {
  const alone = {
    engine: 'javascript',
    strategy: 'sequential',
    workers: 1,
    items: 100,
    samplesMs: [10, 10, 10],
  } as const
  const two = { ...alone, strategy: 'workers', workers: 2, samplesMs: [5, 5, 5] } as const
  const four = { ...alone, strategy: 'workers', workers: 4, samplesMs: [3, 3, 3] } as const

  it('is set beside the fastest number of workers of its rung', () => {
    const [claim] = checkClaims(meta, [alone, two, four])
    expect(claim?.workers).toBe(4)
    expect(claim?.yours?.value).toBeCloseTo(10 / 3)
  })

  it('names the rung that is missing', () => {
    expect(checkClaims(meta, [alone])[0]?.missing).toBe('javascript/workers')
    expect(checkClaims(meta, [two])[0]?.missing).toBe('javascript/sequential')
  })
})

describe('the lanes', () => {
  it('count a stretch from report to report of one sample, and begin anew with the next sample', () => {
    const book = new LaneBook()
    book.add(0, { worker: 0, done: 300, atMs: 1000 })
    book.add(0, { worker: 0, done: 500, atMs: 1020 })
    book.add(0, { worker: 0, done: 50, atMs: 1030 })
    expect(book.lanes[0]?.map(({ fromMs, toMs, rate }) => [fromMs, toMs, rate])).toEqual([
      [970, 1000, 10],
      [1000, 1020, 10],
      [1020, 1030, 5],
    ])
  })

  it('let all workers of a sample begin where the sample before it ended', () => {
    const book = new LaneBook()
    book.add(0, { worker: 0, done: 100, atMs: 1000 })
    book.add(1, { worker: 0, done: 400, atMs: 1040 })
    book.add(1, { worker: 1, done: 410, atMs: 1041 })
    expect(book.lanes[1]).toEqual([{ rung: 1, fromMs: 1000, toMs: 1041, rate: 10 }])
  })

  it('draw the best rate of a rung full, whatever the rates of other rungs', () => {
    const book = new LaneBook()
    book.add(0, { worker: 0, done: 100, atMs: 1000 })
    book.add(1, { worker: 1, done: 1_000_000, atMs: 1040 })
    const [first] = book.lanes[0] ?? []
    const [second] = book.lanes[1] ?? []
    expect(first && book.heightOf(first)).toBe(1)
    expect(second && book.heightOf(second)).toBe(1)
  })

  it('never claim that a worker worked for longer than the time there was', () => {
    const book = new LaneBook()
    for (let atMs = 0; atMs < 1000; atMs += 10) book.add(0, { worker: 0, done: atMs, atMs })
    expect(book.busyShare(0)).toBeGreaterThan(0.9)
    expect(book.busyShare(0)).toBeLessThanOrEqual(1)
    expect(book.busyShare(7)).toBe(0)
  })
})

describe('bars', () => {
  it('stand on an even scale where figures are near each other, and on factors where they are far apart', () => {
    expect(barScale([1, 3.9]).log).toBe(false)
    const far = barScale([1, 120])
    expect(far.log).toBe(true)
    expect(far.ticks).toContain(1)
    expect(far.ticks).toContain(100)
  })

  it('keep every value between nothing and the whole width, in order', () => {
    for (const values of [[1], [0.2, 0.9], [1, 2, 3], [0.04, 1, 350]]) {
      const scale = barScale(values)
      const places = values.map((value) => scale.at(value))
      expect(places.toSorted((a, b) => a - b)).toEqual(places)
      expect(Math.min(...places)).toBeGreaterThan(0)
      expect(Math.max(...places)).toBeLessThanOrEqual(1)
    }
  })
})

describe('sliders of sizes', () => {
  it('come back to the value they stand at', () => {
    const spec = { min: 1000, max: 50_000_000, step: 1000, scale: 'log' as const }
    for (const value of [1000, 5_000_000, 50_000_000]) {
      const back = valueAt(positionOf(value, spec), spec)
      expect(Math.abs(back / value - 1)).toBeLessThan(0.02)
    }
  })

  it('stay within their limits and on their steps', () => {
    const spec = { min: 1000, max: 50_000_000, step: 1000, scale: 'log' as const }
    for (let position = -10; position <= 1010; position += 7) {
      const value = valueAt(position, spec)
      expect(value).toBeGreaterThanOrEqual(spec.min)
      expect(value).toBeLessThanOrEqual(spec.max)
      expect(value % 1000).toBe(0)
    }
  })
})

describe('figures in words', () => {
  it('keep three figures and a fitting unit', () => {
    expect([0, 0.0042, 0.42, 12.34, 1240, 125_000].map(formatMs)).toEqual([
      '0\u2009s',
      '4.20\u2009µs',
      '420\u2009µs',
      '12.3\u2009ms',
      '1.24\u2009s',
      '2\u2009min 5\u2009s',
    ])
    expect([640, 10_000_000, 2_500].map(formatCount)).toEqual(['640', '10\u2009M', '2.5\u2009k'])
    expect([1, 3.936, 96.2, 1234].map(formatSpeedup)).toEqual(['1.00×', '3.94×', '96.2×', '1\u2009234×'])
    expect(grouped(41666654166667500000n)).toBe('41\u2009666\u2009654\u2009166\u2009667\u2009500\u2009000')
  })

  it('say a parameter by the name of its choice, or as a number with its unit', () => {
    const method = { label: 'Method', min: 0, max: 2, step: 2, default: 0, choices: ['exact', 'fast'] }
    expect([0, 2].map((value) => paramWords(value, method))).toEqual(['exact', 'fast'])
    const width = { label: 'Width', min: 3, max: 3000, step: 3, default: 900, unit: 'pixels' }
    expect(paramWords(1200, width)).toBe('1\u2009200 pixels')
  })

  it('show where two long numbers part', () => {
    const { same, different, off } = compareDigits(41666654166666732898n, 41666654166666667500n)
    expect(same).toBe('41\u2009666\u2009654\u2009166\u2009666\u2009')
    expect(different).toBe('732\u2009898')
    expect(off).toBe(65398n)
    expect(compareDigits(12n, 345n).same).toBe('')
    expect(compareDigits(7n, 7n)).toMatchObject({ equal: true, different: '' })
  })
})
