/** What a Python session tells the page while it starts and runs: plain data that crosses workers, in order. */

/** Where the interpreter's start is; `download` counts bytes, the others take well under a second each. */
export type BootStage = 'download' | 'restore' | 'start' | 'snapshot'

/** Who runs side by side: a green thread of the interpreter, a child interpreter, a worker of a `prange` loop. */
export type LaneKind = 'thread' | 'process' | 'prange'

/** `waiting` covers sleeping, waiting for a lock or the network, and having nothing to do. */
export type LaneState = 'starting' | 'running' | 'waiting' | 'ended'

/** One change of one lane. A lane's id is its own within a run; the main thread is lane 1. */
export interface LaneChange {
  lane: number
  kind: LaneKind
  /** As Python names it: "MainThread", "ThreadPoolExecutor-0_3", "SpawnProcess-2"; "prange 1" for a loop's worker. */
  name: string
  state: LaneState
  /** Milliseconds since the run began. */
  atMs: number
}

/** One step of compiling one signature of one function: what it made, as text, and how long it took. */
export interface CompileStep {
  /** "ast", "types", "ir" or "wat" */
  name: string
  /** In a few words for a reader: "Rewritten IR". */
  title: string
  ms: number
  text: string
}

/** Things the user should know that are no failure of the program. */
export type NoteCode =
  | 'threads-one-after-another' // no JSPI in this browser
  | 'processes-one-after-another' // no JSPI, or a process asked for processes
  | 'prange-on-one-core' // no shared memory: the page is not cross-origin isolated
  | 'njit-fallback' // `@jit(forceobj=True)` and the like: run by the interpreter
  | 'output-cut' // the middle of a very long output was left out
  | 'slow-start' // the snapshot could not be kept: the next start takes as long as this one

/** Where in the user's file a traceback passed; innermost last. */
export interface TracebackFrame {
  filename: string
  line: number
  function: string
}

export interface PythonFailure {
  /** The exception's class, e.g. "ZeroDivisionError"; "TypingError" for a diagnostic of the compiler. */
  name: string
  message: string
  /** As CPython prints it, frames of the machinery left out; already written to stderr as well. */
  traceback: string
  /** Frames in the user's own file only. */
  frames: TracebackFrame[]
}

export type PythonEvent =
  | { type: 'boot'; stage: BootStage; loadedBytes: number; totalBytes: number; elapsedMs: number }
  /** `version`: Python's own, "3.12.7". */
  | { type: 'ready'; elapsedMs: number; from: 'snapshot' | 'cold'; version: string }
  | { type: 'stdout' | 'stderr'; text: string }
  | { type: 'lanes'; changes: LaneChange[] }
  | { type: 'compile'; function: string; signature: string; line: number; elapsedMs: number; steps: CompileStep[] }
  /** How far a compiled loop is that takes long: `fraction` from 0 to 1, undefined for a `while`. */
  | { type: 'progress'; line: number; fraction: number | undefined }
  | { type: 'note'; code: NoteCode; text: string }
  | ({ type: 'outcome' } & RunOutcome)

/** How a run ended. `unavailable`: the interpreter could not be started; `message` says what to do. */
export type RunOutcome =
  | { status: 'done'; elapsedMs: number }
  | { status: 'error'; elapsedMs: number; failure: PythonFailure }
  | { status: 'stopped'; elapsedMs: number }
  | { status: 'unavailable'; elapsedMs: number; message: string }
