/** Python's `numba` on one side, our compiler on the other: text and values in, results or exceptions out. */
import {
  CompileError,
  compile,
  signatureTypes,
  typeName,
  type Dispatcher,
  type Program,
  type Specialization,
  type Stage,
} from '../../compiler/index.ts'
import { canShareMemory, createTeam, type Team } from '../../pool/index.ts'
import {
  BYTES,
  contiguousStrides,
  createRuntime,
  isArrayView,
  PythonError,
  type Argument,
  type ArrayView,
  type Progress,
  type Runtime,
  type StopWord,
} from '../../runtime/index.ts'
import type { CompileStep, LaneState, NoteCode, PythonEvent } from '../events.ts'
import type { Interpreter } from '../interpreter/boot.ts'
import type { Waiting } from '../interpreter/stacks.ts'
import { Decoder, encodeResult, type Encoded } from './values.ts'

export interface BridgeSettings {
  cores: number
  /** What compiled code looks at, too. */
  stop: StopWord | undefined
  onEvent(event: PythonEvent): void
  note(code: NoteCode, text: string): void
  /** A worker of a `prange` loop began or ended its part. */
  onWorker(worker: number, state: LaneState): void
}

/** What a call answers: a result, or "!" with [class, message, line, function, whether the compiler said it]. */
interface Answer extends Encoded {
  /** Copies the result's array of this number to an address of Python's memory. */
  fill(index: number, address: number): void
}

/** Printable artefacts longer than this are cut: they are for reading. */
const longestText = 200_000

/** Names with underscores are Python's to call. */
export class NumbaBridge {
  readonly #interpreter: Interpreter
  readonly #settings: BridgeSettings
  #inPlace: Runtime | undefined
  #shared: { runtime: Runtime; team: Team } | undefined
  #workers: number
  #noted = false
  workers_ready = false

  constructor(interpreter: Interpreter, settings: BridgeSettings) {
    this.#interpreter = interpreter
    this.#settings = settings
    this.#workers = settings.cores
  }

  compile(
    source: string,
    filename: string,
    name: string,
    wantsParallel: boolean,
    names: string[],
    tags: string,
    flat: unknown[],
  ): CompiledFunction {
    const parallel = wantsParallel && this.#canRunParallel()
    const runtime = parallel ? this.#sharedRuntime() : this.#inPlaceRuntime()
    const values = new Decoder(tags, flat, this.#memory.buffer).all()
    // Frozen as they are now: Python may change its arrays, and their memory is its own.
    const globals = new Map(names.map((key, index) => [key, frozen(values[index] ?? null)]))
    const parsed: Stage[] = []
    const program = compile(source, {
      filename,
      runtime,
      globals,
      onStage: (stage) => stage.name === 'ast' && parsed.push(stage),
    })
    return new CompiledFunction({
      program,
      parsed,
      name,
      parallel,
      memory: this.#memory,
      onEvent: this.#settings.onEvent,
    })
  }

  /** Starts the workers of `prange`; a thread that computes cannot. */
  start_workers(): Waiting<void> {
    const start = async () => {
      await this.#shared?.team.ready()
      this.workers_ready = true
    }
    return { promise: start() }
  }

  /** `set_num_threads`: loops compiled from now on, and all others, use so many. */
  use_workers(count: number): void {
    if (count === this.#workers) return
    this.#workers = count
    this.#current?.dispose()
    this.#current = undefined
    this.workers_ready = false
    if (this.#shared) this.#shared.team = this.#team()
  }

  get #memory(): WebAssembly.Memory {
    return this.#interpreter.memory
  }

  #canRunParallel(): boolean {
    if (canShareMemory()) return true
    if (!this.#noted)
      this.#settings.note(
        'prange-on-one-core',
        'This page has no shared memory (it is not cross-origin isolated), so prange runs on one core.',
      )
    this.#noted = true
    return false
  }

  #inPlaceRuntime(): Runtime {
    return (this.#inPlace ??= createRuntime({
      memory: this.#interpreter,
      stop: this.#settings.stop,
      print: this.#print,
      onProgress: this.#onProgress,
    }))
  }

  /** By Python's own print, so that it goes where the program's other lines go. */
  readonly #print = (line: string): void => {
    const { print } = this.#interpreter.py.pyimport('builtins') as { print(line: string): void }
    print(line)
  }

  /** Events leave this worker at once, also while it computes. */
  readonly #onProgress = (progress: Progress): void => this.#settings.onEvent({ type: 'progress', ...progress })

  #current: Team | undefined

  #team(): Team {
    return (this.#current ??= createTeam(this.#workers, this.#settings.stop))
  }

  #sharedRuntime(): Runtime {
    if (this.#shared) return this.#shared.runtime
    const shared = { team: this.#team() } as { runtime: Runtime; team: Team }
    const { onWorker } = this.#settings
    // The runtime keeps its pool for life; the team behind it may be exchanged.
    const workers = () => shared.team.workers
    shared.runtime = createRuntime({
      stop: this.#settings.stop,
      print: this.#print,
      onProgress: this.#onProgress,
      parallel: {
        get workers() {
          return workers()
        },
        run(job, meanwhile) {
          const busy = Math.min(workers(), job.chunks)
          for (let worker = 0; worker < busy; worker++) onWorker(worker, 'running')
          try {
            shared.team.run(job, meanwhile)
          } finally {
            for (let worker = 0; worker < busy; worker++) onWorker(worker, 'ended')
          }
        },
      },
    })
    this.#shared = shared
    return shared.runtime
  }
}

interface CompiledSettings {
  program: Program
  /** The stages every signature shares: the tree of the text. */
  parsed: readonly Stage[]
  name: string
  parallel: boolean
  memory: WebAssembly.Memory
  onEvent(event: PythonEvent): void
}

type SignatureRow = [order: number, ...types: string[]]

const signatureRow = (
  order: number,
  { argTypes, resultType }: Pick<Specialization, 'argTypes' | 'resultType'>,
): SignatureRow => [order, ...[...argTypes, resultType].map(typeName)]

/** One dispatcher as Python holds it. */
class CompiledFunction {
  readonly #settings: CompiledSettings
  readonly parallel: boolean
  #seen = 0

  constructor(settings: CompiledSettings) {
    this.#settings = settings
    this.parallel = settings.parallel
  }

  call(tags: string, flat: unknown[]): Answer {
    const { memory, parallel } = this.#settings
    try {
      const dispatcher = this.#dispatcher()
      // In Python's own memory arrays are used in place; shared memory is another one, so they carry their buffer.
      const decoder = new Decoder(tags, flat, parallel ? memory.buffer : undefined)
      const result = dispatcher.call(decoder.all())
      const { arrays, ...encoded } = encodeResult(result)
      return { ...encoded, fill: (index, address) => fill(memory, arrays[index], address) }
    } catch (error) {
      return { ...failure(error), fill() {} }
    } finally {
      this.#tell()
    }
  }

  /**
   * Compiles for the argument types of a signature without a call, or, of an empty text, for all that were declared. What
   * it answers is "!" like a call's when that cannot be.
   */
  prepare(signature: string): Encoded {
    try {
      const dispatcher = this.#dispatcher()
      const wanted = signature === '' ? dispatcher.declared : [signatureTypes(signature)]
      for (const types of wanted) dispatcher.prepare(types)
      return { tags: '', flat: [] }
    } catch (error) {
      return failure(error)
    } finally {
      this.#tell()
    }
  }

  /** The type of what the function gives for such arguments. Throws CompileError. */
  result_type(tags: string, flat: unknown[]): string {
    const dispatcher = this.#dispatcher()
    const { resultType } = dispatcher.prepare(new Decoder(tags, flat, undefined).all().map(dispatcher.typeOf))
    return typeName(resultType)
  }

  /** Each as when it was made, the names of its argument types, and last of its result's. */
  signatures(): SignatureRow[] {
    return this.#dispatcher().specializations.map((made) => signatureRow(made.order, made))
  }

  /** The same of another function of its text, as this one calls it. */
  called(name: string): SignatureRow[] {
    return this.#dispatcher().specializations.flatMap(({ order, callees }) =>
      callees.filter((each) => each.name === name).map((callee) => signatureRow(order, callee)),
    )
  }

  /** [calls, [[hits, compileMs] per signature]] */
  stats(): [number, [number, number][]] {
    const { calls, compiled } = this.#dispatcher().stats
    return [calls, compiled.map(({ hits, compileMs }) => [hits, compileMs])]
  }

  /** What the compiler made of each signature at one stage. */
  printed(stage: 'types' | 'ir' | 'wat'): string[] {
    return this.#dispatcher().specializations.map((each) => {
      const found = each.stages.findLast(({ name }) => name === stage)
      return stage === 'wat' ? each.wat() : (found?.text() ?? '')
    })
  }

  /** Throws CompileError when the text as a whole cannot be read. */
  #dispatcher(): Dispatcher {
    const { program, name } = this.#settings
    const found = program.functions.get(name)
    if (found) return found
    throw new CompileError(program.diagnostics)
  }

  /** Shows what was compiled since the last call. */
  #tell(): void {
    const made = this.#settings.program.functions.get(this.#settings.name)?.specializations ?? []
    for (const { signature, compileMs, stages } of made.slice(this.#seen)) {
      const steps: CompileStep[] = [...this.#settings.parsed, ...stages].map(({ name, title, elapsedMs, text }) => {
        return { name, title, ms: elapsedMs, text: text().slice(0, longestText) }
      })
      const line = this.#settings.program.functions.get(this.#settings.name) ? this.#line() : 1
      this.#settings.onEvent({
        type: 'compile',
        function: this.#settings.name,
        signature,
        line,
        elapsedMs: compileMs,
        steps,
      })
    }
    this.#seen = made.length
  }

  /** Where the function's `def` is: the text has it on its own line. */
  #line(): number {
    const { program, name } = this.#settings
    const lines = program.source.split('\n')
    return (
      Math.max(
        0,
        lines.findIndex((line) => line.startsWith(`def ${name}(`)),
      ) + 1
    )
  }
}

function failure(error: unknown): Encoded {
  if (error instanceof PythonError)
    return { tags: '!', flat: [error.kind, error.message, error.line, error.functionName ?? '', false] }
  if (!(error instanceof CompileError)) throw error
  const [first] = error.diagnostics
  if (!first) throw error
  const text = error.diagnostics.map(({ span, message, hint }) => `line ${span.line}: ${message}\n${hint}`).join('\n\n')
  return { tags: '!', flat: [first.code, text, first.span.line, '', true] }
}

function fill(memory: WebAssembly.Memory, array: ArrayView | undefined, address: number): void {
  if (!array?.buffer) throw new Error('A result’s array came without its bytes')
  const length = array.shape.reduce((product, extent) => product * extent, BYTES[array.dtype])
  new Uint8Array(memory.buffer, address >>> 0, length).set(new Uint8Array(array.buffer, array.byteOffset, length))
}

/** A copy of an array that nobody else holds: its own elements only, in order. */
function frozen(value: Argument): Argument {
  if (Array.isArray(value)) return value.map(frozen)
  if (!isArrayView(value) || !value.buffer) return value
  const strides = contiguousStrides(value.dtype, value.shape)
  const itemLength = BYTES[value.dtype]
  const source = new Uint8Array(value.buffer)
  const copy = new Uint8Array(value.shape.reduce((product, extent) => product * extent, itemLength))
  const copyAxis = (axis: number, from: number, to: number): void => {
    if (axis === value.shape.length) return copy.set(source.subarray(from, from + itemLength), to)
    for (let index = 0; index < (value.shape[axis] ?? 0); index++)
      copyAxis(axis + 1, from + index * (value.strides[axis] ?? 0), to + index * (strides[axis] ?? 0))
  }
  copyAxis(0, value.byteOffset, 0)
  return { dtype: value.dtype, shape: value.shape, strides, byteOffset: 0, buffer: copy.buffer }
}
