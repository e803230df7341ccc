/** The value of an expression that is written out: a number with its sign, True, None, a string, or a constant of these. */
import type { Expr, Slice } from '../ast.ts'
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

/** The number a text stands for, as Python's float() reads it. */
export function floatOf(text: string): number | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/(?<=\d)_(?=\d)/g, '')
  const special = /^([+-]?)(?:(nan)|inf(?:inity)?)$/.exec(plain)
  if (special) return special[2] ? NaN : special[1] === '-' ? -Infinity : Infinity
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** Which of `length` items a slice takes, if its bounds are written out. */
export function sliceIndices(typed: Typed, { lower, upper, step }: Slice, length: number): number[] | undefined {
  const bounds = [lower, upper, step].map((bound) => (bound ? literalOf(typed, bound) : null))
  if (!bounds.every((bound) => bound === null || typeof bound === 'bigint')) return undefined
  const [from, to, by] = bounds.map((bound) => (bound === null ? undefined : Number(bound)))
  const stride = by ?? 1
  if (stride === 0) return undefined
  const clamp = (value: number, low: number, high: number) =>
    Math.min(Math.max(value < 0 ? value + length : value, low), high)
  const [low, high] = stride > 0 ? [0, length] : [-1, length - 1]
  const first = from === undefined ? (stride > 0 ? 0 : length - 1) : clamp(from, low, high)
  const end = to === undefined ? (stride > 0 ? length : -1) : clamp(to, low, high)
  const count = Math.max(0, Math.ceil((end - first) / stride))
  return Array.from({ length: count }, (_, index) => first + index * stride)
}
