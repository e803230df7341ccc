import type { CatalogContext } from '../context.ts'
import { lanes } from '../on-pool.ts'
import type { Variant } from '../types.ts'
import type { RungName } from '../../words.ts'
import { kthOfSorted } from './order.ts'
import { rankOf } from './portfolio.ts'
import { varAnswer } from './reference.ts'
import { acceptedIn, countParts, simulationParts, streamParts } from './split.ts'

export const sequential = javascript('javascript/sequential')
export const threads = javascript('javascript/threads')
export const workers = javascript('javascript/workers')

function javascript(rung: RungName): Variant<CatalogContext> {
  return {
    rung,
    async prepare(job, context) {
      const spread = job.rung.strategy === 'workers' ? job.rung.workers : 1
      const { shared } = await context.pool(spread)
      const stream = streamParts(job, spread)
      const counting = countParts(job, spread)
      const all = shared ? new Float64Array(new SharedArrayBuffer(8 * job.items)) : undefined
      return {
        async run({ signal, onProgress } = {}) {
          const pool = await context.pool(spread)
          const accepted = acceptedIn(counting, await pool.map('varCount', counting, { signal }))
          const inputs = simulationParts(stream, accepted, job.items).map((part) => ({
            ...part,
            returns: all?.subarray(part.first, part.first + part.sims),
          }))
          const options = {
            signal,
            onProgress:
              onProgress &&
              lanes(
                inputs.map(({ sims }) => ({ items: sims })),
                onProgress,
              ),
          }
          const outputs =
            job.rung.strategy === 'threads'
              ? await pool.map(
                  'varInterleaved',
                  inputs.map((input) => ({ ...input, inFlight: job.rung.workers })),
                  options,
                )
              : await pool.map('var', inputs, options)
          const sorted = inputs.map(({ returns }, index) => returns ?? outputs[index] ?? new Float64Array())
          return varAnswer(kthOfSorted(sorted, rankOf(job.items)))
        },
        dispose: () => {},
      }
    },
  }
}
