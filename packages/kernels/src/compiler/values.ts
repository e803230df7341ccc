/** The type a JavaScript value is compiled for. */
import { contiguousStrides, isArrayView, type Value } from '../runtime/index.ts'
import type { Type } from './types.ts'
import { arrayType, bool, float64, int64, none, string, tupleType } from './types.ts'

export function typeOfValue(value: Value): Type {
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
