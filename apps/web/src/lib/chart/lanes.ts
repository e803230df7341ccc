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

/** A worker's first report of a sample counts from the end of the sample before it, but from no longer ago than this. */
const FIRST_REPORT_MS = 120
/** Shorter stretches have wild rates: they are drawn, but do not set what a full lane is. */
const STEADY_MS = 8

export class LaneBook {
  /** Stretches of each worker, oldest first. */
  readonly lanes: Stretch[][] = []
  /** Time of the first and the last report, on the runner's clock. */
  startMs = NaN
  endMs = NaN
  /** The sample being taken: samples follow each other, never overlap. */
  #sample = { rung: -1, number: 0, startMs: 0 }
  #last: ({ sample: number; done: number; atMs: number } | undefined)[] = []
  #bestRate = new Map<number, number>()

  /** Adds one report. */
  add(rung: number, { worker, done, atMs }: Progress): void {
    if (Number.isNaN(this.startMs)) this.startMs = this.endMs = atMs - FIRST_REPORT_MS / 4
    const before = this.#last[worker]
    const again = before?.sample === this.#sample.number && done < before.done
    if (rung !== this.#sample.rung || again)
      this.#sample = { rung, number: this.#sample.number + 1, startMs: this.endMs }
    const { number, startMs } = this.#sample
    const last = before?.sample === number ? before : { done: 0, atMs: Math.max(startMs, atMs - FIRST_REPORT_MS) }
    this.#last[worker] = { sample: number, done, atMs }
    this.endMs = Math.max(this.endMs, atMs)
    this.#draw(worker, { rung, fromMs: last.atMs, toMs: atMs, rate: (done - last.done) / (atMs - last.atMs) })
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

  #draw(worker: number, stretch: Stretch) {
    const { rung, fromMs, toMs, rate } = stretch
    if (!(rate > 0) || !Number.isFinite(rate)) return
    while (this.lanes.length <= worker) this.lanes.push([])
    this.lanes[worker]?.push(stretch)
    if (toMs - fromMs >= STEADY_MS) this.#bestRate.set(rung, Math.max(rate, this.#bestRate.get(rung) ?? 0))
  }
}
