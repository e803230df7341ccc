/** References are slow on purpose, so they run in a worker, and each answer is asked for once. */
import type { CatalogContext } from './context.ts'
import { blackScholesReference } from './black-scholes/reference.ts'
import { burnReference } from './burn/reference.ts'
import { mandelbrotReference } from './mandelbrot/reference.ts'
import { piReference } from './pi/reference.ts'
import { slowSumReference } from './slow-sum/reference.ts'
import { varReference } from './var/reference.ts'
import type { Exercise } from '../words.ts'
import type { Answer, VariantJob } from './types.ts'

type Reference = (job: VariantJob) => Answer

const references: Partial<Record<Exercise, Reference>> = {
  'black-scholes': blackScholesReference,
  burn: burnReference,
  mandelbrot: mandelbrotReference,
  pi: piReference,
  'slow-sum': slowSumReference,
  var: varReference,
}

export const referenceTasks = {
  reference: ({ exercise, job }: { exercise: Exercise; job: VariantJob }): Answer => {
    const reference = references[exercise]
    if (!reference) throw new Error(`${exercise} has no reference`)
    return reference(job)
  },
}

/** The reference's answer, worked out in a worker and remembered by what it depends on. */
export function expectedByReference(exercise: Exercise, dependsOnRung = false) {
  return (job: VariantJob, context: CatalogContext): Promise<Answer> => {
    const { params, items, seed, rung } = job
    const key = JSON.stringify([exercise, params, items, seed, dependsOnRung && rung.engine])
    const known = context.answers.get(key)
    if (known) return known
    const answer = context.pool(1).then((pool) => pool.run('reference', { exercise, job }))
    context.answers.set(key, answer)
    answer.catch(() => context.answers.delete(key))
    return answer
  }
}
