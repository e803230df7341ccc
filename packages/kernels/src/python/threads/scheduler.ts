import type { PyProxy } from 'pyodide/ffi'
import type { Ticker } from '../interpreter/ticker.ts'

/** A thread that waits: for `wake`, or until its time is up. Python suspends on `promise`. */
export interface Waiter {
  /** True when woken, false when the time was up. */
  promise: Promise<boolean>
  /** False when it was settled already: wake somebody else. */
  wake(): boolean
}

/**
 * Threads that compute hand each other their turns in microtasks, which cost nothing; so often the event loop comes
 * between, for timers and messages. A message takes a detour over another thread, which on a busy machine is slow.
 */
const eventsEveryMs = 20

type CallablePromising = PyProxy & { callPromising(): Promise<unknown>; copy(): CallablePromising }

/** What green threads need of JavaScript: stacks to run on, timers, and turns. Its names are Python's to call. */
export class Scheduler {
  readonly #ticker: Ticker
  readonly #turns: (() => void)[] = []
  readonly #channel = new MessageChannel()
  readonly #pause = globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : undefined
  readonly #onLost: (error: unknown) => void
  #lastTask = 0

  constructor(ticker: Ticker, onLost: (error: unknown) => void) {
    this.#ticker = ticker
    this.#onLost = onLost
    // A message is the fastest macrotask: a zero timer is rounded up to 4 ms once nested.
    this.#channel.port1.onmessage = () => {
      this.#lastTask = performance.now()
      this.#turns.shift()?.()
    }
  }

  /** Settles at the end of the queue of threads that want to run. */
  give_up_turn(): Promise<void> {
    return new Promise((resolve) => this.#next(resolve))
  }

  turn_began(): void {
    this.#ticker.turnBegan()
  }

  /** Runs a thread's body on a stack of its own, in its turn. */
  start(body: CallablePromising): void {
    const own = body.copy()
    this.#next(() => {
      own
        .callPromising()
        .catch(this.#onLost)
        .finally(() => own.destroy())
    })
  }

  preempt(on: boolean): void {
    this.#ticker.preempt(on)
  }

  /** `ms` below 0 waits for ever. */
  waiter(ms: number): Waiter {
    let settled = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let settle: (woken: boolean) => void = () => {}
    const promise = new Promise<boolean>((resolve) => {
      settle = (woken) => {
        settled = true
        clearTimeout(timer)
        resolve(woken)
      }
    })
    if (ms >= 0) timer = setTimeout(() => settle(false), Math.min(ms, 2 ** 31 - 1))
    return {
      promise,
      wake() {
        if (settled) return false
        settle(true)
        return true
      },
    }
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(ms, 2 ** 31 - 1)))
  }

  /** Stops the whole worker; exact, and the only way to sleep without stack switching. */
  pause(ms: number): void {
    if (this.#pause) Atomics.wait(this.#pause, 0, 0, ms)
    else for (const end = performance.now() + ms; performance.now() < end;);
  }

  #next(turn: () => void): void {
    this.#turns.push(turn)
    if (performance.now() - this.#lastTask < eventsEveryMs) queueMicrotask(() => this.#turns.shift()?.())
    else this.#channel.port2.postMessage(null)
  }
}
