/** What a name that is no local variable stands for. */
import type { Expr, FunctionDef, Module } from '../ast.ts'
import type { Argument } from '../../runtime/index.ts'

export type Meaning =
  | { kind: 'function'; def: FunctionDef; scope: Scope }
  | { kind: 'constant'; value: Expr; scope: Scope }
  | { kind: 'frozen'; value: Argument }
  /** A module, function or constant of a library, dotted: `numpy`, `numpy.sqrt`, `math.pi`. */
  | { kind: 'library'; path: string }
  | { kind: 'plain'; what: 'function' | 'class' | 'variable' }

/** The module-level names of one source text. */
export interface Scope {
  lookup(name: string): Meaning | undefined
  /** Line numbers belong to the user's source; false for the compiler's own Python, whose errors take the caller's line. */
  readonly userCode: boolean
}

export function moduleScope(module: Module, globals: ReadonlyMap<string, Argument> = new Map()): Scope {
  const meanings = new Map<string, Meaning>()
  const scope: Scope = { lookup: (name) => meanings.get(name), userCode: true }
  for (const { local, module: path, name } of module.imports) {
    if (name !== '*') meanings.set(local, { kind: 'library', path: name === undefined ? path : `${path}.${name}` })
    else for (const each of STAR[path] ?? []) meanings.set(each, { kind: 'library', path: `${path}.${each}` })
  }
  for (const [name, value] of globals) meanings.set(name, { kind: 'frozen', value })
  for (const { name, what } of module.plain) if (!globals.has(name)) meanings.set(name, { kind: 'plain', what })
  for (const { name, value } of module.constants) {
    if (!globals.has(name)) meanings.set(name, { kind: 'constant', value, scope })
  }
  for (const def of module.functions) meanings.set(def.name, { kind: 'function', def, scope })
  return scope
}

/** `from math import *` in the few modules where people write it. */
const STAR: Record<string, readonly string[]> = {
  math: 'acos acosh asin asinh atan atan2 atanh ceil comb copysign cos cosh degrees dist e erf erfc exp expm1 fabs factorial floor fmod frexp gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan pi pow radians remainder sin sinh sqrt tan tanh tau trunc'.split(
    ' ',
  ),
  numba: ['njit', 'jit', 'prange'],
}

/** Dotted path of an expression that names something of a library, or undefined. `isLocal` shadows. */
export function libraryPath(expr: Expr, scope: Scope, isLocal: (name: string) => boolean): string | undefined {
  if (expr.kind === 'name') {
    if (isLocal(expr.name)) return undefined
    const meaning = scope.lookup(expr.name)
    if (meaning === undefined) return `builtins.${expr.name}`
    return meaning.kind === 'library' ? meaning.path : undefined
  }
  if (expr.kind !== 'attribute') return undefined
  const object = libraryPath(expr.object, scope, isLocal)
  return object === undefined || object.startsWith('builtins.') ? undefined : `${object}.${expr.name}`
}
