import type { LadderEvent, LadderPlan, LadderRequest, PressureState, RungState } from '@prange/kernels/bench/types'
import type { Progress } from '@prange/kernels/catalog/types'
import { hostWorkers } from '@prange/kernels/pool/relay'
import type { QualityFlag, Run } from '@prange/kernels/words'
import { LaneBook } from '#lib/chart/lanes.ts'

export type LadderPhase = 'idle' | 'running' | 'stopping' | 'done' | 'stopped' | 'failed'

/** The worker's side of a runner, as far as the page uses it; a test hands in its own. */
export interface Runner {
  postMessage(request: LadderRequest): void
  terminate(): void
  onmessage: ((event: MessageEvent<LadderEvent>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** A runner that has not said "stopped" by then is stuck: it is ended by force, and the next run gets a new one. */
const STOP_PATIENCE_MS = 1500

/** One ladder as the page shows it: where it stands, what was measured, what the lanes have seen. */
export class Ladder {
  phase: LadderPhase = $state('idle')
  plan: LadderPlan | undefined = $state.raw()
  rungs: RungState[] = $state.raw([])
  elapsedMs = $state(0)
  remainingMs = $state(0)
  quality: QualityFlag[] = $state.raw([])
  pressure: PressureState | undefined = $state()
  /** The finished run. */
  run: Run | undefined = $state.raw()
  /** Why it failed, in one sentence. */
  message = $state('')
  /** Not reactive: the lanes read it once a frame. Renewed by each start. */
  book = $state.raw(new LaneBook())
  /** Called with each report, for instruments that draw more of it than lanes. */
  onProgress: ((rung: number, progress: Progress) => void) | undefined

  #spawn: () => Runner
  #runner: Runner | undefined
  #patience: ReturnType<typeof setTimeout> | undefined

  constructor(spawn: () => Runner = spawnRunner) {
    this.#spawn = spawn
  }

  get running(): boolean {
    return this.phase === 'running' || this.phase === 'stopping'
  }

  /** Starts a ladder; how it goes is in this object's fields. One at a time. */
  start(plan: LadderPlan): void {
    if (this.running) throw new Error('a ladder is running already')
    this.plan = plan
    this.rungs = []
    this.quality = []
    this.elapsedMs = 0
    this.remainingMs = plan.budgetMs
    this.pressure = undefined
    this.run = undefined
    this.message = ''
    this.book = new LaneBook()
    this.phase = 'running'
    this.#send({ type: 'start', plan, touchPoints: navigator.maxTouchPoints })
    if (document.hidden) this.#send({ type: 'hidden' })
    document.addEventListener('visibilitychange', this.#onVisibility)
  }

  /** Asks the runner to stop, and ends it if it does not. */
  stop(): void {
    if (this.phase !== 'running') return
    this.phase = 'stopping'
    this.#send({ type: 'stop' })
    this.#patience = setTimeout(() => {
      this.#end()
      this.#finish('stopped')
    }, STOP_PATIENCE_MS)
  }

  /** Ends the runner and its workers; the object can be started again. */
  dispose(): void {
    this.#end()
    if (this.running) this.#finish('stopped')
  }

  #send(request: LadderRequest) {
    if (!this.#runner) {
      this.#runner = this.#spawn()
      this.#runner.onmessage = ({ data }) => this.#note(data)
      this.#runner.onerror = (event) => {
        event.preventDefault()
        this.#end()
        this.message = `The part of the page that measures could not run (${event.message || 'its script did not load'}). Load the page again.`
        this.#finish('failed')
      }
    }
    this.#runner.postMessage(request)
  }

  #note(event: LadderEvent) {
    switch (event.type) {
      case 'state':
        this.rungs = event.rungs
        this.elapsedMs = event.elapsedMs
        this.remainingMs = event.remainingMs
        this.quality = event.quality
        return
      case 'progress':
        this.book.add(event.rung, event.progress)
        this.onProgress?.(event.rung, event.progress)
        return
      case 'pressure':
        this.pressure = event.state
        return
      case 'done':
        this.rungs = event.rungs
        this.quality = event.quality
        this.run = event.run
        return this.#finish('done')
      case 'stopped':
        return this.#finish('stopped')
      case 'failed':
        this.message = event.message
        return this.#finish('failed')
      default:
        event satisfies never
    }
  }

  #finish(phase: 'done' | 'stopped' | 'failed') {
    clearTimeout(this.#patience)
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.phase = phase
  }

  #end() {
    this.#runner?.terminate()
    this.#runner = undefined
  }

  #onVisibility = () => {
    if (document.hidden) this.#send({ type: 'hidden' })
  }
}

function spawnRunner(): Runner {
  return hostWorkers(new Worker(new URL('./runner.worker.ts', import.meta.url), { type: 'module' }))
}
