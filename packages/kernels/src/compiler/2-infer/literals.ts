/** The value of an expression that is written out: a number with its sign, True, None, a string, or a constant of these. */
import type { Binary, BinaryOp, Expr, Slice, Unary } from '../ast.ts'
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

/** More bits than any fold needs on its way to 64 of them. */
const MOST_BITS = 4096n

/**
 * What an operator gives for whole numbers that are written out, where that is not what 64 bits give: CPython computes it
 * before the program runs, so `2 ** -1` is 0.5 and `2 ** 65 // 2 ** 64` is 2.
 */
export function foldedLiteral(expr: Binary | Unary): Expr | undefined {
  const { span } = expr
  if (expr.kind === 'binary' && expr.op === '**') {
    const [base, exponent] = [wholeOf(expr.left), wholeOf(expr.right)]
    if (base !== undefined && base !== 0n && exponent !== undefined && exponent < 0n)
      return { kind: 'float', value: Number(base) ** Number(exponent), span }
  }
  const value = wholeOf(expr)
  const parts = (expr.kind === 'binary' ? [expr.left, expr.right] : [expr.operand]).map(wholeOf)
  const wide = parts.some((part) => part !== undefined && BigInt.asIntN(64, part) !== part)
  return value !== undefined && (wide || BigInt.asIntN(64, value) !== value) ? { kind: 'int', value, span } : undefined
}

function wholeOf(expr: Expr): bigint | undefined {
  if (expr.kind === 'int') return expr.value
  if (expr.kind === 'unary') {
    const operand = wholeOf(expr.operand)
    if (operand === undefined || expr.op === 'not') return undefined
    return expr.op === '-' ? -operand : expr.op === '~' ? ~operand : operand
  }
  if (expr.kind !== 'binary') return undefined
  const [a, b] = [wholeOf(expr.left), wholeOf(expr.right)]
  return a === undefined || b === undefined ? undefined : wholeResult(expr.op, a, b)
}

function wholeResult(op: BinaryOp, a: bigint, b: bigint): bigint | undefined {
  const floor = () => {
    const quotient = a / b
    return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
  }
  switch (op) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '//':
      return b === 0n ? undefined : floor()
    case '%':
      return b === 0n ? undefined : a - b * floor()
    case '**':
      return b < 0n || b * BigInt(a.toString(2).length) > MOST_BITS ? undefined : a ** b
    case '<<':
      return b < 0n || b > MOST_BITS ? undefined : a << b
    case '>>':
      return b < 0n ? undefined : a >> b
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
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
