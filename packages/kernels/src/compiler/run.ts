/** Running a compiled function: arguments in, Python's exceptions and the result out, the heap as empty as before. */
import type { FunctionDef } from './ast.ts'
import { passArguments, readResult } from './marshal.ts'
import type { Type } from './types.ts'
import type { Argument, Raised, Runtime, Value } from '../runtime/index.ts'
import { asRaised, EXCEPTIONS, PythonError, RUNTIME_TEXTS, unpackPlace } from '../runtime/index.ts'

export const ENTRY = 'run'

type Texts = ReadonlyMap<number, string>

export interface Compiled {
  runtime: Runtime
  instance: WebAssembly.Instance
  argTypes: readonly Type[]
  resultType: Type
  def: FunctionDef
}

export function marshalled({
  runtime,
  instance,
  argTypes,
  resultType,
  def,
}: Compiled): (args: readonly Argument[]) => Value {
  const entry = instance.exports[ENTRY] as (...parts: (number | bigint)[]) => unknown
  return (args) => {
    const passed = passArguments(runtime.thread.heap, argTypes, args, runtime.thread.texts)
    try {
      const raw = entry(...passed.parts)
      const parts = Array.isArray(raw)
        ? (raw as (number | bigint)[])
        : raw === undefined
          ? []
          : [raw as number | bigint]
      const result = readResult(runtime.memory.buffer, resultType, parts, runtime.thread.texts)
      passed.copyBack()
      return result
    } catch (error) {
      passed.copyBack()
      throw pythonError(asRaised(error), runtime.thread.texts, def)
    } finally {
      passed.free()
      runtime.thread.reclaim()
    }
  }
}

/** The exception as Python would show it. */
function pythonError(raised: Raised, texts: Texts, def: FunctionDef): PythonError {
  const kind = EXCEPTIONS[raised.kind] ?? 'Exception'
  return new PythonError(kind, message(raised, texts), raised.place ? unpackPlace(raised.place) : def.span, def.name)
}

function message({ text, a, b }: Raised, texts: Texts): string {
  switch (text) {
    case RUNTIME_TEXTS.index:
      return `index ${a} is out of bounds for axis ${b & 255n} with size ${b >> 8n}`
    case RUNTIME_TEXTS.recursion:
      return 'maximum recursion depth exceeded'
    case RUNTIME_TEXTS.memory:
      return `unable to allocate ${a} bytes`
    default:
      return texts.get(text) ?? ''
  }
}
