import { describe, expect, it } from 'vitest'
import { blackScholesTasks } from '../../../packages/kernels/src/catalog/black-scholes/tasks.ts'
import { callPrice } from '../../../packages/kernels/src/catalog/black-scholes/reference.ts'
import { escapeTime } from '../../../packages/kernels/src/catalog/mandelbrot/picture.ts'
import { mandelbrotTasks } from '../../../packages/kernels/src/catalog/mandelbrot/tasks.ts'
import { catalog, createContext, findVariant } from '../../../packages/kernels/src/catalog/index.ts'
import type { Progress } from '../../../packages/kernels/src/catalog/index.ts'

const context = { worker: 0, shared: false, progress: () => {} }

describe('Black–Scholes by SIMD', () => {
  const prices = async (spot: number[], strike: number[], years: number[]) => {
    const columns = {
      spot: Float64Array.from(spot),
      strike: Float64Array.from(strike),
      years: Float64Array.from(years),
    }
    const output = await blackScholesTasks.blackScholesSimd(
      { ...columns, prices: undefined, memory: undefined },
      context,
    )
    return [...(output.output.prices ?? [])]
  }

  it('prices each option as the formula does, to 13 digits', async () => {
    const spot = [100, 42, 5, 30, 17.5]
    const strike = [100, 40, 100, 1, 17.5]
    const years = [1, 0.5, 0.25, 10, 3]
    const found = await prices(spot, strike, years)
    found.forEach((price, i) => expect(price).toBeCloseTo(callPrice(spot[i]!, strike[i]!, years[i]!), 12))
    // With math.erfc instead of the polynomial, CPython says 4.776439328721128.
    expect(found[1]).toBeCloseTo(4.776439328721128, 5)
  })

  it('gives NaN for an option with a NaN in it and leaves its neighbours alone, and takes −0 for a worthless stock', async () => {
    const found = await prices([NaN, 42, -0, 42, 42], [40, 40, 40, NaN, 40], [1, 1, 1, 1, NaN])
    expect(found.map((price) => Number.isNaN(price))).toEqual([true, false, false, true, true])
    expect(found[1]).toBeCloseTo(callPrice(42, 40, 1), 12)
    expect(found[2]).toBeCloseTo(0, 12)
  })
})

describe('Mandelbrot', () => {
  it('knows points inside and outside', () => {
    expect(escapeTime(0, 0, 50)).toBe(50)
    expect(escapeTime(-1, 0, 50)).toBe(50)
    expect(escapeTime(2, 2, 50)).toBe(1)
    expect(escapeTime(NaN, 0, 50)).toBe(1)
  })

  it('counts by SIMD what it counts one by one, in rows of any width, NaN and −0 among them', async () => {
    for (const width of [1, 2, 3, 4, 5, 7, 64]) {
      for (const left of [-2, -0, NaN]) {
        const picture = { width, height: 2, limit: 77, left, top: 0.5, step: 0.05 }
        const { output } = await mandelbrotTasks.mandelbrotSimd({ picture, lo: 0, hi: 2 }, context)
        const expected = mandelbrotTasks.mandelbrot({ picture, lo: 0, hi: 2 }, context)
        expect(output).toEqual(expected.output)
      }
    }
  })

  it('hands out every row once, for a page to draw as they come', async () => {
    const catalogContext = createContext()
    const rung = { engine: 'javascript', strategy: 'workers', workers: 2 } as const
    const params = { width: 90, limit: 50 }
    const job = { params, items: catalog.mandelbrot.meta.items(params), seed: 0, rung }
    const variant = await findVariant('mandelbrot', rung, catalogContext)
    const prepared = await variant!.prepare(job, catalogContext)
    const tiles: NonNullable<Progress['tile']>[] = []
    await prepared.run({ onProgress: ({ tile }) => tile && tiles.push(tile) })
    catalogContext.dispose()
    const rows = tiles.flatMap(({ top, width, counts }) =>
      Array.from({ length: counts.length / width }, (_, i) => top + i),
    )
    expect(rows.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, row) => row))
  })
})
