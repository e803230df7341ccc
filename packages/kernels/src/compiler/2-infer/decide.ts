/** Conditions that types alone decide, so that only one branch has to make sense: Numba's dead branch pruning. */
import type { Expr } from '../ast.ts'
import { isArray, isFloat, isInteger, isScalar, isUnsigned, scalar } from '../types.ts'
import type { Frame } from './statements.ts'

export function decide(frame: Frame, test: Expr): boolean | undefined {
  switch (test.kind) {
    case 'bool':
      return test.value
    case 'int':
      return test.value !== 0n
    case 'unary': {
      const operand = test.op === 'not' ? decide(frame, test.operand) : undefined
      return operand === undefined ? undefined : !operand
    }
    case 'boolOp': {
      const known = test.values.map((value) => decide(frame, value))
      const absorbing = test.op === 'or'
      if (known.includes(absorbing)) return absorbing
      return known.every((value) => value === !absorbing) ? !absorbing : undefined
    }
    case 'compare':
      return decideComparison(frame, test.left, test.ops, test.comparators)
    case 'call':
      return decideCall(frame, test.func, test.args[0])
    default:
      return undefined
  }
}

function decideComparison(
  frame: Frame,
  left: Expr,
  ops: readonly string[],
  [right]: readonly Expr[],
): boolean | undefined {
  const [op] = ops
  if (ops.length !== 1 || !right || !op) return undefined
  const type = frame.typed.types.get(left)
  if (!type) return undefined
  if (op === 'is' || op === 'is not') {
    const other = frame.typed.types.get(right)
    if (!other || other.kind === 'optional' || type.kind === 'optional') return undefined
    if (other.kind === 'unknown' || type.kind === 'unknown') return undefined
    if (other.kind !== 'none' && type.kind !== 'none') return undefined
    return (type.kind === 'none' && other.kind === 'none') === (op === 'is')
  }
  if (left.kind === 'attribute' && left.name === 'ndim' && right.kind === 'int') {
    const array = frame.typed.types.get(left.object)
    if (!array || !isArray(array)) return undefined
    const [a, b] = [BigInt(array.ndim), right.value]
    return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b, '==': a === b, '!=': a !== b }[op]
  }
  return undefined
}

/** `_is_array(x)` and its like in the compiler's own Python. */
function decideCall(frame: Frame, func: Expr, arg: Expr | undefined): boolean | undefined {
  if (frame.typed.scope.userCode || func.kind !== 'name' || !arg) return undefined
  const type = frame.typed.types.get(arg)
  if (!type || type.kind === 'unknown') return undefined
  const element = isArray(type) ? scalar(type.dtype) : type
  switch (func.name) {
    case '_is_array':
      return isArray(type)
    case '_is_number':
      return isScalar(type)
    case '_is_list':
      return type.kind === 'list'
    case '_is_tuple':
      return type.kind === 'tuple'
    case '_is_float':
      return isFloat(element)
    case '_is_float32':
      return element === scalar('float32')
    case '_is_integer':
      return isInteger(element)
    case '_is_unsigned':
      return isUnsigned(element)
    case '_is_bool':
      return element === scalar('bool')
    case '_is_contiguous':
      return isArray(type) && type.layout === 'C'
    default:
      return undefined
  }
}
