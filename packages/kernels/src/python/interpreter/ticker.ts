import type { StopWord } from '../../runtime/index.ts'
import type { Interpreter } from './boot.ts'

/** How long a computing thread keeps the interpreter while others wait for it, as CPython's switch interval. */
const switchIntervalMs = 5
/** POSIX's number; Python's handler for it gives up the turn. */
const SIGALRM = 14

/**
 * Time passing inside a computing program: Python asks for signals every fifty jumps back, and this answers. It always
 * asks, so that Stop is heard whatever it computes, and so that a program with threads pays no more than one without.
 */
export class Ticker {
  readonly #now: () => number
  #wanted: (() => boolean) | undefined
  #onTick: (() => boolean) | undefined
  #lastSwitch = 0
  /** Questions between two looks at the clock, which costs as much as a hundred bytecodes. */
  #stride = 1
  #untilClock = 1
  #lastClock = 0

  constructor(interpreter: Interpreter, now: () => number, stop: StopWord | undefined) {
    this.#now = now
    interpreter.askForSignals(() => {
      stop?.look()
      return (this.#wanted ?? this.#onTick) ? this.#tick() : 0
    })
  }

  /** The running thread is signalled every 5 ms to give up its turn, when somebody wants it. */
  preempt(wanted: (() => boolean) | undefined): void {
    this.#wanted = wanted
    this.#lastSwitch = this.#now()
  }

  /** Calls `onTick` every few hundred bytecodes until it returns false. */
  whilePending(onTick: () => boolean): void {
    this.#onTick = onTick
  }

  /** A thread just got its turn: its 5 ms begin. */
  turnBegan(): void {
    this.#lastSwitch = this.#now()
  }

  #tick(): number {
    if (--this.#untilClock > 0) return 0
    const now = this.#now()
    this.#pace(now - this.#lastClock)
    this.#lastClock = now
    if (this.#onTick && !this.#onTick()) this.#onTick = undefined
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
