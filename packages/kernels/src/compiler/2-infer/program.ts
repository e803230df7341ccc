/** Types a function for its argument types, and every function it calls. */
import type { FunctionDef, Span } from '../ast.ts'
import type { Diagnostic, Rule } from '../diagnostics.ts'
import { diagnose } from '../diagnostics.ts'
import type { Type } from '../types.ts'
import { typeName, unknown } from '../types.ts'
import type { Scope } from './scope.ts'
import { inferBody } from './statements.ts'
import type { Typed } from './typed.ts'

/** Most rounds until the result type of a recursive function stands still: the ladder bool → int → float is short. */
const ROUNDS = 6

export class Typing {
  /** Every function typed so far, callees before callers. */
  readonly functions = new Map<string, Typed>()
  diagnostics: Diagnostic[] = []
  readonly #scopes = new Map<Scope, number>()
  /** What was said while a function was typed, by its key. */
  readonly #faults = new Map<string, readonly Diagnostic[]>()
  /** Where errors inside the compiler's own Python are shown: the user's call. */
  readonly #callSites: Span[] = []
  #inLibrary = false

  report(
    scope: Scope,
    rule: Rule,
    span: Span,
    parameters: Record<string, string> = {},
    related: Diagnostic['related'] = [],
  ): void {
    const at = scope.userCode ? span : (this.#callSites.at(-1) ?? span)
    const known = this.diagnostics.some((other) => other.rule === rule && other.span.start === at.start)
    if (!known) this.diagnostics.push(diagnose(rule, at, parameters, related))
  }

  /** `callSite` is given for calls into the compiler's own Python from the user's. */
  specialize(def: FunctionDef, scope: Scope, argTypes: readonly Type[], callSite?: Span): Typed {
    const key = this.#key(def, scope, argTypes)
    const known = this.functions.get(key)
    if (known) {
      if (known.pending) known.recursive = true
      // A loop that is walked again has taken back what was said; what is wrong with a function it calls stays wrong.
      const unsaid = this.#faults.get(key)?.filter((fault) => !this.diagnostics.includes(fault)) ?? []
      this.diagnostics.push(...unsaid)
      return known
    }
    const kept = scope.userCode ? undefined : library.get(key)
    if (kept) {
      this.#adopt(kept)
      return kept
    }
    if (callSite) this.#callSites.push(callSite)
    const outermost = !scope.userCode && !this.#inLibrary
    if (outermost) this.#inLibrary = true
    const faults = this.diagnostics.length
    const typed = this.#infer(def, scope, argTypes, key)
    if (this.diagnostics.length > faults) this.#faults.set(key, this.diagnostics.slice(faults))
    if (outermost) {
      this.#inLibrary = false
      if (this.diagnostics.length === faults) keep(typed)
    }
    if (callSite) this.#callSites.pop()
    return typed
  }

  /** Drops what of the compiler's own Python did not type, and what called it: another try shall say so again. */
  forgetFaulty(): void {
    for (const [key, { scope }] of this.functions) if (!scope.userCode && !library.has(key)) this.functions.delete(key)
  }

  /** Takes a function of the compiler's own Python that was typed before, behind those it calls. */
  #adopt(typed: Typed): void {
    if (this.functions.has(typed.key)) return
    this.functions.set(typed.key, typed)
    calleesOf(typed).forEach((callee) => this.#adopt(callee))
    this.functions.delete(typed.key)
    this.functions.set(typed.key, typed)
  }

  #infer(def: FunctionDef, scope: Scope, argTypes: readonly Type[], key: string): Typed {
    const before = { functions: new Set(this.functions.keys()), diagnostics: this.diagnostics.length }
    let resultType: Type = unknown
    for (let round = 0; ; round++) {
      const typed = fresh(def, scope, argTypes, key, resultType)
      this.functions.set(key, typed)
      inferBody(this, typed)
      typed.pending = false
      const stable = !typed.recursive || typed.resultType === resultType || round === ROUNDS
      if (stable) {
        if (typed.resultType.kind === 'unknown' && this.diagnostics.length === before.diagnostics)
          this.report(scope, 'endless-recursion', def.nameSpan, { name: def.name })
        // Callees come first in the order of the map: they were finished first.
        this.functions.delete(key)
        this.functions.set(key, typed)
        return typed
      }
      resultType = typed.resultType
      this.diagnostics.length = before.diagnostics
      for (const other of this.functions.keys()) if (!before.functions.has(other)) this.functions.delete(other)
    }
  }

  #key(def: FunctionDef, scope: Scope, argTypes: readonly Type[]): string {
    if (!scope.userCode) return libraryKey(def, argTypes)
    let number = this.#scopes.get(scope)
    if (number === undefined) {
      number = this.#scopes.size
      this.#scopes.set(scope, number)
    }
    const types = argTypes.map((type) =>
      type.kind === 'function' ? this.#key(type.def, type.scope, []) : typeName(type),
    )
    return `${number === 0 ? '' : `${number}:`}${def.hiddenName ?? def.name}(${types.join(', ')})`
  }
}

/** The compiler's own Python by name and argument types: typed once for all programs. */
const library = new Map<string, Typed>()

const libraryKey = (def: FunctionDef, argTypes: readonly Type[]): string =>
  `library:${def.name}(${argTypes.map(typeName).join(', ')})`

function keep(typed: Typed): void {
  if (typed.scope.userCode || library.has(typed.key)) return
  library.set(typed.key, typed)
  calleesOf(typed).forEach(keep)
}

const calleesOf = ({ resolutions }: Typed): Typed[] =>
  [...resolutions.values()].flatMap((each) =>
    each.kind === 'function' || each.kind === 'prelude' ? [each.target] : [],
  )

function fresh(def: FunctionDef, scope: Scope, argTypes: readonly Type[], key: string, resultType: Type): Typed {
  return {
    def,
    scope,
    key,
    argTypes,
    resultType,
    pending: true,
    recursive: false,
    types: new Map(),
    resolutions: new Map(),
    frozen: new Map(),
    constants: new Map(),
    decided: new Map(),
    headers: new Map(),
    afters: new Map(),
    unsure: new Set(),
    writes: new Set(),
    dead: new Set(),
  }
}
