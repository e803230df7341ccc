/** Lowers a typed function and everything it calls to machine-level functions. */
import type { ArrayView } from '../../../runtime/index.ts'
import type { Typing } from '../../2-infer/program.ts'
import type { Typed } from '../../2-infer/typed.ts'
import { findPrelude } from '../../builtins/index.ts'
import type { Func } from '../../ir.ts'
import type { Type } from '../../types.ts'
import { lowerFunction } from './functions.ts'

/** Puts a frozen array into the runtime's memory for good; its address. */
export type Freeze = (array: ArrayView) => number

export class Lowering {
  readonly typing: Typing
  readonly freeze: Freeze
  readonly functions: Func[] = []
  /** Messages of exceptions by number. */
  readonly texts: string[] = []
  /** What there is to tell about prange loops: why one runs serially, how one is split. */
  readonly notes: string[] = []
  /** How often lowering itself rewrote something, by name of the rewrite. */
  readonly changes = new Map<string, number>()
  #chunks = 0
  readonly #ids = new Map<Typed, string>()
  readonly #names = new Map<string, number>()

  constructor(typing: Typing, freeze: Freeze) {
    this.typing = typing
    this.freeze = freeze
  }

  /** The id a typed function is called by; it is lowered when first asked for. */
  reference(typed: Typed): string {
    const known = this.#ids.get(typed)
    if (known !== undefined) return known
    const id = this.uniqueName(typed.def.name)
    this.#ids.set(typed, id)
    this.functions.push(lowerFunction(this, typed, id))
    return id
  }

  uniqueName(name: string): string {
    const count = this.#names.get(name) ?? 0
    this.#names.set(name, count + 1)
    return count === 0 ? `py_${name}` : `py_${name}.${count}`
  }

  /** A function of the compiler's own Python, typed for these arguments. */
  prelude(name: string, argTypes: readonly Type[]): Typed {
    const found = findPrelude(name)
    if (!found) throw new Error(`the prelude has no ${name}`)
    const before = this.typing.diagnostics.length
    const typed = this.typing.specialize(found.def, found.scope, argTypes)
    const [fault] = this.typing.diagnostics.slice(before)
    if (fault) throw new Error(`the prelude's ${name} does not type: ${fault.message}`)
    return typed
  }

  /** Numbers the chunk functions of a module. */
  nextChunk(): number {
    return this.#chunks++
  }

  text(message: string): number {
    const known = this.texts.indexOf(message)
    return known >= 0 ? known : this.texts.push(message) - 1
  }
}
