/** Source text → a program whose functions compile themselves when they are called. */
import type { CompileOptions, Dispatcher, Program } from './api.ts'
import { CompileError } from './api.ts'
import { moduleScope } from './2-infer/scope.ts'
import { parse } from './1-parse/index.ts'
import { printModuleTree } from './ast-print.ts'
import { makeDispatcher } from './dispatcher.ts'
import { declaredType, type Type } from './types.ts'
import { createRuntime, type Runtime } from '../runtime/index.ts'

/** The argument types of a signature such as "float64(int64[:], float64)". Throws CompileError. */
export function signatureTypes(signature: string): readonly Type[] {
  const { module, diagnostics } = parse(
    `from numba import njit\n@njit(${JSON.stringify(signature)})\ndef f():\n    pass\n`,
  )
  const [declared] = module.functions.flatMap(({ signatures }) => signatures)
  if (!declared || diagnostics.length > 0) throw new CompileError(diagnostics)
  return declared.params.map(declaredType)
}

/**
 * Parses a text and makes a dispatcher for each of its compiled functions. Nothing is compiled before it is called or
 * prepared. Faults found before types are known are in `diagnostics`, and in the CompileError of a faulty function.
 */
export function compile(source: string, options: CompileOptions = {}): Program {
  const begin = performance.now()
  const { module, diagnostics } = parse(source)
  const parseMs = performance.now() - begin
  // The text is parsed once: its time counts for the function that is compiled first.
  const unclaimed = { ms: parseMs }
  const claimParseMs = () => {
    const { ms } = unclaimed
    unclaimed.ms = 0
    return ms
  }
  options.onStage?.({
    name: 'ast',
    title: 'Syntax tree',
    specialization: '',
    text: () => printModuleTree(module),
    elapsedMs: parseMs,
  })
  let runtime: Runtime | undefined = options.runtime
  const getRuntime = (): Runtime => (runtime ??= createRuntime())
  const scope = moduleScope(module, options.globals)
  const functions = new Map<string, Dispatcher>()
  for (const def of module.functions) {
    functions.set(def.name, makeDispatcher({ def, scope, runtime: getRuntime, options, claimParseMs }))
  }
  return {
    filename: options.filename ?? '<njit>',
    source,
    diagnostics,
    functions,
    get runtime() {
      return getRuntime()
    },
  }
}
