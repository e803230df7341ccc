/**
 * One rung on trial: made ready, run once on fresh state, its answer checked, warmed up, then sampled.
 *
 *     waiting → preparing → warming → measuring → done
 *                   ↘          ↘          ↘ failed, with a sentence; the ladder goes on
 */
import type {
  Answer,
  CatalogContext,
  Kernel,
  PreparedVariant,
  Progress,
  RungDescription,
  Variant,
  VariantJob,
} from '../catalog/index.ts'
import { median } from '../stats/index.ts'
import type { Rung } from '../words.ts'
import type { Clock } from './clock.ts'
import { MOST_RUNS, isWarm, runsForSample } from './rules.ts'
import type { RungState } from './types.ts'

/** What all trials of a ladder share. */
export interface Course {
  kernel: Kernel<CatalogContext>
  context: CatalogContext
  find(rung: Rung): Promise<Variant<CatalogContext> | undefined>
  clock: Clock
  /** Fires when the user stops the ladder or its budget is over. */
  signal: AbortSignal
  /** How long a sample is at least. */
  sampleMs: number
  params: Record<string, number>
  seed: number
}

export interface Trial {
  readonly state: RungState
  /** Whether its answer is the exercise's own: exact, and for all items. */
  readonly whole: boolean
  /** Likely length of the next sample. */
  readonly nextMs: number
  /** Loads and compiles it; gives up when the signal fires. */
  prepare(until: AbortSignal): Promise<void>
  /** Runs it for the first time; gives up when the signal fires. */
  runFirst(until: AbortSignal, onProgress: (progress: Progress) => void): Promise<void>
  /** Checks the answer of the first run against the reference's; gives up when the signal fires. */
  check(until: AbortSignal): Promise<void>
  /** Finds how many runs fill a sample and repeats until it is warm, for about `allowanceMs` at most. */
  warm(allowanceMs: number): Promise<void>
  /** Takes one steady sample. */
  sample(onProgress: (progress: Progress) => void): Promise<void>
  /** Ends it with what went wrong. */
  fail(sentence: string): void
  /** Frees what it holds. */
  close(): Promise<void>
}

/** A run as long as this is worth showing in the lanes; messages would disturb shorter ones. */
const SHOWN_RUN_MS = 5

export function createTrial(rung: Rung, { label, meta, exactness }: RungDescription, course: Course): Trial {
  const { kernel, context, clock, signal, seed } = course
  const { params, items } = shareOf(course, meta.share)
  const job: VariantJob = { params, items, seed, rung }
  const state: RungState = { rung, label, phase: 'waiting', items, samplesMs: [], outliers: [] }
  let preparing: Promise<PreparedVariant> | undefined
  let prepared: PreparedVariant | undefined
  let first: Answer | undefined
  let expected: Answer | undefined
  let runs = 1
  let latestMs = 0

  return {
    state,
    whole: exactness === 'exact' && meta.share === undefined,
    get nextMs() {
      return state.samplesMs.length > 0 ? median(state.samplesMs) : Math.max(latestMs, course.sampleMs)
    },
    prepare,
    runFirst,
    check,
    warm,
    sample,
    fail(sentence) {
      state.phase = 'failed'
      state.error = sentence
    },
    async close() {
      const [late, closing] = [preparing, prepared]
      preparing = undefined
      prepared = undefined
      if (closing) await closing.dispose()
      // Given up while it was being prepared: freed when it is ready, and if it never is, there is nothing to free.
      else late?.then((variant) => variant.dispose()).catch(() => {})
    },
  }

  async function prepare(until: AbortSignal): Promise<void> {
    state.phase = 'preparing'
    const variant = await within(course.find(rung), until)
    if (!variant)
      throw new Error(`${rung.engine}/${rung.strategy} does not run here: this engine needs the page in a browser.`)
    preparing = variant.prepare(job, context)
    prepared = await within(preparing, until)
    if (prepared.compileMs !== undefined) state.compileMs = prepared.compileMs
  }

  async function runFirst(until: AbortSignal, onProgress: (progress: Progress) => void): Promise<void> {
    const started = clock.now()
    first = await within(ready().run({ signal: until, onProgress }), until)
    latestMs = clock.now() - started
    state.firstMs = rounded(latestMs)
  }

  async function check(until: AbortSignal): Promise<void> {
    if (!first) throw new Error('A rung is run before its answer is checked')
    expected = await within(kernel.expected(job, context), until)
    const agrees = kernel.agrees(first, expected, job)
    state.answer = { text: first.text, checksum: first.checksum, agrees }
    if (!agrees)
      throw new Error(`Its answer is ${first.text}, the right one ${expected.text}: its time does not count.`)
  }

  async function warm(allowanceMs: number): Promise<void> {
    state.phase = 'warming'
    const started = clock.now()
    const tried: number[] = []
    // A first run longer than the allowance has had its time to warm up.
    while (latestMs <= allowanceMs) {
      latestMs = await time()
      tried.push(latestMs)
      const more = runsForSample(runs, Math.min(...tried), course.sampleMs)
      if (more > runs) {
        runs = more
        tried.length = 0
        continue
      }
      if (runs === MOST_RUNS && latestMs < course.sampleMs) return endTooFast()
      if (isWarm(tried) || clock.now() - started > allowanceMs) break
    }
    state.items = items * runs
    state.phase = 'measuring'
  }

  function endTooFast(): void {
    state.items = items * runs
    state.samplesMs.push(rounded(latestMs))
    state.tooFast = true
    state.phase = 'done'
  }

  async function sample(onProgress: (progress: Progress) => void): Promise<void> {
    const shown = latestMs / runs >= SHOWN_RUN_MS ? onProgress : undefined
    latestMs = await time(shown)
    state.samplesMs.push(rounded(latestMs))
  }

  async function time(onProgress?: (progress: Progress) => void): Promise<number> {
    const variant = ready()
    await clock.breathe()
    signal.throwIfAborted()
    const options = { signal, ...(onProgress && { onProgress }) }
    let answer: Answer | undefined
    const started = clock.now()
    for (let run = 0; run < runs; run++) answer = await within(variant.run(options), signal)
    const tookMs = clock.now() - started
    if (answer && !isStill(answer))
      throw new Error(`Its answer changed from ${state.answer?.text ?? ''} to ${answer.text}: its time does not count.`)
    return tookMs
  }

  /** Threads that share one random stream answer otherwise each time; then each answer has to be right by itself. */
  function isStill(answer: Answer): boolean {
    if (answer.checksum === state.answer?.checksum) return true
    return exactness !== 'exact' && expected !== undefined && kernel.agrees(answer, expected, job)
  }

  function ready(): PreparedVariant {
    if (!prepared) throw new Error('A rung is prepared before it runs')
    return prepared
  }
}

/** The whole job, or the share of it that a slow rung is given: an item takes as long in either. */
function shareOf({ kernel, params }: Course, share = 1): Pick<VariantJob, 'params' | 'items'> {
  if (share === 1) return { params, items: Math.max(1, kernel.meta.items(params)) }
  const smaller = kernel.meta.smaller?.(params, share)
  if (smaller) return { params: smaller, items: kernel.meta.items(smaller) }
  return { params, items: Math.max(1, Math.round(kernel.meta.items(params) * share)) }
}

/** Microseconds are finer than any browser's clock, and keep a submission small. */
const rounded = (ms: number) => Math.round(ms * 1000) / 1000

/**
 * The promise, or the signal's reason as soon as it fires: whoever runs a kernel may need its 100 ms to end, the user
 * need not wait for that. The promise's own rejection, which then comes later, says the same and is not news.
 */
export function within<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stopped = () => reject(signal.reason as Error)
    if (signal.aborted) stopped()
    else signal.addEventListener('abort', stopped, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stopped))
  })
}
