/**
 * What a pool of workers must offer so that `prange` runs on it, and what runs inside each worker. The compiler imports
 * no pool: it is handed a `Parallel`. A job is a number of chunks fixed by the loop alone, never by the workers; who
 * works claims the next chunk by an atomic add, so fast workers do more and the answer stays the same.
 *
 *   runner:  parallel.run(job)                 blocks (Atomics.wait) until every chunk is done or one has failed
 *   worker:  thread = openThread(memory)       once, for one shared memory
 *            thread.work(job)                  claims chunks until none is left; never throws for the user's errors
 *
 * `job` is plain cloneable data (a compiled module and shared memory may be posted to a worker).
 */
export interface ParallelJob {
  /** The compiled module; the same object for every run of one specialisation, so a worker instantiates it once. */
  module: WebAssembly.Module
  /** The shared memory all arrays live in. */
  memory: WebAssembly.Memory
  /** Exported as `(frame: i32, chunk: i32) => void`. */
  entry: string
  /** Address of the job's header (see JOB_HEADER), followed by what the chunks read and write. */
  frame: number
  chunks: number
}

/** A pool as the runtime sees it. */
export interface Parallel {
  /** Threads that work on one job, the caller's own included if it helps. */
  readonly workers: number
  /**
   * Works through all chunks and returns when none is running any more. Called from WASM, so it must block; the user's
   * errors are left in the job's header by `Thread.work`. Throws only when the pool itself broke down. Calls `meanwhile`
   * every PROGRESS_MS, if it is given.
   */
  run(job: ParallelJob, meanwhile?: () => void): void
}

/** Byte offsets of i32 words in a job's header. All are zero when the job starts. */
export const JOB_HEADER = {
  /** Next chunk to claim. */
  next: 0,
  /** Set to 1 to make workers stop claiming (abort, or a chunk failed). */
  stop: 4,
  /** Chunks finished so far: progress. */
  done: 8,
  /** 1 + the lowest chunk that raised, or 0; then its error kind, place and message number. */
  failedChunk: 12,
  errorKind: 16,
  errorPlace: 20,
  errorMessage: 24,
  /** A lock word for the failure fields. */
  lock: 28,
  /** Two i64 values for the message. */
  details: 32,
  byteLength: 48,
} as const
