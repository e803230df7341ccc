/** The value of an expression that is written out: a number with its sign, True, None, a string, or a constant of these. */
import type { Expr } from '../ast.ts'
import type { Typed } from './typed.ts'

export type Literal = bigint | number | boolean | string | null

export function literalOf(typed: Typed, expr: Expr): Literal | undefined {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
      return expr.value
    case 'none':
      return null
    case 'unary': {
      const operand = literalOf(typed, expr.operand)
      if (expr.op === '-' && (typeof operand === 'bigint' || typeof operand === 'number')) return -operand
      return undefined
    }
    case 'name': {
      const constant = typed.constants.get(expr)
      if (constant) return literalOf(typed, constant)
      const frozen = typed.frozen.get(expr)
      return typeof frozen === 'object' ? undefined : frozen
    }
    default:
      return undefined
  }
}
