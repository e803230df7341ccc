/** Attributes of arrays. */
import { i64, op } from '../ir.ts'
import { contiguous, scalarVal } from '../3-rewrite/lower/values.ts'
import type { ArrayType } from '../types.ts'
import { arrayType, dtypeType, int64, isArray, tupleType } from '../types.ts'
import { BYTES } from '../../runtime/index.ts'
import { shaped } from './given.ts'
import { doc, type Builtin } from './table.ts'

export const PROPERTIES: Builtin[] = [
  {
    name: 'array.size',
    params: 'a',
    summary: doc`How many elements there are.`,
    infer: () => int64,
    lower: (build, [value]) => scalarVal(int64, build.size(shaped(value))),
  },
  {
    name: 'array.shape',
    params: 'a',
    summary: doc`Extents, as a tuple.`,
    infer: ([a]) => (isArray(a) ? tupleType(Array.from({ length: a.ndim }, () => int64)) : undefined),
    lower: (_, [value]) => {
      const items = shaped(value).shape.map((extent) => scalarVal(int64, extent))
      return { kind: 'tuple', type: tupleType(items.map(() => int64)), items }
    },
  },
  {
    name: 'array.strides',
    params: 'a',
    summary: doc`How many bytes lie between neighbours along each dimension, as a tuple.`,
    infer: ([a]) => (isArray(a) ? tupleType(Array.from({ length: a.ndim }, () => int64)) : undefined),
    lower: (build, [value]) => {
      const items = build.array(value).strides.map((stride) => scalarVal(int64, op('i64.extend_i32_s', stride)))
      return { kind: 'tuple', type: tupleType(items.map(() => int64)), items }
    },
  },
  {
    name: 'array.ndim',
    params: 'a',
    summary: doc`How many dimensions there are.`,
    infer: () => int64,
    lower: (_, [value]) => scalarVal(int64, i64(shaped(value).type.ndim)),
  },
  {
    name: 'array.itemsize',
    params: 'a',
    summary: doc`Bytes of one element.`,
    infer: () => int64,
    lower: (_, [value]) => scalarVal(int64, i64(BYTES[shaped(value).type.dtype])),
  },
  {
    name: 'array.dtype',
    params: 'a',
    summary: doc`The type of the elements, to make another array of it.`,
    infer: ([a]) => (isArray(a) ? dtypeType(a.dtype) : undefined),
    lower: (_, [value]) => ({ kind: 'dtype', name: shaped(value).type.dtype }),
  },
  {
    name: 'array.flat',
    params: 'a',
    summary: doc`All elements in one dimension, row after row; to read.`,
    infer: ([a]) => (isArray(a) ? arrayType(a.dtype, 1) : undefined),
    lower: (build, [value]) => {
      const array = build.array(value)
      const rows = array.type.layout === 'C' ? array : build.copy(array)
      const shape = [build.size(rows)]
      return { ...rows, type: arrayType(rows.type.dtype, 1), shape, strides: contiguous(rows.type.dtype, shape) }
    },
  },
  {
    name: 'array.T',
    params: 'a',
    summary: doc`The same elements with rows and columns swapped; a view.`,
    infer: ([a]) => (isArray(a) ? transposedType(a) : undefined),
    lower: (build, [value]) => {
      const array = build.array(value)
      const type = transposedType(array.type)
      return { ...array, type, shape: array.shape.toReversed(), strides: array.strides.toReversed() }
    },
  },
]

const transposedType = (a: ArrayType) =>
  a.ndim < 2 ? a : arrayType(a.dtype, a.ndim, a.layout === 'C' ? 'F' : a.layout === 'F' ? 'C' : 'A')
