/** The result type of a prelude function for argument types, worked out apart from any program. */
import { Typing } from '../2-infer/program.ts'
import type { Type } from '../types.ts'
import { findPrelude } from './index.ts'

let shared: Typing | undefined

/** Undefined when it does not take these types. */
export function preludeType(name: string, types: readonly Type[]): Type | undefined {
  const found = findPrelude(name)
  if (!found) throw new Error(`the prelude has no ${name}`)
  const typing = (shared ??= new Typing())
  typing.diagnostics = []
  const { resultType } = typing.specialize(found.def, found.scope, types)
  if (typing.diagnostics.length === 0 && resultType.kind !== 'unknown') return resultType
  typing.forgetFaulty()
  return undefined
}
