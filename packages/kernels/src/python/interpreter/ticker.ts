import type { StopWord } from '../../runtime/index.ts'
import type { Interpreter } from './boot.ts'

/** How long a computing thread keeps the interpreter while others wait for it, as CPython's switch interval. */
const switchIntervalMs = 5
/** POSIX's number; Python's handler for it gives up the turn. */
const SIGALRM = 14
/**
 * Jumps and calls between two questions at most: a question costs about as much as five of them, so this is a hundredth
 * of the tightest loop's time, and no more than a loop of slow calls into C may be late when it follows a quick one.
 */
const mostBetween = 512

/**
 * Time passing inside a computing program: Python asks for signals again and again, and this answers. It asks whatever
 * runs, so that Stop is always heard and a program with threads pays no more for it than one without.
 */
export class Ticker {
  readonly #now: () => number
  #wanted: (() => boolean) | undefined
  #onTick: (() => boolean) | undefined
  #lastSwitch = 0
  #between = 1
  #lastTick = 0

  constructor(interpreter: Interpreter, now: () => number, stop: StopWord | undefined) {
    this.#now = now
    interpreter.askForSignals((askAfter) => {
      stop?.look()
      const at = now()
      askAfter(this.#pace(at - this.#lastTick))
      this.#lastTick = at
      return this.#tick(at)
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

  #tick(now: number): number {
    if (this.#onTick && !this.#onTick()) this.#onTick = undefined
    if (now - this.#lastSwitch < switchIntervalMs || !this.#wanted?.()) return 0
    this.#lastSwitch = now
    return SIGALRM
  }

  /** Keeps the questions a fraction of a millisecond apart, whether bytecodes are additions or matrix products. */
  #pace(elapsedMs: number): number {
    if (elapsedMs < 0.1) this.#between = Math.min(mostBetween, this.#between * 2)
    else if (elapsedMs > 0.4) this.#between = Math.max(1, this.#between >> 2)
    return this.#between
  }
}
