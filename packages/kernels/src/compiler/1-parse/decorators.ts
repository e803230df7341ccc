import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr, ImportBinding, JitOptions, Keyword, Signature } from '../ast.ts'
import { readArguments } from './calls.ts'
import { nameOf } from './expressions.ts'
import { childrenOf, type Reading } from './reading.ts'
import { readSignatures } from './signatures.ts'

export interface Jit {
  options: JitOptions
  signatures: Signature[]
}

/** Numba's other decorators, which make something else than a compiled function. */
const OTHERS = ['vectorize', 'guvectorize', 'stencil', 'cfunc', 'generated_jit', 'jitclass', 'overload']

/** Options without effect here: there is no object mode, no GIL to release, no disk cache, and helpers are inlined by size. */
const WITHOUT_EFFECT = ['nopython', 'nogil', 'cache', 'inline', 'looplift', 'debug', 'no_cpython_wrapper']

/** A decorator as far as this compiler cares: `jit` compiles, `other` is Numba's but not supported, undefined is plain Python. */
export function decoratorKind(name: string, imports: ImportBinding[]): 'jit' | 'other' | undefined {
  const last = numbaName(name, imports)
  if (last === 'njit' || last === 'jit') return 'jit'
  return last !== undefined && OTHERS.includes(last) ? 'other' : undefined
}

/** What a dotted name means in Numba; `njit` and `jit` are understood without an import, which may be in an earlier cell. */
function numbaName(name: string, imports: ImportBinding[]): string | undefined {
  const [head = '', ...rest] = name.split('.')
  const binding = imports.findLast(({ local }) => local === head)
  if (!binding) return rest.length === 0 || head === 'numba' || head === 'nb' ? (rest.at(-1) ?? head) : undefined
  if (!/^numba(\.|$)/.test(binding.module)) return undefined
  return rest.at(-1) ?? binding.name
}

/** `@njit` or `@njit(signature, parallel=True)` */
export function readJit(reading: Reading, list: SyntaxNode | undefined): Jit {
  if (!list) return { options: { ...DEFAULTS }, signatures: [] }
  const { args, keywords } = readArguments(reading, list)
  return jitOf(reading, args, keywords)
}

/** The dotted name and the argument list of a Decorator node. */
export function decoratorParts(reading: Reading, node: SyntaxNode): { name: string; list?: SyntaxNode } {
  const parts = childrenOf(node)
  const list = parts.find(({ name }) => name === 'ArgList')
  const names = parts.filter(({ name }) => name === 'VariableName').map((part) => nameOf(reading, part))
  return { name: names.join('.'), ...(list && { list }) }
}

const DEFAULTS: JitOptions = { parallel: false, fastmath: false, boundscheck: true, errorModel: 'python' }

/** The meaning of a jit decorator's arguments. */
export function jitOf(reading: Reading, args: Expr[], keywords: Keyword[]): Jit {
  const options = { ...DEFAULTS }
  const signatures = args.flatMap((argument) => readSignatures(reading, argument))
  for (const { name, value, span } of keywords) {
    const range = { from: span.start, to: span.end }
    if (name === 'parallel') options.parallel = truth(value)
    else if (name === 'fastmath') options.fastmath = truth(value)
    else if (name === 'boundscheck') options.boundscheck = value.kind === 'none' || truth(value)
    else if (name === 'error_model' && value.kind === 'string')
      options.errorModel = value.value === 'numpy' ? 'numpy' : 'python'
    else if (name === 'signature_or_function') signatures.push(...readSignatures(reading, value))
    else if (name === 'forceobj' && truth(value)) reading.report('object-mode', range)
    else if (!WITHOUT_EFFECT.includes(name) && name !== 'forceobj') reading.report('jit-option', range, { name })
  }
  return { options, signatures }
}

const truth = (value: Expr) =>
  value.kind === 'bool' ? value.value : value.kind === 'int' ? value.value !== 0n : value.kind !== 'none'
