import type { PythonEvent, RunOutcome } from './events.ts'

export interface PythonSessionOptions {
  /** Folder that `scripts/python-assets.mjs` filled, as a URL on this origin that ends in a slash: "/python/". */
  assets: string
  onEvent?: (event: PythonEvent) => void
  /** What `os.cpu_count()` answers and how many children are kept warm. Default: `navigator.hardwareConcurrency`. */
  cores?: number
  /** Characters of output a run may show before its middle is left out. Default 500 000. */
  outputLimit?: number
}

export interface RunSettings {
  /** The name tracebacks show and `__file__` is; ends in `.py`. Default "lesson.py". */
  filename?: string
  /** Seeds `random` and `numpy.random` before the program starts; without it they are seeded anew each run. */
  seed?: number
}

export interface PythonSession {
  /** Settles when programs can run; rejects with a sentence for the user when Python cannot be started at all. */
  readonly ready: Promise<void>
  /**
   * Says which program is likely to run next, so that NumPy and child interpreters it will need are made ready while
   * the user still reads or types. Cheap; call it after every change of the editor.
   */
  prepare(code: string): void
  /** Runs a program as `__main__`. Never rejects for what the program does: the outcome says how it ended. */
  run(code: string, settings?: RunSettings): Promise<RunOutcome>
  /** Ends the running program and all it started; its `run` settles as `stopped`. Without a running program: nothing. */
  stop(): void
  dispose(): void
}

/** Starts an interpreter in a worker at once; see index.ts for an example. */
export type CreatePythonSession = (options: PythonSessionOptions) => PythonSession
