/** Where compiled functions live: one memory, one random stream that persists between calls, perhaps a pool for prange. */
import { CONTEXT, seedContext } from './context.ts'
import type { Heap, OutsideMemory } from './heap.ts'
import { adoptHeap, ownHeap } from './heap.ts'
import type { Parallel, ParallelJob } from './parallel.ts'
import { JOB_HEADER } from './parallel.ts'
import { Raised } from './errors.ts'
import { makeProgress, type OnProgress } from './progress.ts'
import type { StopWord } from './stop.ts'
import type { Print, Thread } from './thread.ts'
import { makeThread } from './thread.ts'
import type { ArrayView, DType } from './values.ts'
import { BYTES, contiguousStrides, elementsOf } from './values.ts'

export interface RuntimeOptions {
  /** Somebody else's memory to work in, in place (Pyodide's). Without it the runtime makes its own. */
  memory?: OutsideMemory
  /** Own memory only: shared between threads, which `parallel` needs. Default: whether `parallel` is given. */
  shared?: boolean
  /** Runs prange's chunks; without it they run here, one after another, with the same answer. */
  parallel?: Parallel
  /** Takes each line a program prints; default: standard error. */
  print?: Print
  /** Told how far a loop is that takes long, about every PROGRESS_MS; called on the thread that computes. */
  onProgress?: OnProgress
  /** The clock that spaces what `onProgress` is told, in milliseconds. */
  now?: () => number
  /** Ends what runs here when it is asked to: the call throws Stopped. */
  stop?: StopWord
  /** Seeds `np.random` at once (0 … 2³²−1); otherwise by chance, as NumPy does. */
  seed?: number
  /** Own memory only: its most 64 KiB pages, to test running out of memory. */
  maximumPages?: number
}

export interface Runtime {
  readonly thread: Thread
  readonly memory: WebAssembly.Memory
  readonly parallel: Parallel | undefined
  /** The same as `np.random.seed(seed)`. */
  seed(seed: number): void
  /** An array in this memory that lives until `free`; a call works on it in place. Elements are zero. Throws when full. */
  allocate(dtype: DType, shape: readonly number[]): ArrayView
  free(array: ArrayView): void
  /** The elements of an allocated (C-contiguous) array; the view goes stale when the memory grows: ask again. */
  elements(array: ArrayView): ReturnType<typeof elementsOf>
  /** How the last prange loop ran; undefined before the first. */
  readonly lastJob: JobReport | undefined
  dispose(): void
}

export interface JobReport {
  chunks: number
  workers: number
  mode: 'pool' | 'serial'
  /** Why it ran here and not on a pool. */
  reason?: string
}

export function createRuntime(options: RuntimeOptions = {}): Runtime {
  const heap: Heap = options.memory
    ? adoptHeap(options.memory)
    : ownHeap({ shared: options.shared ?? options.parallel !== undefined, maximumPages: options.maximumPages })
  const { memory } = heap
  const parallel = heap.shared ? options.parallel : undefined
  let lastJob: JobReport | undefined
  const serial = heap.shared ? 'no pool of workers was given' : 'the memory is not shared between threads'
  const onProgress = options.onProgress && makeProgress(options.onProgress, options.now)
  const thread: Thread = makeThread(heap, {
    print: options.print,
    onProgress,
    stop: options.stop,
    runParallel(job, line) {
      const { chunks } = job
      lastJob = parallel
        ? { chunks, workers: parallel.workers, mode: 'pool' }
        : { chunks, workers: 1, mode: 'serial', reason: serial }
      runJob(thread, parallel, job, line > 0 && onProgress ? tellOf(job, line, onProgress) : undefined)
    },
  })
  if (options.seed !== undefined) seedContext(memory, thread.context, options.seed)
  return {
    thread,
    memory,
    parallel,
    seed: (seed) => seedContext(memory, thread.context, seed),
    allocate(dtype, shape) {
      const byteLength = shape.reduce((product, extent) => product * extent, BYTES[dtype])
      const byteOffset = heap.malloc(Math.max(byteLength, 1))
      if (byteOffset === 0) throw new RangeError(`no memory for ${byteLength} bytes`)
      new Uint8Array(memory.buffer, byteOffset, byteLength).fill(0)
      return { dtype, shape, strides: contiguousStrides(dtype, shape), byteOffset }
    },
    free: (array) => heap.free(array.byteOffset),
    elements: (array) => elementsOf(array, memory.buffer),
    get lastJob() {
      return lastJob
    },
    dispose: () => thread.dispose(),
  }
}

/** Tells that the job begins, and gives what tells how far it is. */
function tellOf({ memory, frame, chunks }: ParallelJob, line: number, onProgress: OnProgress): () => void {
  onProgress({ line, fraction: 0 })
  return () => {
    const count = Atomics.load(new Int32Array(memory.buffer, frame + JOB_HEADER.done, 1), 0)
    if (count > 0) onProgress({ line, fraction: count / chunks })
  }
}

/**
 * Runs a prange loop's chunks on the pool or here. Chunks that draw random numbers seed this thread's stream with their
 * own; the caller's stream is kept aside meanwhile, so it goes on as if nothing had been drawn.
 */
function runJob(thread: Thread, parallel: Parallel | undefined, job: ParallelJob, meanwhile?: () => void): void {
  const stream = () => new Uint8Array(job.memory.buffer, thread.context, CONTEXT.byteLength)
  const random = { from: CONTEXT.nextDouble, to: CONTEXT.freeLists }
  const small = stream().slice(random.from, random.to)
  const words = stream().slice(CONTEXT.words)
  try {
    if (parallel) parallel.run(job, meanwhile)
    else thread.work(job, meanwhile)
  } finally {
    stream().set(small, random.from)
    stream().set(words, CONTEXT.words)
  }
  const header = new Int32Array(job.memory.buffer, job.frame, JOB_HEADER.byteLength / 4)
  if (header[JOB_HEADER.failedChunk >> 2] === 0) return
  const details = new BigInt64Array(job.memory.buffer, job.frame + JOB_HEADER.details, 2)
  throw new Raised(
    header[JOB_HEADER.errorKind >> 2] ?? 0,
    header[JOB_HEADER.errorPlace >> 2] ?? 0,
    header[JOB_HEADER.errorMessage >> 2] ?? 0,
    details[0] ?? 0n,
    details[1] ?? 0n,
  )
}
