/** Making arrays, and making others of them: where the type of the elements or the number of dimensions is in the arguments. */
import type { DType } from '../../runtime/index.ts'
import { f64, i64, op, select, type X } from '../ir.ts'
import type { Build } from '../3-rewrite/lower/build.ts'
import { convertScalar } from '../3-rewrite/lower/scalars.ts'
import { storeAll } from '../3-rewrite/lower/subscripts.ts'
import { contiguous, scalarVal, type ArrayVal, type Val } from '../3-rewrite/lower/values.ts'
import type { ArrayType, ScalarType, Type } from '../types.ts'
import { arrayType, elementType, float64, int64, isArray, isFloat, isInteger, isScalar, scalar } from '../types.ts'
import { dtypeNamed } from './constants.ts'
import { shaped } from './given.ts'
import { listAsArray } from './lists.ts'
import { doc, type Builtin, type Site } from './table.ts'

/** The element type that a `dtype=` argument asks for; `otherwise` when it was left out. */
function dtypeOf(type: Type, site: Site, index: number, otherwise: DType | undefined): DType | undefined {
  if (type.kind === 'none') return otherwise
  if (type.kind === 'dtype') return type.name
  const name = site.literal(index)
  const known = typeof name === 'string' ? dtypeNamed(`numpy.${name}`) : undefined
  return known
}

/** Number of dimensions a shape argument asks for. */
function dimensions(type: Type): number | undefined {
  if (isInteger(type)) return 1
  return type.kind === 'tuple' && type.items.every(isInteger) ? type.items.length : undefined
}

function shapeOf(build: Build, value: Val): X[] {
  if (value.kind === 'tuple') return value.items.map((item) => build.as(item, int64))
  return [build.as(value, int64)]
}

function resultArray({ result }: Site): ArrayType {
  if (!isArray(result)) throw new Error('an array was expected')
  return result
}

/** A shape and a dtype → an array filled with one number, or not at all. */
function filled(name: string, summary: string, fill: number | undefined): Builtin {
  return {
    name: `numpy.${name}`,
    params: 'shape, dtype=None',
    summary,
    infer([shape, dtype], site) {
      const [ndim, element] = [dimensions(shape), dtypeOf(dtype, site, 1, 'float64')]
      return ndim === undefined || !element ? undefined : arrayType(element, ndim)
    },
    lower(build, [shape], site) {
      const { dtype } = resultArray(site)
      const array = build.allocate(dtype, shapeOf(build, shape), { zero: fill === 0 })
      if (fill) storeAll(build, array, scalarVal(float64, f64(fill)))
      return array
    },
  }
}

/** The shape, and unless told otherwise the dtype, of another array. */
function filledLike(name: string, summary: string, fill: number | undefined): Builtin {
  return {
    name: `numpy.${name}_like`,
    params: 'a, dtype=None',
    summary,
    infer([a, dtype], site) {
      const element = isArray(a) ? dtypeOf(dtype, site, 1, a.dtype) : undefined
      return isArray(a) && element ? arrayType(element, a.ndim) : undefined
    },
    lower(build, [a], site) {
      const array = build.allocate(resultArray(site).dtype, shaped(a).shape, { zero: fill === 0 })
      if (fill) storeAll(build, array, scalarVal(float64, f64(fill)))
      return array
    },
  }
}

/** Element type and dimensions of nested lists or tuples of numbers. */
function nested(type: Type): { element: ScalarType; shape: number[] } | undefined {
  if (isScalar(type)) return { element: type, shape: [] }
  if (type.kind !== 'tuple') return undefined
  const items = type.items.map(nested)
  if (items.length === 0) return { element: float64, shape: [0] }
  const [first] = items
  if (!first) return undefined
  let { element } = first
  for (const item of items) {
    if (!item || item.shape.join() !== first.shape.join()) return undefined
    element = elementType(element, item.element)
  }
  return { element, shape: [type.items.length, ...first.shape] }
}

const leaves = (value: Val): Val[] => (value.kind === 'tuple' ? value.items.flatMap(leaves) : [value])

/** A list of lists of numbers is a matrix. */
const rowsOf = (type: Type): Type | undefined =>
  type.kind === 'list' && type.item.kind === 'list' && isScalar(type.item.item)
    ? arrayType(type.item.item.name as DType, 2)
    : undefined

const fromItems = (name: string, summary: string): Builtin => ({
  name: `numpy.${name}`,
  params: 'values, dtype=None',
  summary,
  infer([given, dtype], site) {
    const rows = rowsOf(given)
    const values = rows ?? listAsArray(given)
    if (!values) return undefined
    if (isArray(values)) {
      const element = dtypeOf(dtype, site, 1, values.dtype)
      return (
        element && arrayType(element, values.ndim, name === 'asarray' && element === values.dtype ? values.layout : 'C')
      )
    }
    const list = nested(values)
    const element = list && dtypeOf(dtype, site, 1, list.element.name)
    return list && element && list.shape.length > 0 ? arrayType(element, list.shape.length) : undefined
  },
  lower(build, [given], site) {
    const type = resultArray(site)
    if (rowsOf(build.typeOf(given))) {
      const rows = build.array(build.callPrelude('_array_of_rows', [given]))
      return rows.type.dtype === type.dtype ? rows : build.copy(rows, type.dtype)
    }
    if (given.kind === 'list') return build.copy(build.array(given), type.dtype)
    const values = given
    if (values.kind === 'array' || values.kind === 'lazy') {
      if (name === 'asarray' && values.type.dtype === type.dtype) return build.materialize(values)
      return build.copy(values, type.dtype)
    }
    const list = nested(build.typeOf(values))
    if (!list) throw new Error('a list of equal rows was expected')
    const items = leaves(values).map((item) => build.spill(build.as(item, scalar(type.dtype))))
    const array = build.allocate(
      type.dtype,
      list.shape.map((extent) => i64(extent)),
    )
    const flat: ArrayVal = {
      ...array,
      type: arrayType(type.dtype, 1),
      shape: [i64(items.length)],
      strides: contiguous(type.dtype, [i64(items.length)]),
    }
    items.forEach((x, index) => build.setElement(flat, [i64(index)], x))
    return array
  },
})

const arange: Builtin = {
  name: 'numpy.arange',
  params: 'start, stop=None, step=None, dtype=None',
  summary: doc`Numbers from start up to stop, step apart.`,
  infer([start, stop, step, dtype], site) {
    const given = [start, stop, step].filter(({ kind }) => kind !== 'none')
    if (!given.every(isScalar)) return undefined
    const element = dtypeOf(dtype, site, 3, given.some(isFloat) ? 'float64' : 'int64')
    return element && arrayType(element, 1)
  },
  lower(build, [first, second, third], site) {
    const { dtype } = resultArray(site)
    const whole = [first, second, third].every((value) => value.kind !== 'scalar' || !isFloat(value.type))
    const type = whole ? int64 : float64
    const number = (value: Val, otherwise: X) =>
      build.spill(value.kind === 'scalar' ? build.as(value, type) : otherwise)
    const [zero, one] = whole ? [i64(0), i64(1)] : [f64(0), f64(1)]
    const [start, stop] =
      second.kind === 'scalar' ? [number(first, zero), number(second, zero)] : [zero, number(first, zero)]
    const step = number(third, one)
    const count = whole ? wholeSteps(build, start, stop, step) : floatSteps(build, start, stop, step)
    const kind = whole ? 'i64' : 'f64'
    const at = ([index = i64(0)]: readonly X[]): X => {
      const own = whole ? index : op('f64.convert_i64_s', index)
      return convertScalar(op(`${kind}.add`, start, op(`${kind}.mul`, own, step)), type.name, dtype)
    }
    return { kind: 'lazy', type: arrayType(dtype, 1), shape: [count], at, effects: false, reads: false }
  },
}

function wholeSteps(build: Build, start: X, stop: X, step: X): X {
  if (step.k === 'const' && step.value === 1n)
    return build.spill(build.max(build.spill(op('i64.sub', stop, start)), i64(0)), 'n')
  build.raiseIf(op('i64.eqz', step), 'ZeroDivisionError', 'division by zero')
  const rising = op('i64.gt_s', step, i64(0))
  const distance = build.spill(select(rising, op('i64.sub', stop, start), op('i64.sub', start, stop)))
  const size = build.spill(select(rising, step, op('i64.sub', i64(0), step)))
  const count = build.spill(op('i64.div_s', op('i64.sub', op('i64.add', distance, size), i64(1)), size))
  return build.spill(select(op('i64.gt_s', distance, i64(0)), count, i64(0)), 'n')
}

function floatSteps(build: Build, start: X, stop: X, step: X): X {
  build.raiseIf(op('f64.eq', step, f64(0)), 'ZeroDivisionError', 'division by zero')
  const count = build.spill(op('i64.trunc_sat_f64_s', op('f64.ceil', op('f64.div', op('f64.sub', stop, start), step))))
  return build.spill(build.max(count, i64(0)), 'n')
}

/** Shape arguments of `reshape`: a tuple, or up to three numbers. */
const shapeItems = (values: readonly Val[]): Val[] =>
  values.flatMap((value): readonly Val[] =>
    value.kind === 'tuple' ? value.items : value.kind === 'scalar' ? [value] : [],
  )

const reshape = (name: string): Builtin => ({
  name,
  params: 'a, shape, n1=None, n2=None',
  summary: doc`The same elements in another shape; one extent may be −1. A view where the array is contiguous.`,
  infer([a, ...shape]) {
    const items = shape.flatMap((type): readonly Type[] =>
      type.kind === 'tuple' ? type.items : type.kind === 'none' ? [] : [type],
    )
    return isArray(a) && items.every(isInteger) ? arrayType(a.dtype, items.length) : undefined
  },
  lower(build, [a, ...rest], site) {
    const source = build.array(a)
    const array = source.type.layout === 'C' ? source : build.copy(source)
    const size = build.size(array)
    const wanted = shapeItems(rest).map((item) => build.spill(build.as(item, int64), 'n'))
    const known = build.spill(
      wanted.reduce<X>((product, n) => op('i64.mul', product, select(op('i64.lt_s', n, i64(0)), i64(1), n)), i64(1)),
    )
    const safe = build.spill(select(op('i64.eqz', known), i64(1), known))
    const shape = wanted.map((n) => build.spill(select(op('i64.lt_s', n, i64(0)), op('i64.div_s', size, safe), n), 'n'))
    const total = shape.reduce<X>((product, n) => op('i64.mul', product, n), i64(1))
    build.raiseIf(op('i64.ne', total, size), 'ValueError', 'cannot reshape: the sizes differ')
    return { ...array, type: resultArray(site), shape, strides: contiguous(array.type.dtype, shape) }
  },
})

const copyOf = (name: string): Builtin => ({
  name,
  params: 'a',
  summary: doc`An array with elements of its own.`,
  infer: ([a]) => (isArray(a) ? arrayType(a.dtype, a.ndim) : undefined),
  lower: (build, [a]) => build.copy(shaped(a)),
})

const flat = (name: string, summary: string, view: boolean): Builtin => ({
  name,
  params: 'a',
  summary,
  infer: ([a]) => (isArray(a) ? arrayType(a.dtype, 1) : undefined),
  lower(build, [a], site) {
    const array = shaped(a)
    const dense = array.kind === 'array' && array.type.layout === 'C' && view ? array : build.copy(array)
    const shape = [build.size(dense)]
    return { ...dense, type: resultArray(site), shape, strides: contiguous(dense.type.dtype, shape) }
  },
})

export const CREATION: Builtin[] = [
  filled('empty', doc`An array whose elements are not set.`, undefined),
  filled('zeros', doc`An array of zeros.`, 0),
  filled('ones', doc`An array of ones.`, 1),
  filledLike('empty', doc`An array of the same shape, elements not set.`, undefined),
  filledLike('zeros', doc`Zeros in the same shape.`, 0),
  filledLike('ones', doc`Ones in the same shape.`, 1),
  {
    name: 'numpy.full',
    params: 'shape, fill_value, dtype=None',
    summary: doc`An array of one number.`,
    infer([shape, value, dtype], site) {
      const ndim = dimensions(shape)
      const element = isScalar(value) ? dtypeOf(dtype, site, 2, value.name) : undefined
      return ndim === undefined || !element ? undefined : arrayType(element, ndim)
    },
    lower(build, [shape, value], site) {
      const array = build.allocate(resultArray(site).dtype, shapeOf(build, shape))
      storeAll(build, array, value)
      return array
    },
  },
  {
    name: 'numpy.full_like',
    params: 'a, fill_value, dtype=None',
    summary: doc`One number in the shape of another array.`,
    infer([a, value, dtype], site) {
      const element = isArray(a) && isScalar(value) ? dtypeOf(dtype, site, 2, a.dtype) : undefined
      return isArray(a) && element ? arrayType(element, a.ndim) : undefined
    },
    lower(build, [a, value], site) {
      const array = build.allocate(resultArray(site).dtype, shaped(a).shape)
      storeAll(build, array, value)
      return array
    },
  },
  fromItems('array', doc`An array of the numbers in a list, or of lists of equal length; or a copy of an array.`),
  fromItems('asarray', doc`The same array, or one made of a list.`),
  arange,
  copyOf('numpy.copy'),
  copyOf('array.copy'),
  {
    name: 'array.astype',
    params: 'a, dtype',
    summary: doc`A copy with another type of elements.`,
    infer([a, dtype], site) {
      const element = dtypeOf(dtype, site, 1, undefined)
      return isArray(a) && element ? arrayType(element, a.ndim) : undefined
    },
    lower: (build, [a], site) => build.copy(shaped(a), resultArray(site).dtype),
  },
  reshape('numpy.reshape'),
  reshape('array.reshape'),
  flat('numpy.ravel', doc`All elements in one dimension; a view where the array is contiguous.`, true),
  flat('array.ravel', doc`All elements in one dimension; a view where the array is contiguous.`, true),
  flat('array.flatten', doc`A copy of all elements in one dimension.`, false),
]
