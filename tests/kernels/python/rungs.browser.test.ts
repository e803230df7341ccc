import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createContext,
  findVariant,
  kernelOf,
  type PreparedVariant,
} from '../../../packages/kernels/src/catalog/index.ts'

const context = createContext({ apiBase: '' })
/** Held from beginning to end, so that the interpreter all rungs share is started once. */
let held: PreparedVariant | undefined
beforeAll(async () => {
  const rung = { engine: 'python', strategy: 'processes', workers: 2 } as const
  const variant = await findVariant('pi', rung, context)
  held = await variant?.prepare({ params: {}, items: 0, seed: 0, rung }, context)
}, 120_000)
afterAll(async () => {
  await held?.dispose()
  context.dispose()
})

const jobs = [
  ['slow-sum', { n: 5000, tasks: 4 }],
  ['burn', { n: 5000, tasks: 4 }],
  ['pi', { darts: 20_000, method: 0 }],
  ['var', { sims: 3000, method: 0 }],
  ['black-scholes', { options: 2001 }],
  ['mandelbrot', { width: 33, limit: 60 }],
] as const

describe.each(jobs)('the Python rungs of %s', (exercise, params) => {
  const kernel = kernelOf(exercise)!
  const rungs = kernel.meta.rungs.filter(({ engine }) => engine === 'python')

  it.each(rungs.map(({ strategy }) => strategy))('%s gives the right answer, again and again', async (strategy) => {
    const rung = { engine: 'python', strategy, workers: strategy === 'sequential' ? 1 : 2 } as const
    const job = { params, items: kernel.meta.items(params), seed: 7, rung }
    const variant = await findVariant(exercise, rung, context)
    expect(variant?.rung).toBe(`python/${strategy}`)
    const prepared = await variant!.prepare(job, context)
    try {
      const [first, second] = [await prepared.run(), await prepared.run()]
      const expected = await kernel.expected(job, context)
      expect(kernel.agrees(first, expected, job), `${first.text} for ${expected.text}`).toBe(true)
      expect(kernel.agrees(second, expected, job)).toBe(true)
    } finally {
      await prepared.dispose()
    }
  })
})

it('a Python rung that is aborted rejects with AbortError and can run again', async () => {
  const kernel = kernelOf('burn')!
  const params = { n: 50_000_000, tasks: 1 }
  const rung = { engine: 'python', strategy: 'sequential', workers: 1 } as const
  const variant = await findVariant('burn', rung, context)
  const prepared = await variant!.prepare({ params, items: kernel.meta.items(params), seed: 1, rung }, context)
  await expect(prepared.run({ signal: AbortSignal.timeout(300) })).rejects.toMatchObject({ name: 'AbortError' })
  await prepared.dispose()
})
