/** Lowers a typed function and everything it calls to machine-level functions. */
import type { ArrayView } from '../../../runtime/index.ts'
import type { Typing } from '../../2-infer/program.ts'
import type { Typed } from '../../2-infer/typed.ts'
import { findPrelude } from '../../builtins/index.ts'
import type { Func } from '../../ir.ts'
import type { Type } from '../../types.ts'
import { shortTypeName } from '../../types.ts'
import { lowerFunction } from './functions.ts'

/** What lowering rewrites as it goes, while Python's arrays are still there to be seen. */
export const LOWERING_REWRITES = {
  fuseArrays: [
    'fuse-arrays',
    'An array expression is worked out element by element in one loop, with no array for its parts.',
  ],
  keepNoTemporary: [
    'keep-no-temporary',
    'An array that only the next statement reads is worked out there and never made.',
  ],
  selectNotSort: ['select-not-sort', 'Where few elements of a sorted array are read, those are found without sorting.'],
} as const
export type LoweringRewrite = keyof typeof LOWERING_REWRITES

/** Puts a frozen array into the runtime's memory for good; its address. */
export type Freeze = (array: ArrayView) => number

export class Lowering {
  readonly typing: Typing
  readonly freeze: Freeze
  readonly functions: Func[] = []
  /** Messages of exceptions by number. */
  readonly texts = new Map<number, string>()
  /** What there is to tell about prange loops: why one runs serially, how one is split. */
  readonly notes: string[] = []
  /** How often lowering itself rewrote something. */
  readonly changes = new Map<LoweringRewrite, number>()
  #chunks = 0
  readonly #ids = new Map<Typed, string>()
  readonly #names = new Map<string, number>()
  /** Of the function being lowered, if it is the compiler's own. */
  #needs: Needs | undefined

  constructor(typing: Typing, freeze: Freeze) {
    this.typing = typing
    this.freeze = freeze
  }

  /** The id a typed function is called by; it is lowered when first asked for. */
  reference(typed: Typed): string {
    this.#needs?.callees.add(typed)
    const known = this.#ids.get(typed)
    if (known !== undefined) return known
    const id = typed.scope.userCode ? this.uniqueName(typed.def.name) : libraryId(typed)
    this.#ids.set(typed, id)
    if (typed.scope.userCode) this.functions.push(lowerFunction(this, typed, id))
    else this.#addLibrary(typed, id)
    return id
  }

  /** What is in the compiler's own Python is lowered once for all modules. */
  #addLibrary(typed: Typed, id: string): void {
    const made = lowered.get(typed)
    if (made) {
      made.callees.forEach((callee) => this.reference(callee))
      made.texts.forEach((text) => this.text(text))
      this.functions.push(made.func)
      return
    }
    const outer = this.#needs
    const needs: Needs = { callees: new Set(), texts: new Set() }
    this.#needs = needs
    const func = lowerFunction(this, typed, id)
    this.#needs = outer
    lowered.set(typed, { func, ...needs })
    this.functions.push(func)
  }

  /** Counts what is rewritten in the program's own functions. */
  changed(rewrite: LoweringRewrite, times = 1): void {
    if (!this.#needs) this.changes.set(rewrite, (this.changes.get(rewrite) ?? 0) + times)
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

  /** The number of a message is made of its letters, so that code which raises it is the same in every module. */
  text(message: string): number {
    this.#needs?.texts.add(message)
    const number = textNumber(message)
    const other = this.texts.get(number)
    if (other !== undefined && other !== message) throw new Error(`two messages share a number: ${other}, ${message}`)
    this.texts.set(number, message)
    return number
  }
}

/** What a function of the compiler's own Python brings with it into a module. */
interface Needs {
  callees: Set<Typed>
  texts: Set<string>
}

const lowered = new WeakMap<Typed, Needs & { func: Func }>()

const libraryId = ({ def, argTypes }: Typed): string => [`py_${def.name}`, ...argTypes.map(shortTypeName)].join(':')

/** FNV-1a in 31 bits. */
export function textNumber(text: string): number {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  return (state ^ (state >>> 31)) & 0x7fffffff
}
