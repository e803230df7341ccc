import type { PyodideInterface } from 'pyodide'

/** How long a computing thread keeps the interpreter while others wait for it, as CPython's switch interval. */
const switchIntervalMs = 5
/** POSIX's number; Python's handler for it gives up the turn. */
const SIGALRM = 14

/**
 * Time passing inside a computing program. Pyodide looks into its interrupt buffer every few hundred bytecodes; ours is
 * an object whose getter is called then. It costs a few percent, so it is there only while something needs it.
 */
export class Ticker {
  readonly #py: PyodideInterface
  readonly #now: () => number
  #threads = false
  #onTick: (() => boolean) | undefined
  #installed = false
  #lastSwitch = 0
  /** Looks at the buffer between two looks at the clock, which costs as much as a hundred bytecodes. */
  #stride = 1
  #untilClock = 1
  #lastClock = 0

  constructor(py: PyodideInterface, now: () => number) {
    this.#py = py
    this.#now = now
  }

  /** While on, the running thread is signalled every 5 ms to give up its turn. */
  preempt(on: boolean): void {
    this.#threads = on
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
    const needed = this.#threads || this.#onTick !== undefined
    if (needed === this.#installed) return
    this.#installed = needed
    const tick = () => this.#tick()
    const buffer = {
      get 0() {
        return tick()
      },
      // Pyodide clears the signal after reading it.
      set 0(_value: number) {},
    }
    // Typed as an array of numbers; all Pyodide does is read and clear its first element.
    this.#py.setInterruptBuffer((needed ? buffer : undefined) as unknown as Uint8Array)
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
    if (!this.#threads) return 0
    if (now - this.#lastSwitch < switchIntervalMs) return 0
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
