/** One thread's use of a memory: its context, its blocks, its instances of compiled modules. */
import { arrayStr } from './array-text.ts'
import { CONTEXT, seedContext } from './context.ts'
import { floatRepr } from './decimal.ts'
import { Raised } from './errors.ts'
import type { Heap } from './heap.ts'
import { threadHeap } from './heap.ts'
import type { ParallelJob } from './parallel.ts'
import { JOB_HEADER } from './parallel.ts'
import type { OnProgress } from './progress.ts'
import type { StopWord } from './stop.ts'
import { DTYPES, elementsOf } from './values.ts'

export interface Thread {
  readonly heap: Heap
  /** Texts that values of compiled functions stand for, by number: messages, literals, arguments. */
  readonly texts: Map<number, string>
  /** Address of the thread's context. */
  readonly context: number
  /** Instantiates a compiled module against this thread's memory; the same module gives the same instance. */
  instantiate(module: WebAssembly.Module): WebAssembly.Instance
  /** Frees every block that compiled code took and still holds: between calls nothing is alive in its heap. */
  reclaim(): void
  /**
   * Claims and runs chunks of a job until none is left. What the user's program raises goes into the job's header and
   * ends the job; anything else is thrown: our bugs, and Stopped. `onChunk` is told of each chunk finished.
   */
  work(job: ParallelJob, onChunk?: (chunk: number) => void): void
  /** Gives back everything the thread holds. */
  dispose(): void
}

/** Joins a shared memory from another worker. */
export function openThread(memory: WebAssembly.Memory, stop?: StopWord): Thread {
  return makeThread(threadHeap(memory), { stop })
}

/** A thread over a heap. */
export function makeThread(
  heap: Heap,
  { runParallel, print = toConsole, onProgress, stop }: ThreadOptions = {},
): Thread {
  const { memory } = heap
  const context = heap.malloc(CONTEXT.byteLength)
  if (context === 0) throw new Error('no memory for a thread’s context')
  new Uint8Array(memory.buffer, context, CONTEXT.byteLength).fill(0)
  seedContext(memory, context, (Math.random() * 2 ** 32) >>> 0)

  const texts = new Map<number, string>()
  /** The line being printed. */
  const line: string[] = []
  /** Of the array about to be printed. */
  const shape: number[] = []
  const held = new Set<number>()
  const instances = new Map<WebAssembly.Module, WebAssembly.Instance>()
  const imports = (module: WebAssembly.Module): WebAssembly.Imports => ({
    env: {
      memory,
      context: new WebAssembly.Global({ value: 'i32' }, context | 0),
      raise(kind: number, place: number, text: number, a: bigint, b: bigint): never {
        throw new Raised(kind, place, text, a, b)
      },
      more(byteLength: number): number {
        const address = heap.malloc(byteLength >>> 0)
        if (address !== 0) held.add(address)
        return address | 0
      },
      release(address: number): void {
        held.delete(address >>> 0)
        heap.free(address >>> 0)
      },
      parallel(entry: number, frame: number, chunks: number, line: number): void {
        if (!runParallel) throw new Error('a prange loop was reached inside a prange worker')
        runParallel({ module, memory, entry: `chunk${entry}`, frame: frame >>> 0, chunks }, line)
      },
      look: (): void => stop?.look(),
      progress: (millionths: number, line: number): void =>
        onProgress?.({ line, fraction: millionths < 0 ? undefined : millionths / 1e6 }),
      fmod: (a: number, b: number): number => a % b,
      print(kind: number, bits: bigint): void {
        switch (kind) {
          case PRINTED.end:
            print(line.splice(0).join(''))
            return
          case PRINTED.extent:
            return void shape.push(Number(bits))
          case PRINTED.array:
            return void line.push(arrayText(memory, bits, shape.splice(0)))
          default:
            line.push(printed(kind, bits, texts))
        }
      },
    },
    // V8 recognises these functions when they are imported as they are, and calls its own code for them directly.
    Math: Math as unknown as WebAssembly.ModuleImports,
  })

  const thread: Thread = {
    heap,
    texts,
    context,
    instantiate(module) {
      let instance = instances.get(module)
      if (!instance) {
        instance = new WebAssembly.Instance(module, imports(module))
        instances.set(module, instance)
      }
      return instance
    },
    reclaim() {
      for (const address of held) heap.free(address)
      held.clear()
      new Uint8Array(memory.buffer, context + CONTEXT.arena, 8).fill(0)
      new Uint8Array(memory.buffer, context + CONTEXT.freeLists, CONTEXT.words - CONTEXT.freeLists).fill(0)
    },
    work(job, onChunk) {
      const run = thread.instantiate(job.module).exports[job.entry] as (frame: number, chunk: number) => void
      const header = new Int32Array(memory.buffer, job.frame, JOB_HEADER.byteLength / 4)
      const at = (field: number) => field >> 2
      while (Atomics.load(header, at(JOB_HEADER.stop)) === 0) {
        stop?.look()
        const chunk = Atomics.add(header, at(JOB_HEADER.next), 1)
        if (chunk >= job.chunks) return
        try {
          run(job.frame | 0, chunk)
        } catch (error) {
          recordFailure(header, chunk, error)
          return
        }
        Atomics.add(header, at(JOB_HEADER.done), 1)
        onChunk?.(chunk)
      }
    },
    dispose() {
      thread.reclaim()
      instances.clear()
      heap.free(context)
    },
  }
  return thread
}

export type Print = (line: string) => void

// eslint-disable-next-line no-console -- the only place a thread without a page or a terminal of its own can print to
const toConsole: Print = (line) => console.error(line)

/**
 * What `print` is handed, one part at a time, as 64 bits. Of an array first each extent, then `array` with the address of
 * its elements, C-contiguous, and above its 32 bits the number of its dtype.
 */
export const PRINTED = { int: 0, uint: 1, float: 2, bool: 3, text: 4, end: 5, extent: 6, array: 7 } as const

function arrayText({ buffer }: WebAssembly.Memory, bits: bigint, shape: readonly number[]): string {
  const dtype = DTYPES[Number(bits >> 32n)] ?? 'float64'
  const byteOffset = Number(BigInt.asUintN(32, bits))
  return arrayStr(elementsOf({ dtype, shape, strides: [], byteOffset }, buffer), dtype, shape)
}

function printed(kind: number, bits: bigint, texts: ReadonlyMap<number, string>): string {
  switch (kind) {
    case PRINTED.uint:
      return String(BigInt.asUintN(64, bits))
    case PRINTED.float:
      return floatRepr(new Float64Array(BigInt64Array.of(bits).buffer)[0] ?? NaN)
    case PRINTED.bool:
      return bits ? 'True' : 'False'
    case PRINTED.text:
      return texts.get(Number(bits)) ?? ''
    default:
      return String(bits)
  }
}

/** `line` is that of the loop; 0 where another loop around it tells how far it is. */
export type RunParallel = (job: ParallelJob, line: number) => void

export interface ThreadOptions {
  /** What compiled code calls for a `prange` loop. */
  runParallel?: RunParallel
  print?: Print
  /** Told between two slices of a loop. */
  onProgress?: OnProgress
  /** Looked at between two slices of a loop, and two chunks of a job. */
  stop?: StopWord
}

/** Leaves the failure of the lowest chunk in the header, whoever comes first, so that the error does not depend on luck. */
function recordFailure(header: Int32Array, chunk: number, error: unknown): void {
  const at = (field: number) => field >> 2
  const raised = asRaised(error)
  Atomics.store(header, at(JOB_HEADER.stop), 1)
  while (Atomics.compareExchange(header, at(JOB_HEADER.lock), 0, 1) !== 0);
  const before = header[at(JOB_HEADER.failedChunk)] ?? 0
  if (before === 0 || chunk + 1 < before) {
    header[at(JOB_HEADER.failedChunk)] = chunk + 1
    header[at(JOB_HEADER.errorKind)] = raised.kind
    header[at(JOB_HEADER.errorPlace)] = raised.place
    header[at(JOB_HEADER.errorMessage)] = raised.text
    const details = new BigInt64Array(header.buffer, header.byteOffset + JOB_HEADER.details, 2)
    details[0] = raised.a
    details[1] = raised.b
  }
  Atomics.store(header, at(JOB_HEADER.lock), 0)
}

/** A stack overflow inside WASM is Python's RecursionError; other engine errors are ours. */
export function asRaised(error: unknown): Raised {
  if (error instanceof Raised) return error
  const overflow =
    (error instanceof RangeError && /call stack/i.test(error.message)) ||
    (error instanceof Error && error.constructor.name === 'InternalError' && /recursion/i.test(error.message))
  if (overflow) return new Raised(RECURSION_ERROR, 0, RUNTIME_TEXTS.recursion, 0n, 0n)
  throw error
}

const RECURSION_ERROR = 6

/** Messages every program shares; the numbers are below zero, a program's own are not. */
export const RUNTIME_TEXTS = { index: -1, recursion: -2, memory: -3, none: -5 } as const
