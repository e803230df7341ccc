/** The lab: one program, one Python session, and what the session told while the program ran. */
import type {
  BootStage,
  CompileStep,
  NoteCode,
  PythonEvent,
  PythonFailure,
  PythonSession,
  RunOutcome,
} from '@prange/kernels/python'
import { type Lane, createLaneBook } from './lanes.ts'
import type { OutputSink } from './output.ts'

export interface Boot {
  stage: BootStage
  loadedBytes: number
  totalBytes: number
}

export interface Compilation {
  function: string
  signature: string
  line: number
  elapsedMs: number
  steps: CompileStep[]
}

/** `fraction` from 0 to 1; undefined for a `while`, of which nobody knows how long it will go on. */
export interface LoopProgress {
  line: number
  fraction: number | undefined
}

/** A loop that has told nothing for so long is over. */
const silenceMs = 1000
/** How often the lanes and their clock move: drawing them with every frame would take a tenth of a core from the program. */
const clockMs = 100

export class Lab {
  /** Python has been asked for and is not ready yet. */
  boot: Boot | undefined = $state()
  ready = $state(false)
  running = $state(false)
  outcome: RunOutcome | undefined = $state()
  lanes: Lane[] = $state.raw([])
  /** Milliseconds since the run began, as of the last event or move of the clock. */
  nowMs = $state(0)
  /** How far a compiled loop is that takes long; undefined while none runs. */
  progress: LoopProgress | undefined = $state.raw()
  compilations: Compilation[] = $state([])
  notes: { code: NoteCode; text: string }[] = $state([])
  /** Why Python cannot be started at all, with what to do. */
  unavailable: string | undefined = $state()
  /** The version and start of the interpreter, for the status line. */
  interpreter: { version: string; elapsedMs: number; from: 'snapshot' | 'cold' } | undefined = $state()

  #session: Promise<PythonSession> | undefined
  #lanes = createLaneBook()
  #sink: OutputSink | undefined
  #runStart = 0
  #clock: ReturnType<typeof setInterval> | undefined
  /** When a loop last told how far it is, on the run's clock. */
  #toldMs = 0

  /** Where output goes; one place at a time. */
  show(sink: OutputSink): void {
    this.#sink = sink
  }

  /** Starts Python in the background; called at the first sign that somebody will run something. */
  wake(): Promise<PythonSession> {
    this.#session ??= this.#start().catch((error: unknown) => {
      // A start that failed must not be remembered: the network may be back for the next one.
      this.#session = undefined
      this.boot = undefined
      this.unavailable = error instanceof Error ? error.message : String(error)
      throw error
    })
    return this.#session
  }

  /** Tells Python which program is likely to run next. */
  prepare(code: string): void {
    void this.#session?.then((session) => session.prepare(code)).catch(() => {}) // `wake` has said why
  }

  async run(code: string): Promise<void> {
    if (this.running) return
    this.#reset()
    this.running = true
    try {
      const session = await this.wake()
      if (!this.running) return
      this.#runStart = performance.now()
      this.#clock = setInterval(() => this.#tick(), clockMs)
      await session.run(code)
    } catch {
      // `unavailable` has said why.
    } finally {
      clearInterval(this.#clock)
      this.running = false
    }
  }

  /** Ends the running program; while Python is still loading, only forgets the wish to run. */
  stop(): void {
    if (!this.running) return
    if (this.ready)
      void this.#session?.then((session) => session.stop()).catch(() => {}) // `wake` has said why
    else {
      this.running = false
      this.outcome = { status: 'stopped', elapsedMs: 0 }
    }
  }

  /** Another program is in the editor: what the one before it printed and drew would be taken for its own. */
  forget(): void {
    if (!this.running) this.#reset()
  }

  dispose(): void {
    clearInterval(this.#clock)
    void this.#session?.then((session) => session.dispose()).catch(() => {}) // nothing was started
    this.#session = undefined
  }

  async #start(): Promise<PythonSession> {
    this.unavailable = undefined
    this.boot = { stage: 'download', loadedBytes: 0, totalBytes: 0 }
    const { createPythonSession } = await import('@prange/kernels/python')
    const session = createPythonSession({ assets: '/python/', onEvent: (event) => this.#on(event) })
    try {
      await session.ready
    } catch (error) {
      session.dispose()
      throw error
    }
    return session
  }

  #reset(): void {
    this.outcome = undefined
    this.compilations = []
    this.notes = []
    this.nowMs = 0
    this.progress = undefined
    this.#lanes.clear()
    this.lanes = []
    this.#sink?.clear()
  }

  /** Moves the lanes' clock while a program runs. */
  #tick(): void {
    this.nowMs = performance.now() - this.#runStart
    if (this.progress && this.nowMs - this.#toldMs > silenceMs) this.progress = undefined
  }

  #on(event: PythonEvent): void {
    switch (event.type) {
      case 'boot':
        this.boot = event
        return
      case 'ready':
        this.boot = undefined
        this.ready = true
        this.interpreter = event
        return
      case 'stdout':
      case 'stderr':
        this.#sink?.append(event.type, event.text)
        return
      case 'lanes':
        this.lanes = this.#lanes.apply(event.changes)
        return
      case 'compile':
        this.compilations.push(event)
        return
      case 'progress':
        this.progress = event
        this.#toldMs = performance.now() - this.#runStart
        return
      case 'note':
        // Said once: a program may compile the same way in a hundred places.
        if (!this.notes.some(({ code }) => code === event.code)) this.notes.push(event)
        return
      case 'outcome':
        this.nowMs = event.elapsedMs
        this.outcome = event
        this.progress = undefined
        return
      default:
        event satisfies never
    }
  }
}

/** The line of the user's file a failure came from, for the editor's mark. */
export const lineOf = (failure: PythonFailure): number | undefined => failure.frames.at(-1)?.line
