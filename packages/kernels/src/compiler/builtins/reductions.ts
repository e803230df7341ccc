/** One number out of a whole array, fused with the expression that makes it: `np.sum(a * b)` makes no array. */
import { f64, get, i32, i64, op, select, set, type X } from '../ir.ts'
import type { Build } from '../3-rewrite/lower/build.ts'
import { binaryScalar, compareScalars, convertScalar, truth } from '../3-rewrite/lower/scalars.ts'
import {
  boolVal,
  contiguous,
  scalarVal,
  type ArrayVal,
  type LazyVal,
  type ScalarVal,
  type Val,
} from '../3-rewrite/lower/values.ts'
import type { ArrayType, ScalarType, Type } from '../types.ts'
import { arrayType, bool, elementType, float64, int64, isArray, isFloat, isUnsigned, scalar } from '../types.ts'
import { given, shaped } from './given.ts'
import { preludeType } from './prelude-types.ts'
import { doc, type Builtin } from './table.ts'

interface Reduction {
  name: string
  summary: string
  result(element: ScalarType): ScalarType
  reduce(build: Build, array: ArrayVal | LazyVal, result: ScalarType): Val
}

const sumResult = (element: ScalarType): ScalarType =>
  isFloat(element) ? element : isUnsigned(element) ? scalar('uint64') : int64

/** Goes over all elements, folding each into an accumulator. */
function accumulate(
  build: Build,
  array: ArrayVal | LazyVal,
  start: ScalarVal,
  step: (accumulator: ScalarVal, element: ScalarVal) => X,
): ScalarVal {
  const total = build.local(start.x.type, 'total')
  build.emit(set(total, start.x))
  const element = build.dtypeOf(array)
  build.eachIndex(array.shape, (indices) => {
    const x = scalarVal(element, build.at(array, indices))
    build.emit(set(total, step(scalarVal(start.type, get(total)), x)))
  })
  return scalarVal(start.type, get(total))
}

const fold = (operator: '+' | '*', first: number) => (build: Build, array: ArrayVal | LazyVal, result: ScalarType) =>
  accumulate(build, array, scalarVal(result, convertScalar(i64(first), 'int64', result.name)), (total, element) =>
    binaryScalar(build, operator, total, element, result, { raises: false }),
  )

/** Raises when there is nothing to choose from. */
function notEmpty(build: Build, array: ArrayVal | LazyVal, what: string): void {
  build.raiseIf(op('i64.eqz', build.size(array)), 'ValueError', `${what} of an empty array`)
}

const extreme = (name: 'min' | 'max') => (build: Build, array: ArrayVal | LazyVal, result: ScalarType) => {
  notEmpty(
    build,
    array,
    name === 'min'
      ? 'zero-size array to reduction operation minimum: min'
      : 'zero-size array to reduction operation maximum: max',
  )
  const float = isFloat(result)
  const infinity = name === 'min' ? Infinity : -Infinity
  const far = isUnsigned(result)
    ? { min: 2n ** 64n - 1n, max: 0n }[name]
    : { min: 2n ** 63n - 1n, max: -(2n ** 63n) }[name]
  const start = float
    ? convertScalar(f64(infinity), 'float64', result.name)
    : result === bool
      ? i32(Number(name === 'min'))
      : i64(far)
  return accumulate(build, array, scalarVal(result, start), (best, element) => {
    if (float) return op(`${result.name === 'float32' ? 'f32' : 'f64'}.${name}`, best.x, element.x)
    const x = scalarVal(element.type, build.spill(element.x))
    return select(compareScalars(name === 'min' ? '<' : '>', x, best), x.x, best.x)
  })
}

const REDUCTIONS_OF_ALL: readonly Reduction[] = [
  { name: 'sum', summary: doc`Sum of all elements, in order.`, result: sumResult, reduce: fold('+', 0) },
  { name: 'prod', summary: doc`Product of all elements.`, result: sumResult, reduce: fold('*', 1) },
  {
    name: 'mean',
    summary: doc`Arithmetic mean.`,
    result: (element) => (element.name === 'float32' ? element : float64),
    reduce(build, array, result) {
      const sum = fold('+', 0)(build, array, result)
      return scalarVal(
        result,
        convertScalar(
          op('f64.div', build.as(sum, float64), op('f64.convert_i64_s', build.size(array))),
          'float64',
          result.name,
        ),
      )
    },
  },
  {
    name: 'min',
    summary: doc`Smallest element; nan if there is one.`,
    result: (element) => element,
    reduce: extreme('min'),
  },
  {
    name: 'max',
    summary: doc`Largest element; nan if there is one.`,
    result: (element) => element,
    reduce: extreme('max'),
  },
  {
    name: 'any',
    summary: doc`Whether any element is true.`,
    result: () => bool,
    reduce: (build, array) =>
      accumulate(build, array, boolVal(i32(0)), (found, element) => op('i32.or', found.x, truth(element))),
  },
  {
    name: 'all',
    summary: doc`Whether every element is true.`,
    result: () => bool,
    reduce: (build, array) =>
      accumulate(build, array, boolVal(i32(1)), (found, element) => op('i32.and', found.x, truth(element))),
  },
]

/** With `axis` the prelude's `numpy_sum(a, axis)` does the work. */
function rowsOf({ name, summary, result, reduce }: Reduction): Builtin[] {
  const names =
    name === 'min' || name === 'max'
      ? [`numpy.${name}`, `numpy.a${name}`, `array.${name}`]
      : [`numpy.${name}`, `array.${name}`]
  return names.map((full) =>
    keepingDims({
      name: full,
      params: 'a, axis=None',
      summary,
      infer([a, axis]) {
        if (!isArray(a)) return undefined
        return axis.kind === 'none' ? result(scalar(a.dtype)) : preludeType(`numpy_${name}`, [arrayOf(a), axis])
      },
      lower(build, [a, axis]) {
        if (axis.kind !== 'none') return build.callPrelude(`numpy_${name}`, [build.materialize(shaped(a)), axis])
        return reduce(build, shaped(a), result(build.dtypeOf(shaped(a))))
      },
    }),
  )
}

/** `var` and `std`, which are the prelude's. */
const spread = (name: 'var' | 'std', summary: string): Builtin[] =>
  [`numpy.${name}`, `array.${name}`].map((full) =>
    keepingDims({
      name: full,
      params: 'a, axis=None, ddof=0',
      summary,
      infer([a, axis, ddof]) {
        if (!isArray(a)) return undefined
        return preludeType(`numpy_${name}`, [arrayOf(a), axis, ddof.kind === 'none' ? int64 : ddof])
      },
      lower(build, [a, axis, ddof]) {
        const freedom = ddof.kind === 'none' ? scalarVal(int64, i64(0)) : ddof
        return build.callPrelude(`numpy_${name}`, [build.materialize(shaped(a)), axis, freedom])
      },
    }),
  )

/** The same reduction with one parameter more: `keepdims=True` leaves the axes in place, each with one element. */
function keepingDims(row: Builtin): Builtin {
  const at = row.params.split(', ').length
  const dimensionsOf = (a: Type) => (isArray(a) ? a.ndim : 0)
  return {
    ...row,
    params: `${row.params}, keepdims=False`,
    infer(types, site) {
      const type = row.infer(given(types.slice(0, at)), site)
      const keeps = types[at]?.kind === 'none' ? false : site.literal(at)
      if (!type || typeof keeps !== 'boolean') return undefined
      const element = isArray(type) ? scalar(type.dtype) : type
      return keeps && element.kind === 'scalar' ? arrayType(element.name, dimensionsOf(types[0])) : type
    },
    lower(build, values, site) {
      const reduced = row.lower(build, given(values.slice(0, at)), site)
      const type = site.result
      const ndim = dimensionsOf(build.typeOf(values[0]))
      if (!isArray(type) || site.literal(at) !== true) return reduced
      if (reduced.kind === 'scalar') {
        const single = build.allocate(
          type.dtype,
          Array.from({ length: ndim }, () => i64(1)),
        )
        build.setElement(
          single,
          single.shape.map(() => i64(0)),
          reduced.x,
        )
        return single
      }
      const line = build.array(reduced)
      const [n = i64(1)] = line.shape
      const axis = build.spill(build.as(values[1], int64))
      const rows = op('i32.or', op('i64.eqz', axis), op('i64.eq', axis, i64(-2)))
      const shape = [select(rows, i64(1), n), select(rows, n, i64(1))].map((extent) => build.spill(extent, 'n'))
      return { ...line, type, shape, strides: contiguous(type.dtype, shape) }
    },
  }
}

const arrayOf = (type: ArrayType): ArrayType => arrayType(type.dtype, type.ndim, type.layout)

/** `np.dot` of two 1-D arrays adds products in order; products of matrices are prelude code. */
const dot = (name: string): Builtin => ({
  name,
  params: 'a, b',
  summary: doc`Scalar product, product of matrices, or of a matrix and a vector.`,
  infer([a, b]) {
    if (!isArray(a) || !isArray(b)) return undefined
    if (a.ndim === 1 && b.ndim === 1) return elementType(scalar(a.dtype), scalar(b.dtype))
    return preludeType('numpy_dot', [arrayOf(a), arrayOf(b)])
  },
  lower(build, values, { result }) {
    const [a, b] = [shaped(values[0]), shaped(values[1])]
    if (result.kind !== 'scalar') return build.callPrelude('numpy_dot', [build.materialize(a), build.materialize(b)])
    const both = a.kind === 'lazy' && b.kind === 'lazy' && a.effects && b.effects
    const left = both ? build.materialize(a) : a
    const length = build.spill(left.shape[0] ?? i64(0), 'n')
    build.raiseIf(op('i64.ne', length, b.shape[0] ?? i64(0)), 'ValueError', 'incompatible array sizes for np.dot(a, b)')
    const total = build.local(convertScalar(i64(0), 'int64', result.name).type, 'dot')
    build.emit(set(total, convertScalar(i64(0), 'int64', result.name)))
    build.count(length, (index) => {
      const [x, y] = [
        scalarVal(build.dtypeOf(left), build.at(left, [index])),
        scalarVal(build.dtypeOf(b), build.at(b, [index])),
      ]
      const product = scalarVal(result, binaryScalar(build, '*', x, y, result, { raises: false }))
      build.emit(
        set(total, binaryScalar(build, '+', scalarVal(result, get(total)), product, result, { raises: false })),
      )
    })
    return scalarVal(result, get(total))
  },
})

export const REDUCTIONS: Builtin[] = [
  ...REDUCTIONS_OF_ALL.flatMap(rowsOf),
  ...spread('var', doc`Variance: the mean of the squared distances from the mean, over n − ddof.`),
  ...spread('std', doc`Standard deviation: the square root of the variance.`),
  dot('numpy.dot'),
  dot('array.dot'),
  dot('numpy.vdot'),
]
