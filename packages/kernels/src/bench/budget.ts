/** The time a ladder may take. It starts paused, and stands still while rungs are made ready and answers checked. */
import type { Clock } from './clock.ts'

export class Budget {
  private readonly clock: Clock
  private readonly ended = new AbortController()
  private endsAtMs: number
  private pausedAtMs: number | undefined
  private callOff = () => {}

  constructor(clock: Clock, budgetMs: number) {
    this.clock = clock
    this.pausedAtMs = clock.now()
    this.endsAtMs = this.pausedAtMs + budgetMs
  }

  /** Fires when the budget is over. */
  get over(): AbortSignal {
    return this.ended.signal
  }

  get leftMs(): number {
    return Math.max(0, this.endsAtMs - (this.pausedAtMs ?? this.clock.now()))
  }

  pause(): void {
    this.callOff()
    this.pausedAtMs ??= this.clock.now()
  }

  resume(): void {
    if (this.pausedAtMs === undefined) return
    this.endsAtMs += this.clock.now() - this.pausedAtMs
    this.pausedAtMs = undefined
    this.callOff = this.clock.after(this.leftMs, () => this.ended.abort(new Error('The budget is over.')))
  }

  /** Takes the timer down; it would keep Node alive. */
  close(): void {
    this.callOff()
  }
}
