import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext } from '../../../packages/kernels/src/catalog/index.ts'
import { bracket, kthOfSorted, quickSelect, rankAmong } from '../../../packages/kernels/src/catalog/var/order.ts'
import { returnsOf, simulatedReturns, varReference } from '../../../packages/kernels/src/catalog/var/reference.ts'
import { sift, siftingOf } from '../../../packages/kernels/src/catalog/var/sift.ts'
import type { Sifted } from '../../../packages/kernels/src/catalog/var/sift-task.ts'
import { varSimdTasks } from '../../../packages/kernels/src/catalog/var/simd-tasks.ts'
import { FIRST_ADDRESS, ownSimd } from '../../../packages/kernels/src/catalog/simd.ts'
import { streamPart } from '../../../packages/kernels/src/catalog/var/split.ts'
import { Mt19937, Normals } from '../../../packages/kernels/src/catalog/random/index.ts'

const shared = createContext()
afterAll(() => shared.dispose())
const context = { worker: 0, shared: false, progress: () => {} }
const job = (sims: number, seed: number) =>
  ({ params: { sims }, items: sims, seed, rung: { engine: 'simd', strategy: 'sequential', workers: 1 } }) as const

/** Seeded values of every kind that gives sorting trouble. */
function awkward(length: number): Float64Array {
  const generator = new Mt19937(7)
  const kinds = [() => NaN, () => -0, () => 0, () => -Infinity, () => Infinity, () => 5e-324, () => -1e308]
  return Float64Array.from({ length }, (_, i) =>
    i % 3 === 0 ? kinds[Math.floor(generator.random() * kinds.length)]!() : generator.random() - 0.5,
  )
}

/** Equal as numbers, NaN equal to NaN, −0 equal to 0: as NumPy's order sees it. */
const plain = (values: Iterable<number>) => [...values].map((value) => (value === 0 ? 0 : value))

describe('value at risk', () => {
  it('is what NumPy computes from the same seed', () => {
    // NumPy 1.24 with the cell's loop: np.random.seed(42), 1000 simulations, weights .4 .35 .25.
    expect(varReference(job(1000, 42)).value).toBeCloseTo(-0.014135448510082263, 15)
  })

  it('draws the same simulations by SIMD as by JavaScript, to the last digits', async () => {
    const sims = 1001
    const part = { seed: 42, polynomial: undefined, blocks: 0, skip: 0, first: 0, sims, part: 0 }
    const { output } = await varSimdTasks.varSelect(
      { ...part, fast: false, share: 0.05, standardErrors: Infinity },
      context,
    )
    // Choosing a bracket reorders the sample, which here is all there is.
    const returns = output.between.sort()
    simulatedReturns(sims, 42)
      .sort()
      .forEach((value, i) => expect(returns[i]).toBeCloseTo(value, 15))
  })

  it('keeps a few returns around the one asked for, or all of them when the guess was wrong', async () => {
    const sims = 100_000
    const part = { seed: 42, polynomial: undefined, blocks: 0, skip: 0, first: 0, sims, part: 0, fast: false }
    const keep = async (standardErrors: number) =>
      (await varSimdTasks.varSelect({ ...part, share: 0.05, standardErrors }, context)).output
    const expected = simulatedReturns(sims, 42).sort()
    const few = await keep(5)
    expect(few.between.length).toBeLessThan(sims / 50)
    const wrong = { ...few, low: few.high, below: few.below + few.between.length, between: new Float64Array() }
    expect(rankAmong([wrong], 5000)).toBeUndefined()
    for (const kept of [few, await keep(Infinity)]) expect(rankAmong([kept], 5000)).toBeCloseTo(expected[5000]!, 15)
  })

  it.each([false, true])('keeps fewer still once it knows better, and counts the rest (fast: %s)', async (fast) => {
    const sims = 1_000_000
    const part = { seed: 42, polynomial: undefined, blocks: 0, skip: 0, first: 0, sims, part: 0, fast, share: 0.05 }
    const keep = async (standardErrors: number) =>
      (await varSimdTasks.varSelect({ ...part, standardErrors }, context)).output
    const [few, all] = [await keep(5), await keep(Infinity)]
    // Five standard errors to either side: 0.22 % of a million at the end, 1.2 % before 524 288 of them are seen.
    expect(few.between.length).toBeLessThan(0.004 * sims)
    expect(rankAmong([few], 50_000)).toBe(rankAmong([all], 50_000))
  })
})

describe('a part of the stream that does not know where a simulation begins', () => {
  // More than half a million simulations: enough for the second, narrower look at what is kept.
  const part = { seed: 42, polynomial: undefined, blocks: 7001, share: 0.05, standardErrors: 5 }
  let sifted: Sifted
  beforeAll(async () => void (sifted = (await varSimdTasks.varSift(part, context)).output))

  it.each([0, 1, 2])('knows the answer if the first begins at its normal %i', (way) => {
    const { normals, low, high, ways } = sifted
    const stream = new Normals(new Mt19937(part.seed))
    for (let i = 0; i < way; i++) stream.next()
    const returns = returnsOf(stream, Math.ceil((normals - way) / 3))
    const rank = Math.trunc(returns.length * part.share)
    expect(ways[way]!.between.length).toBeLessThan(0.006 * returns.length)
    expect(ways[way]!.below).toBe(returns.filter((value) => value < low).length)
    expect(rankAmong([{ low, high, ...ways[way]! }], rank)).toBeCloseTo(returns.sort()[rank]!, 15)
  })

  it('has its like for each worker, and together they are nearly all of the stream, but never more', () => {
    const { parts, rest } = siftingOf(job(10_000_000, 42), 3)
    const blocks = parts.map((part) => part.blocks)
    expect(Math.max(...blocks) - Math.min(...blocks)).toBe(1)
    const sims = ((blocks.reduce((sum, count) => sum + count) * 156 * Math.PI) / 4) * (2 / 3)
    expect(sims / 10_000_000).toBeGreaterThan(0.999)
    expect(sims / 10_000_000).toBeLessThan(0.9995)
    expect([rest.blocks, rest.polynomial?.length]).toEqual([0, 624])
    expect(siftingOf(job(81, 42), 3).parts).toEqual([])
  })

  it('is not used where the stream gives more normals than it can: all is drawn again, and the answer is right', async () => {
    const pool = await shared.pool(2)
    const tooMany = { ...siftingOf(job(50_000, 42), 2), rest: streamPart({ seed: 42 }, { lo: 0, hi: 0 }) }
    const value = await sift(tooMany, pool, job(20_000, 42), {})
    expect(value).toBeCloseTo(simulatedReturns(20_000, 42).sort()[1000]!, 15)
  })
})

/** Sorts a copy the way a part of the simulation is sorted. */
async function sorted(values: Float64Array): Promise<Float64Array> {
  const n = values.length
  const scratchBytes = 96 * 1024
  const { simd, memory } = await ownSimd(scratchBytes + 16 * n + 64)
  const [scratch, data] = [FIRST_ADDRESS, FIRST_ADDRESS + scratchBytes]
  const spare = data + 8 * n
  new Float64Array(memory.buffer, data, n).set(values)
  simd.sortStart(data, Math.min(n, 1000), scratch)
  simd.sortCount(data, n, scratch)
  simd.sortOffsets(scratch)
  simd.sortDeal(data, n, spare, scratch)
  for (let pile = 0; pile >= 0;) pile = simd.sortPiles(spare, data, pile, scratch)
  return new Float64Array(memory.buffer, data, n).slice()
}

describe('the sort', () => {
  it.each([0, 1, 2, 3, 5, 1000, 20_001])(
    'orders %i awkward numbers as NumPy does: NaN last, −0 beside 0',
    async (n) => {
      const values = awkward(n)
      expect(plain(await sorted(values))).toEqual(plain(values.sort()))
    },
  )

  const normals = simulatedReturns(300_001, 1)
  it.each<[string, Float64Array]>([
    ['normal', normals],
    ['in order already', normals.slice().sort()],
    ['in reverse', normals.slice().sort().reverse()],
    ['all equal', new Float64Array(100_001).fill(0.1)],
    ['of two kinds', normals.map((x) => Math.sign(x))],
    ['spread over all magnitudes', normals.map((x) => Math.sign(x) * 10 ** (20_000 * x))],
    ['crowded into a corner of a pile', normals.map((x, i) => (i % 10 ? 0.1 + 1e-9 * x : x))],
    ['beyond the sample', normals.map((x, i) => (i < 1000 ? 1e-3 * x : x))],
    ['of which the sample has none', normals.map((x, i) => (i < 1000 ? NaN : x))],
  ])('orders numbers %s', async (_, values) => {
    const result = await sorted(values)
    const expected = values.slice().sort()
    expect(result.findIndex((x, i) => x !== expected[i] && (x === x || expected[i] === expected[i]))).toBe(-1)
  })
})

describe('a partition', () => {
  it('counts what is below and keeps what is between, and NaN is neither', async () => {
    const values = awkward(1001)
    const between = [...values].filter((value) => value >= -0.1 && value <= 0.1)
    const { simd, memory } = await ownSimd(16 * 1002)
    const [data, out] = [FIRST_ADDRESS, FIRST_ADDRESS + 8 * 1001]
    new Float64Array(memory.buffer, data, 1001).set(values)
    const packed = simd.partition64(data, 1001, -0.1, 0.1, out)
    expect(Number(packed >> 32n)).toBe([...values].filter((value) => value < -0.1).length)
    expect(plain(new Float64Array(memory.buffer, out, Number(packed & 0xffffffffn)))).toEqual(plain(between))
  })
})

describe('selection', () => {
  it('finds every rank, in sorted slices and in unsorted values', () => {
    const values = awkward(301)
    const sorted = plain(values.slice().sort())
    const slices = [values.slice(0, 17), values.slice(17, 17), values.slice(17, 200), values.slice(200)]
    slices.forEach((slice) => slice.sort())
    const numbers = values.filter((value) => value === value)
    sorted.forEach((value, rank) => {
      expect(plain([kthOfSorted(slices, rank)!])).toEqual([value])
      if (rank < numbers.length) expect(plain([quickSelect(numbers, rank)])).toEqual([value])
    })
    expect(kthOfSorted([], 0)).toBeUndefined()
    expect(kthOfSorted(slices, 301)).toBeUndefined()
  })

  it('brackets the rank it looks for by a sample', () => {
    const generator = new Mt19937(1)
    const values = Float64Array.from({ length: 100_000 }, () => generator.random())
    const sample = values.filter((_, i) => i % 20 === 0)
    const sorted = values.slice().sort()
    for (const rank of [0, 1, 5000, 50_000, 99_999]) {
      const { low, high } = bracket(sample.slice(), rank / values.length, 4)
      expect(low).toBeLessThanOrEqual(sorted[rank]!)
      expect(high).toBeGreaterThanOrEqual(sorted[rank]!)
    }
  })
})
