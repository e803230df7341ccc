/** One function for one tuple of argument types: the four phases in a row, each timed and shown to whoever watches. */
import type { AppliedRewrite, Callee, Specialization, Stage } from './api.ts'
import { CompileError } from './api.ts'
import type { FunctionDef } from './ast.ts'
import { Typing } from './2-infer/program.ts'
import { printTyped } from './2-infer/print.ts'
import type { Scope } from './2-infer/scope.ts'
import { emitModule } from './4-emit/index.ts'
import { Lowering } from './3-rewrite/lower/program.ts'
import { rewrite } from './3-rewrite/index.ts'
import { printFunctions } from './ir-print.ts'
import { marshalled } from './run.ts'
import type { Type } from './types.ts'
import { typeName } from './types.ts'
import { isArrayView, type ArrayView, type Runtime } from '../runtime/index.ts'
import { elementsOf } from '../runtime/index.ts'
import { encodeModule, printModule } from '../wasm/index.ts'

export interface Job {
  def: FunctionDef
  scope: Scope
  argTypes: readonly Type[]
  runtime: Runtime
  filename: string
  /** Time already spent on this function: parsing, once. */
  spentMs: number
  onStage: ((stage: Stage) => void) | undefined
}

/** Throws CompileError. */
export function specialize(job: Job): Specialization {
  const { def, scope, argTypes, runtime } = job
  const signature = `${def.name}(${argTypes.map(typeName).join(', ')})`
  const stages: Stage[] = []
  let mark = performance.now()
  const begin = mark
  const stage = (
    name: Stage['name'],
    title: string,
    text: () => string,
    rewrites?: readonly AppliedRewrite[],
  ): void => {
    const now = performance.now()
    const made: Stage = {
      name,
      title,
      specialization: signature,
      text,
      elapsedMs: now - mark,
      ...(rewrites && { rewrites }),
    }
    stages.push(made)
    job.onStage?.(made)
    mark = performance.now()
  }

  const typing = new Typing()
  const typed = typing.specialize(def, scope, argTypes)
  if (typing.diagnostics.length > 0) throw new CompileError(typing.diagnostics)
  stage('types', 'Typed IR', () => printTyped(typing))

  const lowering = new Lowering(typing, (array) => freeze(runtime, array))
  const id = lowering.reference(typed)
  if (typing.diagnostics.length > 0) throw new CompileError(typing.diagnostics)
  const { functions, applied } = rewrite(lowering, id)
  stage('ir', 'Rewritten IR', () => [...applied.map(inWords), printFunctions(functions)].join('\n'), applied)

  const { heap } = runtime.thread
  const wasm = emitModule(functions, { shared: heap.shared, maximumPages: heap.maximumPages })
  const bytes = encodeModule(wasm)
  const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)
  const instance = runtime.thread.instantiate(module)
  for (const [number, text] of lowering.texts) runtime.thread.texts.set(number, text)
  stage('wat', 'WebAssembly', () => printModule(wasm))

  return {
    signature,
    argTypes,
    resultType: typed.resultType,
    order: order++,
    callees: calleesOf(typing, def),
    bytes,
    module,
    compileMs: performance.now() - begin + job.spentMs,
    stages,
    notes: lowering.notes,
    wat: () => printModule(wasm),
    run: marshalled({ runtime, instance, argTypes, resultType: typed.resultType, def }),
  }
}

let order = 0

function calleesOf(typing: Typing, caller: FunctionDef): Callee[] {
  const others = [...typing.functions.values()].filter(
    ({ def, scope }) => scope.userCode && def !== caller && def.hiddenName === undefined,
  )
  return others.map(({ def: { name }, argTypes, resultType }) => ({ name, argTypes, resultType }))
}

/** Copies a frozen array into the runtime's memory, where it stays. */
function freeze(runtime: Runtime, array: ArrayView): number {
  if (!isArrayView(array)) throw new Error('only arrays are frozen')
  const copy = runtime.allocate(array.dtype, array.shape)
  const target = elementsOf(copy, runtime.memory.buffer) as Float64Array
  const source = elementsOf(array, array.buffer ?? runtime.memory.buffer) as Float64Array
  target.set(source)
  return copy.byteOffset
}

const inWords = ({ name, sentence, changes }: AppliedRewrite) => `;; ${name} ×${changes}: ${sentence}`
