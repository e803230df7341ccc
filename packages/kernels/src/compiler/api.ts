/**
 * The compiler's contract with everybody outside: text in, dispatchers out.
 *
 *   const program = compile(source, { runtime })
 *   if (program.diagnostics.length === 0) program.functions.get('add')?.call([1n, 2n])   // 3n
 */
import type { Argument, ArrayView, JobReport, Runtime, Value } from '../runtime/index.ts'
import type { Diagnostic } from './diagnostics.ts'
import type { Type } from './types.ts'

export interface CompileOptions {
  /** Named in errors; default `<njit>`. */
  filename?: string
  /** Where the functions run; by default one is made on the first call. */
  runtime?: Runtime
  /** Values of module-level names that the source does not define itself, frozen when used, as Numba freezes globals. */
  globals?: ReadonlyMap<string, Argument>
  /** Called after each stage of each specialisation (and once for the tree of the whole source). */
  onStage?: (stage: Stage) => void
}

export interface Stage {
  name: 'ast' | 'types' | 'ir' | 'wat'
  /** What it is, in a few words for a reader: "Rewritten IR". */
  title: string
  /** The specialisation it belongs to, e.g. `add(int64, int64)`; empty for the tree. */
  specialization: string
  /** Printable artefact; built when asked for, so that compiling without looking costs nothing. */
  text(): string
  elapsedMs: number
  /** For `ir`: the rewrites that changed something, each with its sentence. */
  rewrites?: readonly AppliedRewrite[]
}

export interface AppliedRewrite {
  /** e.g. `fuse-arrays` */
  name: string
  /** What it does, in words. */
  sentence: string
  /** How many places it changed. */
  changes: number
  elapsedMs: number
}

export interface Program {
  readonly filename: string
  readonly source: string
  /** What is wrong with the source before any types are known. Functions free of faults are still callable. */
  readonly diagnostics: readonly Diagnostic[]
  readonly functions: ReadonlyMap<string, Dispatcher>
  readonly runtime: Runtime
}

/** What `@njit` makes of a function: compiles once per tuple of argument types, then calls what it has. */
export interface Dispatcher {
  readonly name: string
  /** `[["int64", "int64"], …]` in order of compilation, spelled as Numba does. */
  readonly signatures: readonly (readonly string[])[]
  readonly stats: DispatcherStats
  /** The argument types of the decorator's signatures: only these are compiled, where there are any. */
  readonly declared: readonly (readonly Type[])[]
  /** The specialisations made so far, in order. */
  readonly specializations: readonly Specialization[]
  /**
   * Calls the function: positional arguments, then by keyword; missing ones take their defaults. Compiles first if these
   * types are new. Throws CompileError (the program cannot be typed) or PythonError (it raised).
   */
  call(args: readonly Argument[], keywords?: Readonly<Record<string, Argument>>): Value
  /** Compiles for argument types without calling. Throws CompileError. Cached: the same types give the same object. */
  prepare(types: readonly Type[]): Specialization
  /** The type a value would be compiled for. */
  typeOf(value: Argument): Type
}

export interface DispatcherStats {
  calls: number
  /** Calls that found their specialisation already compiled. */
  hits: number
  /** One entry per specialisation. */
  compiled: { signature: string; compileMs: number; hits: number }[]
  /** How the last call that reached a prange loop ran. */
  parallel?: JobReport
}

/** A function of the program as another one calls it. */
export interface Callee {
  readonly name: string
  readonly argTypes: readonly Type[]
  readonly resultType: Type
}

/** One function compiled for one tuple of argument types. */
export interface Specialization {
  /** e.g. `add(int64, int64)` */
  readonly signature: string
  readonly argTypes: readonly Type[]
  readonly resultType: Type
  /** Counts up over all that are made: what was compiled before what. */
  readonly order: number
  /** The other functions of the program that were compiled along with it, those called before their callers. */
  readonly callees: readonly Callee[]
  readonly bytes: Uint8Array
  readonly module: WebAssembly.Module
  /** Text to runnable: parsing is counted in the first one only. */
  readonly compileMs: number
  readonly stages: readonly Stage[]
  /** Things worth telling that are no errors, e.g. that no prange was found under `parallel=True`. */
  readonly notes: readonly string[]
  wat(): string
  /** Runs it with arguments of exactly these types. Throws PythonError. */
  run(args: readonly Argument[]): Value
}

/** The program cannot be compiled for these types; `diagnostics` say why, the first one in `message`. */
export class CompileError extends Error {
  override readonly name = 'CompileError'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, span, message }) => `${code}: line ${span.line}: ${message}`).join('\n'))
    this.diagnostics = diagnostics
  }
}

export type { Argument, ArrayView, Runtime, Type, Value }
