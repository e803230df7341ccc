import { afterAll, describe, expect, it } from 'vitest'
import { catalog, createContext, findVariant, sumsOfSquares } from '../../../packages/kernels/src/catalog/index.ts'
import type { Progress } from '../../../packages/kernels/src/catalog/index.ts'
import type { Rung } from '../../../packages/kernels/src/words.ts'

const context = createContext()
afterAll(() => context.dispose())

const kernel = catalog['slow-sum']
async function prepare(rung: Rung, params = { n: 5_000_000, tasks: 4 }) {
  const variant = await findVariant('slow-sum', rung, context)
  return variant!.prepare({ params, items: kernel.meta.items(params), seed: 0, rung }, context)
}

describe('the sum of squares below 5 000 000', () => {
  it('is three numbers: exact in Python, wrapped in 64 bits, rounded in a float64', () => {
    // Python 3.12 prints the first, Numba 0.56.4 the second (its wrapped int64).
    const sums = sumsOfSquares(5_000_000)
    expect(sums.exact).toBe(41666654166667500000n)
    expect(sums.int64).toBe(4773166019248396768n)
    expect(String(sums.float64)).toBe('41666654166732900000')
  })

  it('agrees with adding BigInts one by one', () => {
    for (const n of [0, 1, 2, 3, 1000]) {
      let sum = 0n
      for (let i = 0n; i < BigInt(n); i++) sum += i * i
      expect(sumsOfSquares(n).exact).toBe(sum)
      expect(kernel.witness({ n }, 0)).toBe(String(sum))
    }
  })
})

describe('the rungs of slow-sum', () => {
  it('report each of the four sums starting and ending on its worker', async () => {
    const prepared = await prepare({ engine: 'javascript', strategy: 'workers', workers: 2 })
    const seen: Progress[] = []
    await prepared.run({ onProgress: (progress) => seen.push(progress) })
    for (const phase of ['start', 'done'] as const) {
      const names = seen.flatMap(({ task }) => (task?.phase === phase ? [task.name] : []))
      expect(names.sort()).toEqual(['sum 1', 'sum 2', 'sum 3', 'sum 4'])
    }
    const byWorker = [0, 1].map((worker) => seen.filter((one) => one.worker === worker).at(-1)?.done ?? 0)
    expect(byWorker[0]! + byWorker[1]!).toBe(20_000_000)
  })

  it.each(['sequential', 'threads', 'workers'] as const)('stop when asked, on %s', async (strategy) => {
    const prepared = await prepare({ engine: 'javascript', strategy, workers: 2 }, { n: 50_000_000, tasks: 64 })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 20)
    await expect(prepared.run({ signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})
