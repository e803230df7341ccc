/**
 * Stop, as running code sees it: a word of shared memory that whatever computes looks at itself. `terminate()` alone is
 * late: Chromium lets a worker that computes go on for two seconds.
 *
 *     RUNNING ──ask()──▶ ASKED ──leave()──▶ GONE ──free()──▶ UNUSED
 *
 * GONE is said by the worker itself, with nothing left to run: what it shared may be used again. Whoever took the word
 * for it frees it.
 */

/** A word by its place, which may travel to other workers. */
export interface StopPlace {
  /** A word for each worker, then for each how often it has looked. */
  words: Int32Array
  at: number
}

const STATE = { unused: 0, running: 1, asked: 2, gone: 3 } as const

/**
 * Ends what runs by unwinding its stack from inside. Pyodide passes errors with this mark through Python, past every
 * `except` and `finally`.
 */
export class Stopped extends Error {
  readonly pyodide_fatal_error = true

  constructor() {
    super('stopped from outside')
  }
}

/** One worker's word. */
export class StopWord {
  readonly place: StopPlace
  readonly #words: Int32Array
  readonly #at: number
  readonly #looks: number

  constructor(place: StopPlace) {
    this.place = place
    this.#words = place.words
    this.#at = place.at
    this.#looks = place.words.length / 2 + place.at
  }

  /**
   * Called again and again by what computes, so it is short. Counts, so that others can see who still computes.
   * @throws Stopped when it has to end
   */
  look(): void {
    this.#words[this.#looks]! += 1
    if (this.asked) throw new Stopped()
  }

  get asked(): boolean {
    return Atomics.load(this.#words, this.#at) > STATE.running
  }

  ask(): void {
    if (Atomics.compareExchange(this.#words, this.#at, STATE.running, STATE.asked) === STATE.running)
      Atomics.notify(this.#words, this.#at)
  }

  /** Stops the whole worker, until `ms` have passed or it is asked to stop. */
  sleep(ms: number): void {
    Atomics.wait(this.#words, this.#at, STATE.running, ms)
  }

  get gone(): boolean {
    return Atomics.load(this.#words, this.#at) === STATE.gone
  }

  /** By the worker itself, with nothing left to run. */
  leave(): void {
    Atomics.store(this.#words, this.#at, STATE.gone)
  }

  /** By who took it, when the worker cannot run any more: another may have it. */
  free(): void {
    Atomics.store(this.#words, this.#at, STATE.unused)
  }

  /** Settles when the worker has gone, or when so many milliseconds have passed: whether it has. */
  async left(withinMs: number): Promise<boolean> {
    for (const end = performance.now() + withinMs; !this.gone;) {
      if (performance.now() >= end) return false
      await new Promise((resolve) => setTimeout(resolve, 4))
    }
    return true
  }
}

/** The words of a worker and of all workers inside it. */
export class StopWords {
  readonly words: Int32Array
  #next = 0

  /** `count`: how many may be in use at once. */
  constructor(words: Int32Array | number) {
    this.words = typeof words === 'number' ? new Int32Array(new SharedArrayBuffer(8 * words)) : words
  }

  /** A word that nobody uses, for a new worker. Only one thread may hand them out. */
  take(): StopWord {
    const count = this.words.length / 2
    for (let tries = 0; tries < count; tries++) {
      const at = this.#next++ % count
      if (Atomics.compareExchange(this.words, at, STATE.unused, STATE.running) === STATE.unused)
        return new StopWord({ words: this.words, at })
    }
    throw new Error('There is no stop word left')
  }

  /** Asks all who run. */
  askAll(): void {
    for (let at = 0; at < this.words.length / 2; at++) new StopWord({ words: this.words, at }).ask()
  }
}

export interface EndLimits {
  /** What looks at its word has gone by then. */
  patienceMs: number
  /** As long as the browser lets a worker compute that it was told to end. */
  forcedMs: number
}

/** Asks a worker to end and ends it from outside if it does not; settles when it computes no more. */
export async function endWorker(
  worker: { terminate(): void },
  word: StopWord | undefined,
  { patienceMs, forcedMs }: EndLimits,
): Promise<void> {
  word?.ask()
  const gone = (await word?.left(patienceMs)) ?? false
  worker.terminate()
  if (!gone) await new Promise((resolve) => setTimeout(resolve, forcedMs))
}
