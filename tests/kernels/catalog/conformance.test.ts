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
}
const seeds = [0, 42, 4_294_967_295]
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
        for (const workers of scales ? workerCounts : [1])
          for (const params of paramSets)
            for (const seed of seeds) {
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
