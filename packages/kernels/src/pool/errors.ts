import type { PlainError } from './protocol.ts'

/** A task threw inside its worker. The message and stack are the task's own; the worker lives on. */
export class TaskError extends Error {
  override name = 'TaskError'
  /** The name of the error that the task threw, e.g. "RangeError". */
  readonly thrown: string

  constructor(error: PlainError) {
    super(error.message)
    this.thrown = error.name
    if (error.stack) this.stack = error.stack
  }
}

/** The worker itself died (out of memory, uncaught error, exit) while it had work. Another takes its place. */
export class WorkerDiedError extends Error {
  override name = 'WorkerDiedError'
  readonly worker: number

  constructor(worker: number, reason: string) {
    super(`Worker ${worker} died: ${reason}`)
    this.worker = worker
  }
}

/** Workers do not start here at all: the script is missing or blocked, or the browser refuses to make more. */
export class WorkerStartError extends Error {
  override name = 'WorkerStartError'
}

/** What every aborted promise rejects with, whatever reason the signal carries. */
export const abortError = (cause?: unknown) =>
  Object.assign(new DOMException('The work was stopped.', 'AbortError'), { cause })
