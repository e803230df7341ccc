/** Where the API has its own implementation of a rule of the kernels, the two must say the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baselineOf } from '../../apps/api/src/domain/figures.ts'
import { witnessOf } from '../../apps/api/src/domain/witness.ts'
import { catalog } from '../../packages/kernels/src/catalog/index.ts'
import type { RungRun } from '../../packages/kernels/src/words.ts'

const kernels = Object.values(catalog)

describe.each(kernels.map((kernel) => [kernel.meta.id, kernel] as const))('%s', (exercise, { meta, witness }) => {
  it('has the same witness here and there', () => {
    const params = fc.record(
      Object.fromEntries(Object.entries(meta.params).map(([name, { min, max }]) => [name, fc.integer({ min, max })])),
    )
    fc.assert(
      fc.property(params, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (values, seed) => {
        expect(witnessOf({ exercise, params: values }, seed)).toBe(witness(values, seed))
      }),
      { numRuns: 40 },
    )
  })

  it('is measured against the same baseline', () => {
    const rungs = meta.baseline.toReversed().map((name): RungRun => {
      const [engine, strategy] = name.split('/') as [RungRun['engine'], RungRun['strategy']]
      return { engine, strategy, workers: 1, items: 1, samplesMs: [1], checksum: '' }
    })
    const baseline = baselineOf(exercise, rungs)
    expect(`${baseline?.engine}/${baseline?.strategy}`).toBe(meta.baseline[0])
    expect(baselineOf(exercise, rungs.slice(0, 1))).toBe(rungs[0])
  })
})
