import type { Interpreter } from './boot.ts'

/** How long a computing thread keeps the interpreter while others wait for it, as CPython's switch interval. */
const switchIntervalMs = 5
/** POSIX's number; Python's handler for it gives up the turn. */
const SIGALRM = 14

/**
 * Time passing inside a computing program: Python asks for signals every fifty jumps back, and this answers. It costs a
 * few percent, so Python is told to ask only while something needs it.
 */
export class Ticker {
  readonly #interpreter: Interpreter
  readonly #now: () => number
  #wanted: (() => boolean) | undefined
  #onTick: (() => boolean) | undefined
  #installed = false
  #lastSwitch = 0
  /** Questions between two looks at the clock, which costs as much as a hundred bytecodes. */
  #stride = 1
  #untilClock = 1
  #lastClock = 0

  constructor(interpreter: Interpreter, now: () => number) {
    this.#interpreter = interpreter
    this.#now = now
  }

  /** The running thread is signalled every 5 ms to give up its turn, when somebody wants it. */
  preempt(wanted: (() => boolean) | undefined): void {
    this.#wanted = wanted
    this.#lastSwitch = this.#now()
    this.#install()
  }

  /** Calls `onTick` every few hundred bytecodes until it returns false. */
  whilePending(onTick: () => boolean): void {
    this.#onTick = onTick
    this.#install()
  }

  /** A thread just got its turn: its 5 ms begin. */
  turnBegan(): void {
    this.#lastSwitch = this.#now()
  }

  #install(): void {
    const needed = this.#wanted !== undefined || this.#onTick !== undefined
    if (needed === this.#installed) return
    this.#installed = needed
    this.#interpreter.askForSignals(needed ? () => this.#tick() : undefined)
  }

  #tick(): number {
    if (--this.#untilClock > 0) return 0
    const now = this.#now()
    this.#pace(now - this.#lastClock)
    this.#lastClock = now
    if (this.#onTick && !this.#onTick()) {
      this.#onTick = undefined
      this.#install()
    }
    if (now - this.#lastSwitch < switchIntervalMs || !this.#wanted?.()) return 0
    this.#lastSwitch = now
    return SIGALRM
  }

  /** Keeps the looks at the clock about half a millisecond apart, whether bytecodes are additions or matrix products. */
  #pace(elapsedMs: number): void {
    if (elapsedMs < 0.25 && this.#stride < 64) this.#stride *= 2
    else if (elapsedMs > 1) this.#stride = Math.max(1, this.#stride >> 2)
    this.#untilClock = this.#stride
  }
}
