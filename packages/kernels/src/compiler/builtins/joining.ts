/** Joining arrays: those of different element types are first brought to the one that holds them all. */
import type { Build } from '../3-rewrite/lower/build.ts'
import { scalarVal, type Val } from '../3-rewrite/lower/values.ts'
import { i64 } from '../ir.ts'
import { arrayType, int64, isArray, scalar, tupleType, unifyScalars, type ArrayType, type Type } from '../types.ts'
import { preludeType } from './prelude-types.ts'
import { doc, type Builtin } from './table.ts'

/** The arrays in a tuple as they are joined: all of one element type. */
function alike(arrays: Type): Type {
  if (arrays.kind !== 'tuple' || !arrays.items.every(isArray)) return arrays
  const [first, ...rest] = arrays.items as readonly ArrayType[]
  if (!first) return arrays
  const common = rest.reduce((all, { dtype }) => unifyScalars(all, scalar(dtype)), scalar(first.dtype)).name
  const joined = (type: Type) => (isArray(type) && type.dtype !== common ? arrayType(common, type.ndim) : type)
  return tupleType(arrays.items.map(joined))
}

function convertAll(build: Build, arrays: Val): Val {
  const type = alike(build.typeOf(arrays))
  if (arrays.kind !== 'tuple' || type.kind !== 'tuple') return arrays
  const items = arrays.items.map((item, index): Val => {
    const wanted = type.items[index]
    const isOther = wanted && isArray(wanted) && (item.kind === 'array' || item.kind === 'lazy')
    return isOther && wanted.dtype !== item.type.dtype ? build.copy(item, wanted.dtype) : build.exist(item)
  })
  return { kind: 'tuple', type, items }
}

/** A function of the prelude that takes a tuple of arrays, and perhaps an axis. */
const joining = (name: string, summary: string, axis: boolean): Builtin => ({
  name: `numpy.${name}`,
  params: axis ? 'arrays, axis=0' : 'arrays',
  summary,
  infer([arrays, along]) {
    const joined = alike(arrays)
    const axisType = axis && along.kind !== 'none' ? along : int64
    return preludeType(`numpy_${name}`, axis ? [joined, axisType] : [joined])
  },
  lower(build, [arrays, along]) {
    const axisValue = axis && along.kind !== 'none' ? along : scalarVal(int64, i64(0))
    const joined = convertAll(build, arrays)
    return build.callPrelude(`numpy_${name}`, axis ? [joined, axisValue] : [joined])
  },
})

export const JOINING: Builtin[] = [
  joining(
    'concatenate',
    doc`Arrays one after the other: elements of vectors, rows (with axis=1 columns) of matrices.`,
    true,
  ),
  joining(
    'stack',
    doc`Arrays of one shape along a new axis: vectors as the rows of a matrix, or with axis=1 as its columns.`,
    true,
  ),
  joining('hstack', doc`Arrays side by side.`, false),
  joining('vstack', doc`Arrays below each other; a vector is a row.`, false),
  joining('dstack', doc`Arrays behind each other, along a third axis.`, false),
  joining('row_stack', doc`Arrays below each other; a vector is a row.`, false),
  joining('column_stack', doc`Vectors as the columns of a matrix.`, false),
]
