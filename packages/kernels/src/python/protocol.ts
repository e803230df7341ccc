/** Messages between the page's session, the interpreter's worker and its child workers. */
import type { StopPlace } from '../runtime/index.ts'
import type { PythonEvent, RunOutcome } from './events.ts'

/**
 * What an interpreter starts from. Fetched or restored once, then handed to every later interpreter: the module by
 * reference, the bytes by reference too where the page is isolated (shared memory), else as copies.
 */
export interface PythonFiles {
  /** Absolute URL of the versioned folder, with its slash. */
  folder: string
  module: WebAssembly.Module
  stdlib: Uint8Array
  lock: Uint8Array
  /** A gzipped tar: paths below site-packages. */
  numpy: Uint8Array
  /** The same unzipped, once somebody needed it. */
  numpyTar?: Uint8Array
  /** Memory of an interpreter that has started; without it starting takes seconds. */
  snapshot?: Uint8Array
}

export interface BootOrder {
  type: 'boot'
  assets: string
  cores: number
  outputLimit: number
  /** Characters of output the page has taken so far; absent without shared memory. */
  taken?: Int32Array
  /** Its own word among those of this interpreter and all workers inside it; absent without shared memory. */
  stop?: StopPlace
  /** From an earlier interpreter of this session. */
  files?: PythonFiles
}

export interface RunOrder {
  type: 'run'
  code: string
  filename: string
  seed?: number
}

/** Its word asks the same of what computes; a message reaches what waits. */
export interface EndOrder {
  type: 'end'
}

export type ToInterpreter = BootOrder | RunOrder | EndOrder | { type: 'prepare'; id: number; code: string }

export type FromInterpreter =
  | { type: 'event'; event: PythonEvent }
  | { type: 'files'; files: PythonFiles }
  | { type: 'booted' }
  | { type: 'prepared'; id: number }
  | { type: 'unavailable'; message: string }
  /** The interpreter itself is lost, whatever it was doing. */
  | { type: 'crashed'; message: string }
  /** `unclean`: something of the program is still there, so the next program needs another interpreter. */
  | { type: 'ended'; outcome: RunOutcome; unclean: boolean }

export type OutputStream = 'stdout' | 'stderr'

export type ToChild =
  | { type: 'boot'; files: PythonFiles; cores: number; index: number; shared?: SharedArrayBuffer; stop?: StopPlace }
  | EndOrder
  | { type: 'image'; image: Uint8Array }
  | { type: 'task'; task: Uint8Array }
  | { type: 'numpy'; tar: Uint8Array }

export type FromChild =
  | { type: 'ready' }
  | { type: 'output'; stream: OutputStream; text: string }
  | { type: 'event'; event: PythonEvent }
  /** `unclean`: threads of the task are left, so that the interpreter is nobody else's to use. */
  | { type: 'result'; result: Uint8Array; unclean: boolean }
  /** Python's `os._exit`: nothing of the child runs any more. */
  | { type: 'exited'; code: number }
  | { type: 'failed'; message: string }

/** A view on shared memory where there is any, so that handing it to workers copies nothing. */
export function shareable(bytes: Uint8Array): Uint8Array {
  if (!globalThis.crossOriginIsolated || bytes.buffer instanceof SharedArrayBuffer) return bytes
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  return shared
}
