import { hostWorkers } from '../pool/index.ts'
import { endWorker, StopWords, type StopWord } from '../runtime/index.ts'
import type { PythonEvent, RunOutcome } from './events.ts'
import type { FromInterpreter, PythonFiles, ToInterpreter } from './protocol.ts'

export interface PythonSessionOptions {
  /** Folder that `scripts/python-assets.mjs` filled, as a URL on this origin that ends in a slash: "/python/". */
  assets: string
  onEvent?: (event: PythonEvent) => void
  /** What `os.cpu_count()` answers and how many children are kept warm. Default: `navigator.hardwareConcurrency`. */
  cores?: number
  /** Characters of output a run may show before its middle is left out. Default 500 000. */
  outputLimit?: number
}

export interface RunSettings {
  /** The name tracebacks show and `__file__` is; ends in `.py`. Default "lesson.py". */
  filename?: string
  /** Seeds `random` and `numpy.random` before the program starts; without it they are seeded anew each run. */
  seed?: number
}

export interface PythonSession {
  /** Settles when programs can run; rejects with a sentence for the user when Python cannot be started at all. */
  readonly ready: Promise<void>
  /**
   * Says which program is likely to run next, so that NumPy and child interpreters it will need are made ready while
   * the user still reads or types. Cheap; call it after every change of the editor. Settles when all is warm.
   */
  prepare(code: string): Promise<void>
  /**
   * Runs a program as `__main__`. Never rejects for what the program does: the outcome says how it ended.
   * @throws Error while another program runs, or after `dispose`.
   */
  run(code: string, settings?: RunSettings): Promise<RunOutcome>
  /** Ends the running program and all it started; its `run` settles as `stopped`. Without a running program: nothing. */
  stop(): void
  /** Settles when nothing of what was stopped computes any more: at once, but for calls into C that take long. */
  readonly ended: Promise<void>
  /** Ends everything and frees its memory; a running program settles as `stopped`. */
  dispose(): void
}

/** Starts an interpreter in a worker at once; see index.ts for an example. */
export function createPythonSession(options: PythonSessionOptions): PythonSession {
  return new Session(options)
}

/** One worker with its interpreter. */
interface Incarnation {
  worker: Worker
  booted: Promise<void>
  /** Characters of output dealt with. */
  taken: Int32Array | undefined
  /** The words of the worker and of all inside it, and its own; absent without shared memory. */
  words: StopWords | undefined
  stop: StopWord | undefined
}

/** An interpreter, its children and those that they replace. */
const stopWords = 1024
/** Chromium lets a worker that computes go on for two seconds. */
const endLimits = { patienceMs: 150, forcedMs: 2500 }

class Session implements PythonSession {
  readonly #options: PythonSessionOptions
  readonly #preparing = new Map<number, () => void>()
  #incarnation: Incarnation
  /** Handed from one interpreter to the next, so that only the first fetches. */
  #files: PythonFiles | undefined
  #running: { startedAt: number; settle: (outcome: RunOutcome) => void } | undefined
  #disposed = false
  #ended: Promise<void> = Promise.resolve()
  #nextId = 1

  constructor(options: PythonSessionOptions) {
    this.#options = options
    this.#incarnation = this.#start()
    // A page that is left for good ends its workers, but not at once.
    globalThis.addEventListener('pagehide', this.#onLeave)
  }

  get ready(): Promise<void> {
    return this.#incarnation.booted
  }

  async prepare(code: string): Promise<void> {
    await this.ready
    const id = this.#nextId++
    await new Promise<void>((resolve) => {
      this.#preparing.set(id, resolve)
      this.#post({ type: 'prepare', id, code })
    })
  }

  async run(code: string, settings: RunSettings = {}): Promise<RunOutcome> {
    if (this.#disposed) throw new Error('This session has been disposed of')
    if (this.#running) throw new Error('A program is running already: stop it first')
    return new Promise((settle) => {
      const running = { startedAt: performance.now(), settle }
      this.#running = running
      const { filename = 'lesson.py', seed } = settings
      this.ready.then(
        () => {
          // Stopped while Python was still starting: nothing to send.
          if (this.#running === running)
            this.#post({ type: 'run', code, filename, ...(seed === undefined ? {} : { seed }) })
        },
        (error: Error) => {
          if (this.#running === running)
            this.#settle({ status: 'unavailable', elapsedMs: this.#elapsedMs(), message: error.message })
        },
      )
    })
  }

  stop(): void {
    if (!this.#running) return
    this.#restart()
    this.#settle({ status: 'stopped', elapsedMs: this.#elapsedMs() })
  }

  get ended(): Promise<void> {
    return this.#ended
  }

  readonly #onLeave = (event: Event): void => {
    if (!('persisted' in event && event.persisted)) this.dispose()
  }

  dispose(): void {
    this.#disposed = true
    globalThis.removeEventListener('pagehide', this.#onLeave)
    this.#end()
    if (this.#running) this.#settle({ status: 'stopped', elapsedMs: this.#elapsedMs() })
  }

  /** Nothing in the worker can hold this up: it is ended from outside if it does not end itself, its children with it. */
  #restart(): void {
    this.#end()
    this.#incarnation = this.#start()
  }

  #end(): void {
    const { worker, taken, words, stop } = this.#incarnation
    worker.onmessage = worker.onerror = null
    this.#post({ type: 'end' })
    words?.askAll()
    if (taken) Atomics.notify(taken, 0)
    this.#ended = Promise.all([this.#ended, endWorker(worker, stop, endLimits)]).then(() => {})
    for (const resolve of this.#preparing.values()) resolve()
    this.#preparing.clear()
  }

  #start(): Incarnation {
    const worker = hostWorkers(
      new Worker(new URL('./interpreter/worker.ts', import.meta.url), { type: 'module', name: 'python' }),
    )
    const booted = new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromInterpreter>) => {
        if (data.type === 'booted') resolve()
        else if (data.type === 'unavailable') reject(new Error(data.message))
        else this.#receive(data)
      }
      worker.onerror = (event) => {
        event.preventDefault()
        const message = `Python's worker failed: ${event.message || 'its script could not be loaded'}. Reload the page.`
        reject(new Error(message))
        if (this.#running) this.#settle({ status: 'unavailable', elapsedMs: this.#elapsedMs(), message })
      }
    })
    // Whoever waits for it sees the rejection; nobody has to.
    booted.catch(() => {})
    const { assets, cores = navigator.hardwareConcurrency, outputLimit = 500_000 } = this.#options
    const isolated = globalThis.crossOriginIsolated
    const taken = isolated ? new Int32Array(new SharedArrayBuffer(4)) : undefined
    const words = isolated ? new StopWords(stopWords) : undefined
    const stop = words?.take()
    const order: ToInterpreter = {
      type: 'boot',
      assets: new URL(assets, globalThis.location.href).href,
      cores,
      outputLimit,
      ...(taken ? { taken } : {}),
      ...(stop ? { stop: stop.place } : {}),
      ...(this.#files ? { files: this.#files } : {}),
    }
    worker.postMessage(order)
    return { worker, booted, taken, words, stop }
  }

  #receive(message: Exclude<FromInterpreter, { type: 'booted' } | { type: 'unavailable' }>): void {
    switch (message.type) {
      case 'event':
        this.#options.onEvent?.(message.event)
        return this.#take(message.event)
      case 'files':
        this.#files = message.files
        return
      case 'prepared':
        this.#preparing.get(message.id)?.()
        this.#preparing.delete(message.id)
        return
      case 'crashed':
        this.#restart()
        if (this.#running) this.#crash(message.message)
        return
      case 'ended':
        if (message.unclean) this.#restart()
        return this.#settle(message.outcome)
      default:
        throw new Error(`Unknown message: ${JSON.stringify(message satisfies never)}`)
    }
  }

  /** Tells the interpreter how much output has been dealt with, so that it never runs far ahead. */
  #take(event: PythonEvent): void {
    const { taken } = this.#incarnation
    if (!taken || (event.type !== 'stdout' && event.type !== 'stderr')) return
    Atomics.add(taken, 0, event.text.length)
    Atomics.notify(taken, 0)
  }

  #settle(outcome: RunOutcome): void {
    const running = this.#running
    this.#running = undefined
    this.#options.onEvent?.({ type: 'outcome', ...outcome })
    running?.settle(outcome)
  }

  /** What the interpreter does not survive is told where tracebacks are. */
  #crash(cause: string): void {
    const message = explainCrash(cause)
    this.#options.onEvent?.({ type: 'stderr', text: `${message}\n` })
    const failure = { name: 'FatalError', message, traceback: message, frames: [] }
    this.#settle({ status: 'error', elapsedMs: this.#elapsedMs(), failure })
  }

  #elapsedMs(): number {
    return this.#running ? performance.now() - this.#running.startedAt : 0
  }

  #post(message: ToInterpreter): void {
    this.#incarnation.worker.postMessage(message)
  }
}

function explainCrash(cause: string): string {
  const what = /call stack/i.test(cause)
    ? 'calls went deeper than this browser’s stack, by way of built-in functions. Look for a function that calls itself without end (a __repr__, a key of sorted)'
    : /memory/i.test(cause)
      ? 'its memory was at an end. Use smaller arrays or lists'
      : cause
  return `Python itself failed: ${what}. It has been started anew.`
}
