import type { PyProxy } from 'pyodide/ffi'
import type { StopWord } from '../../runtime/index.ts'
import type { Stacks } from '../interpreter/stacks.ts'
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
 * between, for timers and messages.
 */
const eventsEveryMs = 20

type CallablePromising = PyProxy & { callPromising(): Promise<unknown>; copy(): CallablePromising }

export interface SchedulerSettings {
  ticker: Ticker
  stacks: Stacks
  stop: StopWord | undefined
  /** A thread's stack ended in JavaScript's hands. */
  onLost(error: unknown): void
  /** A thread, by its ident, began its turn or wants the next one. */
  onTurn(ident: number, state: 'running' | 'waiting'): void
}

/** What green threads need of JavaScript: stacks to run on, timers, and turns. Its names are Python's to call. */
export class Scheduler {
  readonly #settings: SchedulerSettings
  readonly #turns: (() => void)[] = []
  readonly #afterEvents: () => void
  #lastTask = 0
  /** Woken by the running thread, whose promises settle only when it has given up its turn. */
  #woken = 0
  /** What the stacks had run when the program began, and when the running thread's turn did. */
  #beganAtMs = 0
  #turnAtMs = 0
  #turnOf = 0
  /** By ident: what each thread has run in the turns before. */
  readonly #threadMs = new Map<number, number>()

  constructor(settings: SchedulerSettings) {
    this.#settings = settings
    this.#afterEvents = eventTasks(() => {
      this.#lastTask = performance.now()
      this.#turns.shift()?.()
    })
  }

  /** Whether what runs now may wait. */
  can_wait(): boolean {
    return this.#settings.stacks.canSwitch
  }

  /** The thread is about to wait for `promise`. */
  wait_for(promise: Promise<unknown>): void {
    this.#threadMs.set(this.#turnOf, this.thread_ms(this.#turnOf))
    this.#settings.stacks.hold(promise)
  }

  /** What the promise settled with that the thread has waited for. */
  settled(): unknown {
    return this.#settings.stacks.take()
  }

  /** The thread is about to wait at the end of the queue of those that want to run; `ident` 0 is one that nobody sees. */
  give_up_turn(ident: number): void {
    if (ident !== 0) this.#settings.onTurn(ident, 'waiting')
    this.wait_for(new Promise<void>((resolve) => this.#next(resolve)))
  }

  turn_began(ident: number): void {
    if (ident !== 0) this.#settings.onTurn(ident, 'running')
    this.#settings.ticker.turnBegan()
    this.#turnOf = ident
    this.#turnAtMs = this.#settings.stacks.ranMs
  }

  /** A program begins on the thread `ident`. */
  begin_clocks(ident: number): void {
    this.#threadMs.clear()
    this.#turnOf = ident
    this.#turnAtMs = this.#beganAtMs = this.#settings.stacks.ranMs
  }

  /** How long the program has run, in all its threads. */
  process_ms(): number {
    return this.#settings.stacks.ranMs - this.#beganAtMs
  }

  /** How long the running thread has. */
  thread_ms(ident: number): number {
    return (this.#threadMs.get(ident) ?? 0) + this.#settings.stacks.ranMs - this.#turnAtMs
  }

  /** Runs a thread's body on a stack of its own, in its turn. */
  start(body: CallablePromising): void {
    const own = body.copy()
    this.#next(() => {
      this.#settings.stacks
        .run(() => own.callPromising())
        .catch((error: unknown) => this.#settings.onLost(error))
        .finally(() => own.destroy())
    })
  }

  preempt(on: boolean): void {
    // Without another thread that wants to run, a turn ends for the event loop only.
    const wanted = () =>
      this.#turns.length > 0 ||
      this.#woken > 0 ||
      this.#settings.stacks.wanted ||
      performance.now() - this.#lastTask >= eventsEveryMs
    this.#settings.ticker.preempt(on ? wanted : undefined)
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
      wake: () => {
        if (settled) return false
        settle(true)
        this.#woken += 1
        void promise.then(() => (this.#woken -= 1))
        return true
      },
    }
  }

  /** Stops the whole worker; exact, and the only way to sleep without stack switching. */
  pause(ms: number): void {
    const { stop, stacks } = this.#settings
    const from = performance.now()
    if (stop) stop.sleep(ms)
    else for (const end = from + ms; performance.now() < end;);
    stacks.leaveOut(performance.now() - from)
    stop?.look()
  }

  #next(turn: () => void): void {
    this.#turns.push(turn)
    if (performance.now() - this.#lastTask < eventsEveryMs) queueMicrotask(() => this.#turns.shift()?.())
    else this.#afterEvents()
  }
}

/** A function that calls `task` once the event loop has been round. */
function eventTasks(task: () => void): () => void {
  const { scheduler } = globalThis as { scheduler?: { postTask(task: () => void): Promise<void> } }
  if (scheduler) return () => void scheduler.postTask(task)
  // The next best: a zero timer is rounded up to 4 ms once nested, a message takes a detour over another thread.
  const channel = new MessageChannel()
  channel.port1.onmessage = task
  return () => channel.port2.postMessage(null)
}
