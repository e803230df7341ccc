/** JavaScript values as the compiler sees them. */
import {
  contiguousStrides,
  isArrayView,
  isListValue,
  isSizedNumber,
  NOWHERE,
  PythonError,
  type Argument,
  type Value,
} from '../runtime/index.ts'
import type { ListType, Type } from './types.ts'
import { arrayType, bool, float64, int64, listType, none, scalar, string, tupleType, typeName, unify } from './types.ts'

/** The type a JavaScript value is compiled for. Throws PythonError for a list of which it cannot be told. */
export function typeOfValue(value: Argument): Type {
  switch (typeof value) {
    case 'bigint':
      return int64
    case 'number':
      return float64
    case 'boolean':
      return bool
    case 'string':
      return string
    case 'object':
      break
    default:
      value satisfies never
  }
  if (value === null) return none
  if (isListValue(value)) return typeOfList(value.list)
  if (isSizedNumber(value)) return scalar(value.scalar)
  if (!isArrayView(value)) return tupleType(value.map(typeOfValue))
  const { dtype, shape, strides } = value
  // Strides of axes with at most one element say nothing, and an empty array has no gaps.
  const empty = shape.includes(0)
  const follows = (expected: readonly number[]) =>
    strides.length === 0 || empty || strides.every((stride, axis) => shape[axis] === 1 || stride === expected[axis])
  const rows = follows(contiguousStrides(dtype, shape))
  const columns = follows(contiguousStrides(dtype, shape.toReversed()).toReversed())
  return arrayType(dtype, shape.length, rows ? 'C' : columns ? 'F' : 'A')
}

function typeOfList(items: readonly Value[]): ListType {
  const [first, ...rest] = items.map(typeOfValue)
  if (!first) throw new PythonError('ValueError', 'the type of an empty list as an argument cannot be told', NOWHERE)
  const item = rest.reduce((all, each) => {
    const unified = unify(all, each)
    if (unified) return unified
    throw new PythonError(
      'TypeError',
      `a list holds items of one type, not ${typeName(all)} and ${typeName(each)}`,
      NOWHERE,
    )
  }, first)
  return listType(item)
}
