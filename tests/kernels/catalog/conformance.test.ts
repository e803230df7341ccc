import { afterAll, describe, expect, it } from 'vitest'
import {
  catalog,
  createContext,
  findVariant,
  kernelOf,
  type CatalogExercise,
  type Params,
} from '../../../packages/kernels/src/catalog/index.ts'
import type { Rung } from '../../../packages/kernels/src/words.ts'

/** The parameter sets every variant must get right: empty, one, around a lane of four and a block, odd, and large. */
const cases: Record<Exclude<CatalogExercise, 'downloads'>, Params[]> = {
  'slow-sum': [0, 1, 3, 4, 5, 1001, 65_535, 65_536, 65_537, 3_100_000].map((n) => ({ n, tasks: 3 })),
  burn: [0, 1, 3, 4, 5, 15, 16, 17, 1000, 65_535, 65_537, 1_048_577].map((n) => ({ n, tasks: 3 })),
  var: [0, 1, 2, 3, 4, 7, 81, 82, 163, 1001, 70_001].flatMap((sims) => [0, 1, 2].map((method) => ({ sims, method }))),
  'black-scholes': [0, 1, 2, 3, 4, 5, 1001, 20_001].map((options) => ({ options })),
  mandelbrot: [3, 9, 63, 150].map((width) => ({ width, limit: 200 })),
  pi: [0, 1, 3, 4, 5, 7, 8, 9, 155, 156, 157, 313, 100_003].flatMap((darts) => [
    { darts, method: 0 },
    { darts, method: 1 },
  ]),
}
const seeds = [42, 4_294_967_295]
const seedless: readonly string[] = ['slow-sum', 'burn', 'mandelbrot']
const workerCounts = [1, 2, 3, 7]

const shared = createContext()
const transferring = createContext({ shared: false })
afterAll(() => [shared, transferring].forEach((context) => context.dispose()))

describe.each(Object.entries(cases))('%s', (name, paramSets) => {
  const exercise = name as CatalogExercise
  const kernel = catalog[exercise]
  const rungs = kernel.meta.rungs.filter(({ engine }) => engine !== 'python')

  it.each(rungs.map((rung) => [`${rung.engine}/${rung.strategy}`, rung] as const))(
    '%s agrees with the reference at every size, seed and number of workers, with shared memory and without',
    { timeout: 60_000 },
    async (_, { engine, strategy, scales }) => {
      for (const context of [shared, transferring])
        for (const workers of !scales ? [1] : context === shared ? workerCounts : [2])
          for (const params of paramSets.filter(({ method = 0 }) => engine === 'simd' || method === 0))
            for (const seed of seedless.includes(exercise) ? [0] : seeds) {
              const rung: Rung = { engine, strategy, workers }
              const job = { params, items: kernel.meta.items(params), seed, rung }
              const variant = await findVariant(exercise, rung, context)
              const prepared = await variant!.prepare(job, context)
              const expected = await kernel.expected(job, context)
              const answer = await prepared.run()
              await prepared.dispose()
              expect(kernel.agrees(answer, expected, job), `${JSON.stringify({ job, answer, expected })}`).toBe(true)
            }
    },
  )
})

describe('π with seed 42 and 10 M darts', () => {
  const params = { darts: 10_000_000, method: 0 }
  const exact = catalog.pi.meta.rungs.filter(({ engine, exactness }) => engine !== 'python' && exactness === 'exact')

  it.each(exact.map(({ engine, strategy, scales }) => ({ engine, strategy, scales })))(
    'is 3.1415988 by $engine/$strategy, as in Numba, whoever many share the work',
    async ({ engine, strategy, scales }) => {
      for (const workers of scales ? workerCounts : [1]) {
        const rung = { engine, strategy, workers }
        const variant = await findVariant('pi', rung, shared)
        const prepared = await variant!.prepare({ params, items: params.darts, seed: 42, rung }, shared)
        expect((await prepared.run()).text).toBe('3.1415988')
      }
    },
  )
})

describe('what the lanes are told of a run', () => {
  const params = { darts: 2_000_000, method: 0 }
  const cpu = catalog.pi.meta.rungs.filter(({ engine }) => engine !== 'python')

  it.each(cpu.map(({ engine, strategy, scales }) => ({ engine, strategy, scales })))(
    'adds up to all items by $engine/$strategy',
    async ({ engine, strategy, scales }) => {
      const rung = { engine, strategy, workers: scales ? 2 : 1 }
      const prepared = await (await findVariant('pi', rung, shared))!.prepare(
        { params, items: params.darts, seed: 1, rung },
        shared,
      )
      const done = new Map<number, number>()
      await prepared.run({ onProgress: (progress) => done.set(progress.worker, progress.done) })
      await prepared.dispose()
      expect([...done.values()].reduce((sum, items) => sum + items, 0)).toBe(params.darts)
    },
  )
})

describe.each(Object.keys(catalog) as CatalogExercise[])('the kernel %s', (exercise) => {
  const kernel = kernelOf(exercise)!

  it('has a variant for every rung of its meta, and its rungs and parameters make sense', async () => {
    for (const { engine, strategy } of kernel.meta.rungs) {
      const variant = await findVariant(exercise, { engine, strategy, workers: 1 }, shared)
      expect(variant?.rung).toBe(`${engine}/${strategy}`)
    }
    for (const { min, max, default: usual } of Object.values(kernel.meta.params)) {
      expect(min).toBeLessThanOrEqual(usual)
      expect(usual).toBeLessThanOrEqual(max)
    }
    expect(kernel.meta.id).toBe(exercise)
  })

  it('has its Python text at hand', async () => {
    expect(await kernel.python()).toMatch(/^def /m)
  })
})
