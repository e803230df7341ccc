import { describe, expect, it } from 'vitest'
import { asTheyRun, PlanError, planLadder, type LadderChoice } from '../../../packages/kernels/src/bench/index.ts'
import { kernelOf } from '../../../packages/kernels/src/catalog/index.ts'
import type { Exercise } from '../../../packages/kernels/src/words.ts'

const metaOf = (exercise: Exercise) => {
  const meta = kernelOf(exercise)?.meta
  if (!meta) throw new Error(`${exercise} is not in the catalog`)
  return meta
}
const plan = (choice: LadderChoice, cores = 8, exercise: Exercise = 'slow-sum') =>
  planLadder(metaOf(exercise), choice, cores)

describe('a plan', () => {
  it('has defaults for everything', () => {
    const { params, rungs, seed, ticket, budgetMs, targetWidth } = plan({ only: ['javascript'] })
    expect({ params, seed, ticket, budgetMs, targetWidth }).toEqual({
      params: { n: 5_000_000, tasks: 4 },
      seed: 42,
      ticket: null,
      budgetMs: 20_000,
      targetWidth: 0.05,
    })
    const workers = rungs.filter(({ engine, strategy }) => `${engine}/${strategy}` === 'javascript/workers')
    expect(workers.map((rung) => rung.workers)).toEqual([2, 4, 8])
    expect(rungs.filter(({ strategy }) => strategy === 'sequential').every((rung) => rung.workers === 1)).toBe(true)
  })

  it('includes all cores where they are no power of two', () => {
    const workers = plan({ only: ['javascript/workers'] }, 6).rungs.map((rung) => rung.workers)
    expect(workers).toEqual([2, 4, 6])
  })

  it('has four tasks on one thread, however many the cores, and one worker on one core', () => {
    for (const cores of [1, 2, 8])
      expect(plan({ only: ['javascript/threads'] }, cores).rungs.map(({ workers }) => workers)).toEqual([4])
    expect(plan({ only: ['javascript/workers'] }, 1).rungs.map(({ workers }) => workers)).toEqual([1])
  })

  it('has more time where there are many rungs', () => {
    const { budgetMs, rungs } = plan({ workers: [1, 2, 3, 4, 5, 6, 7, 8] }, 8)
    expect(budgetMs).toBe(2000 * rungs.length)
  })

  it('lets downloads wait all at once, however few the cores', () => {
    const { rungs } = plan({ params: { tickers: 12 }, only: ['javascript/threads'] }, 2, 'downloads')
    expect(rungs.map(({ workers }) => workers)).toEqual([12])
  })

  it('takes each number of workers once, in order', () => {
    const { rungs } = plan({ workers: [4, 1, 4], only: ['javascript/workers'] })
    expect(rungs.map(({ workers }) => workers)).toEqual([1, 4])
  })

  it.each<[string, LadderChoice, RegExp]>([
    ['an unknown parameter', { params: { darts: 5 } }, /slow-sum has no parameter "darts". It has: n, tasks\./],
    ['a parameter out of range', { params: { n: 1 } }, /n goes from 1000 to 50000000; 1 is outside\./],
    ['a parameter that is no number', { params: { n: NaN } }, /NaN is outside/],
    ['no workers', { workers: [] }, /Workers are whole numbers/],
    ['half a worker', { workers: [1.5] }, /not "1.5"/],
    ['a negative seed', { seed: -1 }, /A seed is a whole number/],
    ['no time', { budgetMs: 0 }, /budget/],
    ['a budget that is no number', { budgetMs: NaN }, /budget/],
    ['rungs that are not there', { only: ['fortran'] }, /No rung of slow-sum matches "fortran"/],
  ])('says what is wrong with %s', (_, choice, message) => {
    expect(() => plan(choice)).toThrow(PlanError)
    expect(() => plan(choice)).toThrow(message)
  })
})

describe('the rungs as they run', () => {
  const rungs = [
    { engine: 'njit', strategy: 'prange', workers: 2 },
    { engine: 'njit', strategy: 'prange', workers: 4 },
    { engine: 'simd', strategy: 'workers', workers: 4 },
  ] as const

  it('are the chosen ones where memory is shared', () => {
    expect(asTheyRun(rungs, true)).toEqual(rungs)
  })

  it('have one prange, with one worker, where it is not', () => {
    expect(asTheyRun(rungs, false)).toEqual([{ engine: 'njit', strategy: 'prange', workers: 1 }, rungs[2]])
  })
})
