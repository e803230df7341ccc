import { expect, it } from 'vitest'
import { planLadder, runLadder } from '../../../packages/kernels/src/bench/index.ts'
import { kernelOf } from '../../../packages/kernels/src/catalog/index.ts'

it('a ladder runs in Chromium on real workers, with a fine clock and shared memory', async () => {
  const meta = kernelOf('slow-sum')?.meta
  if (!meta) throw new Error('slow-sum is in the catalog')
  const only = ['javascript/sequential', 'javascript/workers']
  const plan = planLadder(meta, { params: { n: 200_000 }, workers: [2], only, budgetMs: 8000, targetWidth: 0.5 }, 2)
  const outcome = await runLadder(plan, { appVersion: 'test', onEvent: () => {} })
  if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome))
  const { device, rungs } = outcome.run
  expect(device).toMatchObject({ browser: 'chrome', isolated: true })
  expect(device.timerStepUs).toBeLessThanOrEqual(100)
  expect(rungs.map(({ strategy }) => strategy)).toEqual(['sequential', 'workers'])
  expect(rungs.every(({ samplesMs }) => samplesMs.length >= 6)).toBe(true)
})
