/** Result types of Python's operators, Numba's rules. */
import type { BinaryOp, CompareOp, UnaryOp } from '../ast.ts'
import type { ScalarType, Type } from '../types.ts'
import {
  arithmeticType,
  arrayType,
  bool,
  elementType,
  float64,
  int64,
  isArray,
  isFloat,
  isInteger,
  isScalar,
  isUnsigned,
  scalar,
  tupleType,
} from '../types.ts'

const isNumber = (type: Type): type is ScalarType => isScalar(type)

/** Type of `left op right`, or undefined when the operator does not take these. */
export function binaryType(op: BinaryOp, left: Type, right: Type): Type | undefined {
  if (isNumber(left) && isNumber(right)) return scalarBinary(op, left, right)
  if (op === '@') return matrixProduct(left, right)
  if (isArray(left) || isArray(right)) return arrayBinary(left, right, (a, b) => elementBinary(op, a, b))
  if (op === '+' && left.kind === 'list' && left === right) return left
  if (op === '*' && left.kind === 'list' && isInteger(right)) return left
  if (op === '*' && right.kind === 'list' && isInteger(left)) return right
  if (op === '+' && left.kind === 'tuple' && right.kind === 'tuple') return tupleType([...left.items, ...right.items])
  return undefined
}

function scalarBinary(op: BinaryOp, left: ScalarType, right: ScalarType): ScalarType | undefined {
  switch (op) {
    case '+':
    case '-':
    case '*':
    case '//':
    case '%':
      return arithmeticType(left, right)
    case '/':
      return left.name === 'float32' && right.name === 'float32' ? left : float64
    case '**': {
      if (isFloat(left) && !isFloat(right)) return left
      return arithmeticType(left, right)
    }
    case '&':
    case '|':
    case '^':
      if (left === bool && right === bool) return bool
      return isFloat(left) || isFloat(right) ? undefined : arithmeticType(left, right)
    case '<<':
    case '>>':
      if (isFloat(left) || isFloat(right)) return undefined
      return isUnsigned(left) ? scalar('uint64') : int64
    case '@':
      return undefined
    default:
      return op satisfies never
  }
}

/** Whole numbers of at most 16 bits: what float32 holds exactly. */
export const isSmall = (type: ScalarType): boolean => !isFloat(type) && !/(32|64)$/.test(type.name)

/** Like `scalarBinary` for elements of arrays: small integers stay small, as in NumPy. */
export function elementBinary(op: BinaryOp, left: ScalarType, right: ScalarType): ScalarType | undefined {
  switch (op) {
    case '/': {
      const type = elementType(left, right)
      return isFloat(type) ? type : scalar(isSmall(type) ? 'float32' : 'float64')
    }
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      return isFloat(left) || isFloat(right) ? undefined : elementType(left, right)
    case '-':
      return left === bool && right === bool ? undefined : elementType(left, right)
    case '@':
      return undefined
    default:
      return elementType(left, right)
  }
}

/** Applies an element rule to two operands of which at least one is an array. */
export function arrayBinary(
  left: Type,
  right: Type,
  rule: (left: ScalarType, right: ScalarType) => ScalarType | undefined,
): Type | undefined {
  const element = (type: Type) => (isArray(type) ? scalar(type.dtype) : isNumber(type) ? type : undefined)
  const [a, b] = [element(left), element(right)]
  if (!a || !b) return undefined
  const result = rule(a, b)
  const ndim = Math.max(isArray(left) ? left.ndim : 0, isArray(right) ? right.ndim : 0)
  return result && arrayType(result.name, ndim)
}

function matrixProduct(left: Type, right: Type): Type | undefined {
  if (!isArray(left) || !isArray(right) || left.ndim > 2 || right.ndim > 2) return undefined
  if (left.ndim === 0 || right.ndim === 0) return undefined
  const dtype = elementType(scalar(left.dtype), scalar(right.dtype))
  const ndim = left.ndim + right.ndim - 2
  return ndim === 0 ? dtype : arrayType(dtype.name, ndim)
}

export function compareType(op: CompareOp, left: Type, right: Type): Type | undefined {
  if (op === 'is' || op === 'is not') return bool
  if (isNumber(left) && isNumber(right)) return op === 'in' || op === 'not in' ? undefined : bool
  if (op === 'in' || op === 'not in') {
    if (isArray(right) && isNumber(left)) return bool
    if (right.kind === 'list') return compareType('==', left, right.item)
    return right.kind === 'tuple' && right.items.every((item) => compareType('==', left, item) === bool)
      ? bool
      : undefined
  }
  if (isArray(left) || isArray(right)) return arrayBinary(left, right, () => bool)
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    const others = right.items
    const comparable = left.items.every((item, index) => {
      const other = others[index]
      return !other || compareType('==', item, other) === bool
    })
    return comparable ? bool : undefined
  }
  if ((op === '==' || op === '!=') && left.kind === 'list' && left === right) return bool
  if ((op === '==' || op === '!=') && left.kind === 'string' && right.kind === 'string') return bool
  return undefined
}

export function unaryType(op: UnaryOp, operand: Type): Type | undefined {
  if (op === 'not')
    return isNumber(operand) || operand.kind === 'none' || operand.kind === 'tuple' || operand.kind === 'list'
      ? bool
      : undefined
  if (isArray(operand)) {
    if (op === '~' && isFloat(scalar(operand.dtype))) return undefined
    if (op === '+' && operand.dtype === 'bool') return undefined
    return arrayType(op === '-' && operand.dtype === 'bool' ? 'int8' : operand.dtype, operand.ndim)
  }
  if (!isNumber(operand)) return undefined
  if (op === '~') return operand === bool ? bool : isInteger(operand) ? int64 : undefined
  return isFloat(operand) || isUnsigned(operand) ? operand : int64
}
