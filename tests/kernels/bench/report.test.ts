import { expect, it } from 'vitest'
import { report } from '../../../packages/kernels/src/bench/report.ts'
import type { Rung } from '../../../packages/kernels/src/words.ts'
import { around, experiment, finished, laboratory } from './laboratory.ts'

const lines = (text: string) => text.split('\n').map((line) => line.trimEnd())

it('a report shows every rung with its bar, what failed, how it scales, and what to do next', async () => {
  const lab = laboratory({
    'python/sequential': { takesMs: around(300, 0.02) },
    'javascript/sequential': { takesMs: around(60, 0.02) },
    'javascript/workers': { takesMs: around(66, 0.02) },
    'njit/sequential': { compileMs: 1.25, takesMs: () => 0.002 },
    'simd/sequential': { takesMs: () => 20, answer: () => '41' },
  })
  const rungs: Rung[] = [
    { engine: 'python', strategy: 'sequential', workers: 1 },
    { engine: 'javascript', strategy: 'sequential', workers: 1 },
    ...[2, 3, 4].map((workers): Rung => ({ engine: 'javascript', strategy: 'workers', workers })),
    { engine: 'njit', strategy: 'sequential', workers: 1 },
    { engine: 'simd', strategy: 'sequential', workers: 1 },
  ]
  const outcome = finished(await experiment(lab, { rungs }))
  expect(lines(report(outcome, lab.kernel.meta, { 'too-fast': 'Try --param size=5000.' }))).toMatchSnapshot()
})

it('a report of rungs that do not scale says so, and gives no interval for a single sample', async () => {
  const lab = laboratory({
    'javascript/sequential': { takesMs: () => 900 },
    'javascript/workers': { takesMs: () => 4000 },
  })
  const rungs: Rung[] = [
    { engine: 'javascript', strategy: 'sequential', workers: 1 },
    { engine: 'javascript', strategy: 'workers', workers: 2 },
  ]
  const outcome = finished(await experiment(lab, { rungs, budgetMs: 6900 }))
  expect(lines(report(outcome, lab.kernel.meta))).toMatchSnapshot()
})
