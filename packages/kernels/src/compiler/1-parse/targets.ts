import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr, Span, Target } from '../ast.ts'
import { readExpressionList } from './expressions.ts'
import type { Reading } from './reading.ts'

/** What stands left of `=`, or, where `isLoop`, between `for` and `in`. */
export function readTarget(reading: Reading, nodes: SyntaxNode[], isLoop = false): Target {
  const value = readExpressionList(reading, nodes)
  return toTarget(reading, value, !isLoop && mayBeComparison(value))
}

/** Where CPython asks about `==`: behind anything that binds tighter than a comparison. */
function mayBeComparison(value: Expr): boolean {
  if (value.kind === 'unary') return value.op !== 'not'
  return !['tuple', 'list', 'compare', 'conditional', 'boolOp'].includes(value.kind)
}

/** The same for a tree that has been read as a value. `alone` is an only target, where CPython asks about `==`. */
export function toTarget(reading: Reading, value: Expr, alone: boolean): Target {
  switch (value.kind) {
    case 'name':
    case 'subscript':
    case 'attribute':
      return value
    case 'tuple':
    case 'list':
      return { kind: 'tuple', items: value.items.map((item) => toTarget(reading, item, false)), span: value.span }
  }
  const what = describe(reading, value)
  if (what === 'yield expression') {
    reading.syntaxError(rangeOfSpan(value.span), 'assignment to yield expression not possible')
    return { kind: 'name', name: '_', span: value.span }
  }
  const alike = ['True', 'False', 'None', 'lambda'].includes(what)
  const question = alone && !alike ? " here. Maybe you meant '==' instead of '='?" : ''
  reading.syntaxError(rangeOfSpan(value.span), `cannot assign to ${what}${question}`)
  return { kind: 'name', name: '_', span: value.span }
}

/** CPython's word for an expression that cannot be assigned to. */
export function describe(reading: Reading, value: Expr): string {
  switch (value.kind) {
    case 'call':
      return 'function call'
    case 'compare':
      return 'comparison'
    case 'conditional':
      return 'conditional expression'
    case 'int':
    case 'float':
    case 'string':
      return 'literal'
    case 'function':
      return 'lambda'
    case 'formatted':
      return 'f-string expression'
    case 'bool':
      return reading.text.slice(value.span.start, value.span.end)
    case 'none':
      // What is outside the subset was read as None.
      return OTHERS.find(([pattern]) => pattern.test(reading.text.slice(value.span.start)))?.[1] ?? 'None'
    default:
      return 'expression'
  }
}

const OTHERS: readonly [RegExp, string][] = [
  [/^lambda\b/, 'lambda'],
  [/^await\b/, 'await expression'],
  [/^\(*yield\b/, 'yield expression'],
  [/^\{\s*(?:\}|\*\*|[^:}]*:)/, 'dict literal'],
  [/^\{/, 'set display'],
  [/^\.\.\./, 'ellipsis'],
]

const rangeOfSpan = (span: Span) => ({ from: span.start, to: span.end })
