/**
 * What the benchmarks measure of the catalog, in Node and in a browser alike: rungs are made ready once and then asked
 * for one sample at a time, by number, so that whoever asks can take turns with programs outside.
 */
import {
  createContext,
  findVariant,
  kernelOf,
  type CatalogContext,
  type PreparedVariant,
} from '../../../packages/kernels/src/catalog/index.ts'
import { FIRST_ADDRESS, ownSimd } from '../../../packages/kernels/src/catalog/simd.ts'
import type { Exercise, Rung } from '../../../packages/kernels/src/words.ts'

/** What a sample runs once: a rung, or several copies of it side by side that share nothing. */
export interface Subject {
  exercise: Exercise
  params: Record<string, number>
  rung: Rung
  copies?: number
  /** Its answer is not asked for: the reference takes long, and a run that is stopped has none. */
  unchecked?: boolean
}

/** Milliseconds from a stop until the run has rejected, and until workers are ready for the next. */
export interface Stopped {
  endedMs: number
  readyMs: number
}

export interface Laboratory {
  /** Makes a subject ready, runs it once and checks its answer; resolves with its number. */
  open(subject: Subject): Promise<number>
  /** Makes the plain loop of slow-sum ready, so many additions in slices as the catalog cuts them. */
  openLoop(additions: number): Promise<number>
  /** Runs it once; the time in ms. */
  sample(subject: number): Promise<number>
  /** Runs it and stops it `afterMs` later: what happened how long after the stop; undefined where it was done before. */
  stop(subject: number, afterMs: number): Promise<Stopped | undefined>
  /** Frees everything that was opened. */
  clear(): Promise<void>
}

const SEED = 42
const LOOP_SLICE = 1_000_000

export function createLaboratory(): Laboratory {
  /** One for each copy: copies share no worker. */
  const contexts: CatalogContext[] = []
  const runs: ((signal?: AbortSignal) => Promise<unknown>)[] = []
  const opened: PreparedVariant[] = []

  return {
    async open(subject) {
      const copies: PreparedVariant[] = []
      for (let copy = 0; copy < (subject.copies ?? 1); copy++) copies.push(await prepared(subject, copy))
      opened.push(...copies)
      return runs.push((signal) => Promise.all(copies.map((copy) => copy.run(signal && { signal })))) - 1
    },

    async openLoop(additions) {
      const { simd } = await ownSimd(FIRST_ADDRESS)
      const run = async () => {
        for (let lo = 0; lo < additions; lo += LOOP_SLICE) simd.addSquares(BigInt(lo), BigInt(lo + LOOP_SLICE))
      }
      return runs.push(run) - 1
    },

    async sample(subject) {
      const begin = performance.now()
      await runs[subject]!()
      return performance.now() - begin
    },

    async stop(subject, afterMs) {
      const controller = new AbortController()
      let stoppedAt = NaN
      setTimeout(() => {
        stoppedAt = performance.now()
        controller.abort()
      }, afterMs)
      try {
        await runs[subject]!(controller.signal)
        return undefined
      } catch (error) {
        if (!controller.signal.aborted) throw error
      }
      const endedMs = performance.now() - stoppedAt
      await Promise.all(contexts.flatMap((context) => [1, 2].map((workers) => context.pool(workers))))
      return { endedMs, readyMs: performance.now() - stoppedAt }
    },

    async clear() {
      runs.length = 0
      for (const variant of opened.splice(0)) await variant.dispose()
      for (const context of contexts.splice(0)) context.dispose()
    },
  }

  async function prepared({ exercise, params, rung, unchecked }: Subject, copy: number): Promise<PreparedVariant> {
    const context = (contexts[copy] ??= createContext())
    const kernel = kernelOf(exercise)
    const variant = await findVariant(exercise, rung, context)
    if (!kernel || !variant) throw new Error(`${exercise} has no rung ${rung.engine}/${rung.strategy}`)
    const job = { params, items: kernel.meta.items(params), seed: SEED, rung }
    const made = await variant.prepare(job, context)
    if (unchecked) return made
    // The reference is slow: all copies ask the first one's memory.
    const expected = await kernel.expected(job, contexts[0] ?? context)
    const answer = await made.run()
    if (!kernel.agrees(answer, expected, job))
      throw new Error(`${exercise} ${rung.engine}/${rung.strategy} is wrong: ${answer.text}, not ${expected.text}`)
    return made
  }
}
