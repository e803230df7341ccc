/** The time a ladder may take. It starts paused, and stands still while rungs are made ready and answers checked. */
import type { Clock } from './clock.ts'

export class Budget {
  private readonly clock: Clock
  private readonly ended = new AbortController()
  private endsAtMs: number
  private spareMs: number
  private pausedAtMs: number | undefined
  private callOff = () => {}

  constructor(clock: Clock, budgetMs: number) {
    this.clock = clock
    this.pausedAtMs = clock.now()
    this.endsAtMs = this.pausedAtMs + budgetMs
    this.spareMs = budgetMs
  }

  /** Fires when the budget is over. */
  get over(): AbortSignal {
    return this.ended.signal
  }

  get leftMs(): number {
    return Math.max(0, this.endsAtMs - (this.pausedAtMs ?? this.clock.now()))
  }

  /** Puts the end off until so much is left: for what must not be missing, and by as much again as was given at most. */
  atLeast(neededMs: number): void {
    const moreMs = Math.min(this.spareMs, neededMs - this.leftMs)
    if (moreMs <= 0 || this.ended.signal.aborted) return
    this.spareMs -= moreMs
    this.endsAtMs += moreMs
    if (this.pausedAtMs === undefined) this.start()
  }

  pause(): void {
    this.callOff()
    this.pausedAtMs ??= this.clock.now()
  }

  resume(): void {
    if (this.pausedAtMs === undefined) return
    this.endsAtMs += this.clock.now() - this.pausedAtMs
    this.pausedAtMs = undefined
    this.start()
  }

  /** Takes the timer down; it would keep Node alive. */
  close(): void {
    this.callOff()
  }

  private start(): void {
    this.callOff()
    this.callOff = this.clock.after(this.leftMs, () => this.ended.abort(new Error('The budget is over.')))
  }
}
