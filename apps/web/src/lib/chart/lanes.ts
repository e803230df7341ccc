/**
 * The lanes: what each worker did when. Workers report how many items they have done; between two reports of one sample
 * lies a stretch of work with a rate. A stretch is drawn as high as its rate is against the best of its rung, so a full
 * lane is a worker that goes as fast as it ever did.
 */
import type { Progress } from '@prange/kernels/catalog/types'

export interface Stretch {
  /** Place of the rung in the plan. */
  rung: number
  fromMs: number
  toMs: number
  /** Items per millisecond. */
  rate: number
}

/** A first report has no report before it to count from: its sample began at the last news of anyone, or this long ago. */
const FIRST_REPORT_MS = 40

export class LaneBook {
  /** Stretches of each worker, oldest first. */
  readonly lanes: Stretch[][] = []
  /** Time of the first and the last report, on the runner's clock. */
  startMs = NaN
  endMs = NaN
  #last: ({ rung: number; done: number; atMs: number } | undefined)[] = []
  #bestRate = new Map<number, number>()

  /** Adds one report. */
  add(rung: number, { worker, done, atMs }: Progress): void {
    if (Number.isNaN(this.startMs)) this.startMs = this.endMs = atMs - FIRST_REPORT_MS
    const last = this.#last[worker]
    const goesOn = last?.rung === rung && done >= last.done
    const fromMs = goesOn ? last.atMs : Math.max(this.endMs, atMs - FIRST_REPORT_MS)
    const items = goesOn ? done - last.done : done
    this.#last[worker] = { rung, done, atMs }
    this.endMs = Math.max(this.endMs, atMs)
    if (items <= 0 || atMs <= fromMs) return
    const rate = items / (atMs - fromMs)
    while (this.lanes.length <= worker) this.lanes.push([])
    this.lanes[worker]?.push({ rung, fromMs, toMs: atMs, rate })
    // Very short stretches have wild rates; they may be drawn full, but do not set what full is.
    if (atMs - fromMs >= 4) this.#bestRate.set(rung, Math.max(rate, this.#bestRate.get(rung) ?? 0))
  }

  /** How high a stretch is drawn, 0…1. */
  heightOf({ rung, rate }: Stretch): number {
    const best = this.#bestRate.get(rung)
    return best === undefined ? 1 : Math.min(1, rate / best)
  }

  /** Share of the time between the first and the last report that a worker was at work. */
  busyShare(worker: number): number {
    const worked = (this.lanes[worker] ?? []).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
    return this.endMs > this.startMs ? Math.min(1, worked / (this.endMs - this.startMs)) : 0
  }
}
