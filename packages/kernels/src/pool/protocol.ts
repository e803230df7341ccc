/**
 * What a pool and its workers say to each other: the same messages in browser Workers and in Node's worker_threads.
 *
 *     pool                                  worker
 *      │ hello ───────────────────────────────▶│  who it is, and whether memory is shared
 *      │◀─────────────────────────────── ready │
 *      │ run   (memory not shared) ───────────▶│  one input, chosen by the pool
 *      │ drain (memory shared) ───────────────▶│  all inputs; workers claim them by Atomics.add on `next`
 *      │◀───────────── start, progress, done … │  the first two only where somebody watches
 *      │◀──────────────────────── idle, failed │
 *
 * There is no "stop" message: a worker in the middle of a loop would not read it. Stopping is terminating.
 */

export type ToWorker =
  | { type: 'hello'; worker: number; shared: boolean }
  | { type: 'run'; job: number; task: string; watched: boolean; index: number; input: unknown }
  | {
      type: 'drain'
      job: number
      task: string
      watched: boolean
      inputs: readonly unknown[]
      next: SharedArrayBuffer
    }

export type FromWorker =
  | { type: 'ready' }
  | { type: 'start'; job: number; index: number }
  | { type: 'progress'; job: number; index: number; done: number; team?: readonly number[] }
  | { type: 'done'; job: number; index: number; output: unknown }
  | { type: 'failed'; job: number; index: number; error: PlainError }
  | { type: 'idle'; job: number }

/** An error as it travels between threads; classes and private fields do not survive cloning. */
export interface PlainError {
  name: string
  message: string
  stack?: string
}

/** What a task knows of where it runs. */
export interface TaskContext {
  /** Which of the pool's workers this is, from 0. */
  worker: number
  /** Whether buffers in its input are shared with the other workers; else they are its own copies. */
  shared: boolean
  /** Tells the pool that so many items of this input are done; called as often as is convenient, sent now and then. */
  progress(done: number): void
  /** The same of a task that commands a team (team.ts): items done by each of its workers. Absent if nobody watches. */
  teamProgress?: (done: readonly number[]) => void
}

/** A function that workers run. Input and output are cloned, so they are plain data; shared buffers stay shared. */
export type Task<Input, Output> = (input: Input, context: TaskContext) => Output | Promise<Output>

/** The tasks a worker's entry serves, by name. `never` lets tasks of any input be listed. */
export type TaskTable = Record<string, (input: never, context: TaskContext) => unknown>
export type InputOf<T extends TaskTable, Name extends keyof T> = Parameters<T[Name]>[0]
export type OutputOf<T extends TaskTable, Name extends keyof T> = Unmoved<Awaited<ReturnType<T[Name]>>>
type Unmoved<Output> = Output extends Moved<infer Inner> ? Inner : Output

/** A task's output whose buffers move to the pool instead of being copied: `return new Moved(array, [array.buffer])`. */
export class Moved<Output> {
  readonly output: Output
  readonly buffers: Transferable[]

  constructor(output: Output, buffers: Transferable[]) {
    this.output = output
    this.buffers = buffers
  }
}
