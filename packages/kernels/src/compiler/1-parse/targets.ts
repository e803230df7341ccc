import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr, Span, Target } from '../ast.ts'
import { readExpressionList } from './expressions.ts'
import type { Reading } from './reading.ts'

/** What stands left of `=`, or between `for` and `in`. */
export function readTarget(reading: Reading, nodes: SyntaxNode[]): Target {
  const value = readExpressionList(reading, nodes)
  return toTarget(reading, value, value.kind !== 'tuple' && value.kind !== 'list')
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
  const keyword = ['True', 'False', 'None'].includes(what)
  const question = alone && !keyword ? " here. Maybe you meant '==' instead of '='?" : ''
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
    case 'formatted':
      return 'f-string expression'
    case 'bool':
    case 'none':
      return reading.text.slice(value.span.start, value.span.end)
    default:
      return 'expression'
  }
}

const rangeOfSpan = (span: Span) => ({ from: span.start, to: span.end })
