/** Functions that Pyodide's module imports. */
interface Imports {
  /** What stack switching needs to keep of Python. */
  saveState(): object | null
  restoreState(state: object): void
  /** Behind `pyodide.ffi.can_run_sync`: one call from Python to here, with nothing in between that keeps a stack from switching. */
  can_run_sync_js(): number | Promise<number>
}

/** A promise that Python can wait for. As a function's own result Pyodide would make a future of it. */
export interface Waiting<T> {
  promise: Promise<T>
}

/**
 * Python's stacks: one for the program, one for each thread, and a short way for them to wait. Pyodide's own, `run_sync`,
 * makes a future of a promise, and a task, and goes round the event loop for each of their callbacks: two milliseconds,
 * which threads that take turns every five cannot spare. Here the function that says whether stacks can be switched does
 * switch, when a promise is held ready for it; whether they can is asked of `canSwitch`, for a browser lets nobody call
 * what may suspend from a stack that cannot. One stack runs at a time: their memory is the same, and Pyodide tidies up
 * behind one that has ended a few microtasks later.
 */
export class Stacks {
  #held: Promise<unknown> | undefined
  #settled: { value: unknown } | { error: unknown } = { value: undefined }
  readonly #ready: (() => void)[] = []
  #canSwitch: () => unknown = () => 0
  #busy = false
  #busySince = 0
  #ranMs = 0

  /** Changes what the module is about to import; without stack switching nothing. */
  constructor(imports: WebAssembly.ModuleImports) {
    if (!('Suspending' in WebAssembly)) return
    const { saveState, restoreState, can_run_sync_js: canSuspend } = imports as unknown as Partial<Imports>
    if (!saveState || !restoreState || !canSuspend) throw new Error('Pyodide no longer switches stacks as it did')
    this.#canSwitch = canSuspend
    const { Suspending } = WebAssembly as unknown as {
      Suspending: new (call: Imports['can_run_sync_js']) => WebAssembly.ImportValue
    }
    imports.can_run_sync_js = new Suspending(() => {
      const held = this.#held
      this.#held = undefined
      const state = held && saveState()
      if (!state) return canSuspend()
      const turn = new Promise<number>((resolve) => {
        const goOn = (settled: { value: unknown } | { error: unknown }) =>
          this.#whenNoneRuns(() => {
            this.#settled = settled
            resolve(1)
          })
        held.then(
          (value) => goOn({ value }),
          (error: unknown) => goOn({ error }),
        )
      })
      // The stack goes on by the same promise, from the next reaction to it: nothing comes between.
      void turn.then(() => restoreState(state))
      queueMicrotask(() => this.#stopped())
      return turn
    })
  }

  /** Runs `body`, a call that may wait, on a stack of its own. */
  run<T>(body: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#whenNoneRuns(() => {
        body()
          .finally(() => this.#stopped())
          .then(resolve, reject)
      })
    })
  }

  /** Whether what runs now is on a stack that can be switched. */
  get canSwitch(): boolean {
    return Boolean(this.#canSwitch())
  }

  /** Whether another stack could run now. */
  get wanted(): boolean {
    return this.#ready.length > 0
  }

  /** How long stacks have run, without what they waited. */
  get ranMs(): number {
    return this.#ranMs + (this.#busy ? performance.now() - this.#busySince : 0)
  }

  /** What runs has slept without giving its stack up. */
  leaveOut(ms: number): void {
    this.#ranMs -= ms
  }

  /** The next `can_run_sync()` waits for it. */
  hold(promise: Promise<unknown>): void {
    this.#held = promise
  }

  /** What it settled with: its value, or its error thrown; asked once, at once. */
  take(): unknown {
    const settled = this.#settled
    this.#settled = { value: undefined }
    if ('error' in settled) throw settled.error
    return settled.value
  }

  #whenNoneRuns(go: () => void): void {
    this.#ready.push(go)
    this.#next()
  }

  #stopped(): void {
    this.#ranMs = this.ranMs
    this.#busy = false
    this.#next()
  }

  #next(): void {
    if (this.#busy) return
    const go = this.#ready.shift()
    if (!go) return
    this.#busy = true
    this.#busySince = performance.now()
    go()
  }
}
