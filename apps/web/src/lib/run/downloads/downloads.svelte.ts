import { ApiError } from '#lib/api.ts'
import type { TimelineRow } from '#lib/chart/timeline.ts'
import { takeTicket } from '#lib/class/session.svelte.ts'
import type { Run } from '@prange/kernels/words'
import { downloadsRun } from './run.ts'
import { DOWNLOAD_RUNGS, type DownloadRung } from './rungs.ts'
import type { Network, WaitEvent } from './wait.ts'

export interface RungWaits {
  rung: DownloadRung
  phase: 'idle' | 'running' | 'done' | 'stopped' | 'failed'
  rows: TimelineRow[]
  /** This rung's clock: running, or where it ended. */
  nowMs: number
  workers: number
  /** What came back, by ticker. */
  prices: Record<string, number>
  /** Longest time a request stood inside the browser before it left. */
  queuedMs: number
  error?: string
}

export interface DownloadsPlan {
  tickers: readonly string[]
  delayMs: number
  workers: number
}

/** A wait inside the browser shorter than this is the browser's own bookkeeping, not a full house. */
const QUEUED_FROM_MS = 50

/** The three rungs of `downloads` with what has happened in each; `start` runs them one after the other. */
export class Downloads {
  rungs: RungWaits[] = $state(DOWNLOAD_RUNGS.map((rung) => idle(rung, [], 1)))
  running = $state(false)
  /** The finished comparison. */
  run: Run | undefined = $state.raw()
  #network: Network
  #hidden = false
  #stop = new AbortController()

  constructor(network: Network) {
    this.#network = network
  }

  /** Runs all rungs in order; resolves when they are done, stopped or one has failed. Never rejects. */
  async start(plan: DownloadsPlan): Promise<void> {
    if (this.running) return
    this.running = true
    this.run = undefined
    this.#stop = new AbortController()
    this.#hidden = document.hidden
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.rungs = DOWNLOAD_RUNGS.map((rung) => idle(rung, plan.tickers, rung.workersOf(plan.workers)))
    try {
      const ticket = await takeTicket('downloads', this.#stop.signal)
      for (const state of this.rungs) if (!(await this.#wait(state, plan))) return
      this.run = await downloadsRun({
        tickers: plan.tickers.length,
        delayMs: plan.delayMs,
        rungs: this.rungs.map(({ rung, workers, nowMs }) => ({ strategy: rung.strategy, workers, elapsedMs: nowMs })),
        ticket,
        hidden: this.#hidden,
      })
    } catch (error) {
      // Stopped while the ticket was fetched: nothing has begun.
      if (!this.#stop.signal.aborted) throw error
    } finally {
      document.removeEventListener('visibilitychange', this.#onVisibility)
      this.running = false
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  async #wait(state: RungWaits, { tickers, delayMs }: DownloadsPlan): Promise<boolean> {
    const { signal } = this.#stop
    const clock = startClock(this.#network, (nowMs) => (state.nowMs = nowMs))
    state.phase = 'running'
    try {
      const job = {
        tickers,
        delayMs,
        workers: state.workers,
        signal,
        onEvent: (event: WaitEvent) => note(state, event),
      }
      const elapsedMs = await state.rung.wait(job, this.#network)
      clock.stop()
      state.nowMs = elapsedMs
      state.phase = 'done'
      return true
    } catch (error) {
      clock.stop()
      closeOpenSpans(state)
      state.phase = signal.aborted ? 'stopped' : 'failed'
      if (!signal.aborted) state.error = sentenceOf(error)
      return false
    }
  }

  #onVisibility = () => {
    this.#hidden ||= document.hidden
  }
}

const idle = (rung: DownloadRung, tickers: readonly string[], workers: number): RungWaits => ({
  rung,
  phase: 'idle',
  rows: tickers.map((label) => ({ label, spans: [] })),
  nowMs: 0,
  workers,
  prices: {},
  queuedMs: 0,
})

function note(state: RungWaits, event: WaitEvent) {
  const row = state.rows.find(({ label }) => label === event.ticker)
  if (!row) throw new Error(`an answer for ${event.ticker}, which was never asked for`)
  if (event.type === 'start') {
    row.spans = [{ fromMs: event.atMs, kind: 'waiting' }]
    return
  }
  const fromMs = row.spans[0]?.fromMs ?? 0
  const queuedMs = event.queuedMs ?? 0
  row.spans =
    queuedMs < QUEUED_FROM_MS
      ? [{ fromMs, toMs: event.atMs, kind: 'waiting' }]
      : [
          { fromMs, toMs: fromMs + queuedMs, kind: 'queued' },
          { fromMs: fromMs + queuedMs, toMs: event.atMs, kind: 'waiting' },
        ]
  row.note = `$${event.price.toFixed(2)}`
  state.prices[event.ticker] = event.price
  state.queuedMs = Math.max(state.queuedMs, queuedMs)
}

function closeOpenSpans(state: RungWaits) {
  for (const row of state.rows)
    row.spans = row.spans.map((span) =>
      span.toMs === undefined ? { ...span, toMs: state.nowMs, kind: 'failed' as const } : span,
    )
}

/** Moves the picture's clock once a frame while a rung runs. */
function startClock({ now }: Network, tick: (nowMs: number) => void) {
  const startedMs = now()
  let frame = requestAnimationFrame(function step() {
    tick(now() - startedMs)
    frame = requestAnimationFrame(step)
  })
  return { stop: () => cancelAnimationFrame(frame) }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return error instanceof Error ? error.message : String(error)
}
