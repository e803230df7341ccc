import { describe, expect, it } from 'vitest'
import { bracket, kthOfSorted, quickSelect } from '../../../packages/kernels/src/catalog/var/order.ts'
import { simulatedReturns, varReference } from '../../../packages/kernels/src/catalog/var/reference.ts'
import { varSimdTasks } from '../../../packages/kernels/src/catalog/var/simd-tasks.ts'
import { FIRST_ADDRESS, ownSimd } from '../../../packages/kernels/src/catalog/simd.ts'
import { Mt19937 } from '../../../packages/kernels/src/catalog/random/index.ts'

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
    const part = { seed: 42, polynomial: undefined, blocks: 0, skip: 0, first: 0, sims, part: 0, rank: undefined }
    const output = await varSimdTasks.varSimd(
      { ...part, method: 'select', sample: sims, place: undefined, keep: false },
      context,
    )
    const returns = output.output.returns as Float64Array
    simulatedReturns(sims, 42).forEach((value, i) => expect(returns[i]).toBeCloseTo(value, 15))
  })
})

describe('the radix sort', () => {
  it.each([0, 1, 2, 3, 5, 1000, 20_001])(
    'orders %i awkward numbers as NumPy does: NaN last, −0 beside 0',
    async (n) => {
      const values = awkward(n)
      const { simd, memory } = await ownSimd(65_536 + 16 * n + 64)
      const [counts, data, spare] = [FIRST_ADDRESS, FIRST_ADDRESS + 49_152, FIRST_ADDRESS + 49_152 + 8 * n]
      new Uint8Array(memory.buffer, counts, 49_152).fill(0)
      new Float64Array(memory.buffer, data, n).set(values)
      simd.sortCount(data, n, counts)
      simd.sortOffsets(counts)
      for (let pass = 0; pass < 6; pass++)
        simd.sortMove(...(pass % 2 ? ([spare, n, data] as const) : ([data, n, spare] as const)), counts, pass)
      expect(plain(new Float64Array(memory.buffer, data, n))).toEqual(plain(values.sort()))
    },
  )
})

describe('a partition', () => {
  it('counts what is below and keeps what is between, and NaN is neither', async () => {
    const values = awkward(1001)
    const between = [...values].filter((value) => value >= -0.1 && value <= 0.1)
    const found = await varSimdTasks.varPartition({
      ...{ method: 'select', count: values.length, low: -0.1, high: 0.1, place: undefined, returns: values },
    })
    expect(found.output.below).toBe([...values].filter((value) => value < -0.1).length)
    expect(plain(found.output.between)).toEqual(plain(between))
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
      const { low, high } = bracket(sample, rank, values.length)
      expect(low).toBeLessThanOrEqual(sorted[rank]!)
      expect(high).toBeGreaterThanOrEqual(sorted[rank]!)
    }
  })
})
