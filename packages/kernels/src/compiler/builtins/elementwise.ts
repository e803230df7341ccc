/** Element-wise functions: on numbers, and lifted over arrays with broadcasting and fusion. */
import type { BinaryOp, CompareOp } from '../ast.ts'
import { choose, f64, get, i64, op, select, type X } from '../ir.ts'
import { compareType, elementBinary, isSmall } from '../2-infer/operators.ts'
import type { Build } from '../3-rewrite/lower/build.ts'
import { elementwise } from '../3-rewrite/lower/elementwise.ts'
import { storeAll } from '../3-rewrite/lower/subscripts.ts'
import { binaryScalar, compareScalars, convertScalar, truth, unaryScalar } from '../3-rewrite/lower/scalars.ts'
import { scalarVal, type ScalarVal } from '../3-rewrite/lower/values.ts'
import type { ScalarType, Type } from '../types.ts'
import {
  arrayType,
  bool,
  elementType,
  int64,
  isArray,
  isFloat,
  isScalar,
  isUnsigned,
  scalar,
  unifyScalars,
} from '../types.ts'
import { findPrelude } from './index.ts'
import { given, type Given } from './given.ts'
import { doc, type Builtin } from './table.ts'

interface Elementary {
  name: string
  params: string
  summary: string
  /** Type of the result for these element types, or undefined. `arrays` tells the rules for elements from Python's. */
  result(types: Given<ScalarType>, arrays: boolean): ScalarType | undefined
  emit(build: Build, values: Given<ScalarVal>, result: ScalarType): X
}

/** A row that works on numbers and on arrays. */
function lift({ name, params, summary, result, emit }: Elementary): Builtin {
  const elements = (types: readonly Type[]): Given<ScalarType> | undefined => {
    const found = types.map((type) => (isScalar(type) ? type : isArray(type) ? scalar(type.dtype) : undefined))
    return found.every((type) => type !== undefined) ? given(found) : undefined
  }
  return {
    name,
    params,
    summary,
    infer(types) {
      const scalars = elements(types)
      const arrays = types.some(isArray)
      if (name.startsWith('math.') && arrays) return undefined
      const type = scalars && result(scalars, arrays)
      if (!type || !arrays) return type
      const ndim = Math.max(...types.map((each) => (isArray(each) ? each.ndim : 0)))
      return arrayType(type.name, ndim)
    },
    lower(build, values, site) {
      const type = site.result
      if (isScalar(type)) return scalarVal(type, emit(build, given(values.map((value) => build.number(value))), type))
      if (!isArray(type)) throw new Error(`${name} gives a number or an array`)
      const element = scalar(type.dtype)
      return elementwise(build, values, type, (each) => emit(build, given(each), element))
    },
  }
}

/** A row of NumPy's with one parameter more: an array that takes the answer, and is it. */
function withOut(row: Builtin): Builtin {
  const split = <T>(parts: readonly T[]) => [given(parts.slice(0, -1)), parts.at(-1)] as const
  return {
    name: row.name,
    get params() {
      return `${row.params}, out=None`
    },
    get summary() {
      return row.summary
    },
    infer(all, site) {
      const [types, out] = split(all)
      const type = row.infer(types, site)
      if (out?.kind === 'none' || !type) return type
      const element = scalar(isArray(type) ? type.dtype : type.kind === 'scalar' ? type.name : 'bool')
      return out && isArray(out) && (isFloat(scalar(out.dtype)) || !isFloat(element)) ? out : undefined
    },
    lower(build, all, site) {
      const [values, out] = split(all)
      if (out?.kind !== 'array') return row.lower(build, values, site)
      const result = row.infer(given(values.map((value) => build.typeOf(value))), site) ?? site.result
      storeAll(build, out, row.lower(build, values, { ...site, result }))
      return out
    },
  }
}

/** A prelude function of float64 numbers as an element-wise function. */
export function liftPrelude(name: string, own: string): Builtin {
  const row = liftedPrelude(name, own)
  return name.startsWith('numpy.') ? withOut(row) : row
}

function liftedPrelude(name: string, own: string): Builtin {
  const def = () => {
    const found = findPrelude(own)
    if (!found) throw new Error(`the prelude has no ${own}`)
    return found.def
  }
  return {
    ...lift({
      name,
      params: '',
      summary: '',
      result: name.startsWith('math.') ? mathResult : floatResult,
      emit(build, values, result) {
        const floats = values.map((value) => scalarVal(scalar('float64'), throughFloat(value)))
        return build.as(build.callPrelude(own, floats), result)
      },
    }),
    get params() {
      return def()
        .params.map((each) => each.name)
        .join(', ')
    },
    get summary() {
      return def().doc ?? ''
    },
  }
}

/** float32 for float32 alone, as the functions of math have it. */
const mathResult = (types: Given<ScalarType>): ScalarType =>
  scalar(types.every(({ name }) => name === 'float32') ? 'float32' : 'float64')

/** NumPy's: float32 also beside whole numbers, and for whole numbers of at most 16 bits. */
const floatResult = (types: Given<ScalarType>): ScalarType => {
  const type = types.reduce(elementType)
  return isFloat(type) ? type : scalar(isSmall(type) ? 'float32' : 'float64')
}

const throughFloat = (value: ScalarVal): X => convertScalar(value.x, value.type.name, 'float64')

/** A function of floats computed in float64. */
function ofFloat(name: string, summary: string, compute: (build: Build, x: X, y: X) => X, params = 'x'): Elementary {
  return {
    name,
    params,
    summary,
    result: name.startsWith('math.') ? mathResult : floatResult,
    emit(build, values, result) {
      const [x, y] = given(values.map(throughFloat))
      return convertScalar(compute(build, x, y), 'float64', result.name)
    },
  }
}

const instruction = (code: string) => (_: Build, x: X) => op(code, x)

/** A function of JavaScript's Math, imported as it is. */
const imported = (field: string) => (build: Build, x: X, y: X) => {
  const result = build.local('f64', field)
  build.call([result], `Math.${field}`, TWO.has(field) ? [x, y] : [x])
  return get(result)
}

/** A function of the prelude: unlike an imported one it can be inlined. */
const prelude = (name: string) => (build: Build, x: X) =>
  build.as(build.callPrelude(name, [scalarVal(scalar('float64'), x)]), scalar('float64'))

const TWO = new Set(['atan2', 'pow', 'hypot'])

const FLOATS: readonly [names: string, summary: string, compute: (build: Build, x: X, y: X) => X, params?: string][] = [
  ['numpy.sqrt math.sqrt', doc`Square root; nan below zero.`, instruction('f64.sqrt')],
  ['numpy.fabs math.fabs', doc`Absolute value as a float.`, instruction('f64.abs')],
  ['numpy.exp math.exp', doc`e to the power x.`, prelude('elementwise_exp')],
  ['numpy.log', doc`Natural logarithm.`, prelude('elementwise_log')],
  ['numpy.log2 math.log2', doc`Logarithm to base 2.`, imported('log2')],
  ['numpy.log10 math.log10', doc`Logarithm to base 10.`, imported('log10')],
  ['numpy.log1p math.log1p', 'log(1 + x), exact near 0.', imported('log1p')],
  ['numpy.expm1 math.expm1', doc`exp(x) − 1, exact near 0.`, imported('expm1')],
  ['numpy.sin math.sin', doc`Sine of an angle in radians.`, imported('sin')],
  ['numpy.cos math.cos', doc`Cosine.`, imported('cos')],
  ['numpy.tan math.tan', 'Tangent.', imported('tan')],
  ['numpy.arcsin math.asin', doc`Inverse sine.`, imported('asin')],
  ['numpy.arccos math.acos', doc`Inverse cosine.`, imported('acos')],
  ['numpy.arctan math.atan', doc`Inverse tangent.`, imported('atan')],
  ['numpy.sinh math.sinh', doc`Hyperbolic sine.`, imported('sinh')],
  ['numpy.cosh math.cosh', doc`Hyperbolic cosine.`, imported('cosh')],
  ['numpy.tanh math.tanh', doc`Hyperbolic tangent.`, imported('tanh')],
  ['numpy.arcsinh math.asinh', doc`Inverse hyperbolic sine.`, imported('asinh')],
  ['numpy.arccosh math.acosh', doc`Inverse hyperbolic cosine.`, imported('acosh')],
  ['numpy.arctanh math.atanh', doc`Inverse hyperbolic tangent.`, imported('atanh')],
  ['numpy.cbrt', doc`Cube root.`, imported('cbrt')],
  ['numpy.arctan2 math.atan2', doc`Angle of the point (x, y), in its quadrant.`, imported('atan2'), 'y, x'],
  [
    'numpy.copysign math.copysign',
    doc`The size of x with the sign of y.`,
    (_, x, y) => op('f64.copysign', x, y),
    'x, y',
  ],
  [
    'numpy.radians numpy.deg2rad math.radians',
    doc`Degrees to radians.`,
    (_, x) => op('f64.mul', x, f64(Math.PI / 180)),
  ],
  [
    'numpy.degrees numpy.rad2deg math.degrees',
    doc`Radians to degrees.`,
    (_, x) => op('f64.mul', x, f64(180 / Math.PI)),
  ],
  [
    'math.fmod',
    doc`Remainder with the sign of x.`,
    (build, x, y) => {
      const result = build.local('f64', 'fmod')
      build.call([result], 'fmod', [x, y])
      return get(result)
    },
    'x, y',
  ],
]

/** Rounding: floats stay floats for arrays and NumPy, `math` gives whole numbers. */
const ROUNDING: readonly [name: string, code: string, summary: string][] = [
  ['floor', 'f64.floor', doc`Largest whole number that is not greater.`],
  ['ceil', 'f64.ceil', doc`Smallest whole number that is not less.`],
  ['trunc', 'f64.trunc', doc`The whole part.`],
]

const TESTS: readonly [name: string, summary: string, test: (x: X) => X][] = [
  ['isnan', doc`Whether it is nan.`, (x) => op('f64.ne', x, x)],
  ['isinf', doc`Whether it is infinite.`, (x) => op('f64.eq', op('f64.abs', x), f64(Infinity))],
  ['isfinite', doc`Whether it is neither infinite nor nan.`, (x) => op('f64.lt', op('f64.abs', x), f64(Infinity))],
]

const OPERATORS: readonly [names: string, operator: BinaryOp][] = [
  ['numpy.add', '+'],
  ['numpy.subtract', '-'],
  ['numpy.multiply', '*'],
  ['numpy.divide numpy.true_divide', '/'],
  ['numpy.floor_divide', '//'],
  ['numpy.mod numpy.remainder', '%'],
  ['numpy.power', '**'],
  ['numpy.bitwise_and', '&'],
  ['numpy.bitwise_or', '|'],
  ['numpy.bitwise_xor', '^'],
  ['numpy.left_shift', '<<'],
  ['numpy.right_shift', '>>'],
]

const COMPARISONS: readonly [name: string, operator: CompareOp][] = [
  ['numpy.less', '<'],
  ['numpy.less_equal', '<='],
  ['numpy.greater', '>'],
  ['numpy.greater_equal', '>='],
  ['numpy.equal', '=='],
  ['numpy.not_equal', '!='],
]

const named = (names: string, make: (name: string) => Elementary): Elementary[] => names.split(' ').map(make)

/** The larger or smaller of two; nan if either is. */
const extreme = (name: string, floatCode: string, wholeCode: string, summary: string): Elementary => ({
  name,
  params: 'x, y',
  summary,
  result: ([a, b]) => elementType(a, b),
  emit(build, [left, right], result) {
    const [a, b] = [build.spill(build.as(left, result)), build.spill(build.as(right, result))]
    if (result.name === 'float64') return op(`f64.${floatCode}`, a, b)
    if (result.name === 'float32') return op(`f32.${floatCode}`, a, b)
    return select(op(`${a.type}.${wholeCode}`, a, b), a, b)
  },
})

const maximum = extreme('numpy.maximum', 'max', 'gt_s', doc`The larger of x and y; nan if either is.`)
const minimum = extreme('numpy.minimum', 'min', 'lt_s', doc`The smaller of x and y; nan if either is.`)

/** The same where a nan does not count. */
const extremeNumber = (row: Elementary, own: string, summary: string): Elementary => ({
  ...row,
  name: `numpy.${own}`,
  summary,
  emit(build, values, result) {
    if (!isFloat(result)) return row.emit(build, values, result)
    const floats = values.map((value) => scalarVal(scalar('float64'), throughFloat(value)))
    return build.as(build.callPrelude(`_${own}`, floats), result)
  },
})

/** Exact, with the sign of x; of whole numbers a whole number. */
const remainder: Elementary = {
  name: 'numpy.fmod',
  params: 'x, y',
  summary: doc`Remainder with the sign of x, exact.`,
  result: ([a, b]) => ofNumber(given([elementType(a, b)])),
  emit(build, values, result) {
    if (isFloat(result)) {
      const left = build.local('f64', 'fmod')
      build.call([left], 'fmod', values.map(throughFloat))
      return convertScalar(get(left), 'float64', result.name)
    }
    const [a, b] = given(values.map((value) => build.spill(build.as(value, int64))))
    const wide = isUnsigned(result) ? 'i64.rem_u' : 'i64.rem_s'
    const whole = choose(op('i64.eqz', b), i64(0), op(wide, a, b))
    return convertScalar(whole, 'int64', result.name)
  },
}

/** The type of the argument; a truth value counts as a number of 8 bits. */
const ofNumber = ([type]: Given<ScalarType>): ScalarType => (type === bool ? scalar('int8') : type)

const absolute = (name: string): Elementary => ({
  name,
  params: 'x',
  summary: doc`Absolute value.`,
  result: ([type], arrays) => (name === 'builtins.abs' && !arrays ? ofNumber(given([type])) : type),
  emit(build, [value], result) {
    const x = build.spill(build.as(value, result))
    if (isFloat(result)) return op(result.name === 'float32' ? 'f32.abs' : 'f64.abs', x)
    if (x.type === 'i32' || isUnsigned(result)) return x
    return select(op('i64.lt_s', x, i64(0)), op('i64.sub', i64(0), x), x)
  },
})

const ROWS: Elementary[] = [
  ...FLOATS.flatMap(([names, summary, compute, params]) =>
    named(names, (name) => ofFloat(name, summary, compute, params)),
  ),
  ...ROUNDING.flatMap(([name, code, summary]): Elementary[] => [
    ofFloat(`numpy.${name}`, summary, instruction(code)),
    {
      name: `math.${name}`,
      params: 'x',
      summary: doc`${summary} Gives an int.`,
      result: () => int64,
      emit: (_, [value]) => {
        if (!isFloat(value.type)) return convertScalar(value.x, value.type.name, 'int64')
        return convertScalar(op(code, throughFloat(value)), 'float64', 'int64')
      },
    },
  ]),
  ofFloat('numpy.rint', doc`Nearest whole number, halves to even.`, instruction('f64.nearest')),
  ...TESTS.flatMap(([name, summary, test]): Elementary[] =>
    named(`numpy.${name} math.${name}`, (full) => ({
      name: full,
      params: 'x',
      summary,
      result: () => bool,
      emit: (build, [value]) => test(build.spill(throughFloat(value))),
    })),
  ),
  ...OPERATORS.flatMap(([names, operator]) =>
    named(names, (name) => ({
      name,
      params: 'x, y',
      summary: doc`The same as x ${operator} y.`,
      result: ([a, b]) => elementBinary(operator, a, b),
      emit: (build, [a, b], result) => binaryScalar(build, operator, a, b, result, { raises: false }),
    })),
  ),
  ...COMPARISONS.map(([name, operator]): Elementary => ({
    name,
    params: 'x, y',
    summary: doc`The same as x ${operator} y.`,
    result: ([a, b]) => (compareType(operator, a, b) ? bool : undefined),
    emit: (_, [a, b]) => compareScalars(operator, a, b),
  })),
  ...(['and', 'or', 'xor'] as const).map((word): Elementary => ({
    name: `numpy.logical_${word}`,
    params: 'x, y',
    summary: doc`Truth of x ${word} y.`,
    result: () => bool,
    emit: (_, [a, b]) => op(`i32.${word}`, truth(a), truth(b)),
  })),
  {
    name: 'numpy.logical_not',
    params: 'x',
    summary: doc`Truth of not x.`,
    result: () => bool,
    emit: (_, [x]) => op('i32.eqz', truth(x)),
  },
  {
    name: 'numpy.negative',
    params: 'x',
    summary: doc`The same as −x.`,
    result: ofNumber,
    emit: (_, [x], result) => unaryScalar('-', x, result),
  },
  {
    name: 'numpy.square',
    params: 'x',
    summary: doc`x · x.`,
    result: ofNumber,
    emit(build, [value], result) {
      const x = scalarVal(value.type, build.spill(value.x))
      return binaryScalar(build, '*', x, x, result, { raises: false })
    },
  },
  {
    name: 'numpy.reciprocal',
    params: 'x',
    summary: doc`1 / x, of whole numbers cut off to one.`,
    result: ofNumber,
    emit: (_, [x], result) => convertScalar(op('f64.div', f64(1), throughFloat(x)), 'float64', result.name),
  },
  {
    name: 'numpy.sign',
    params: 'x',
    summary: doc`−1, 0 or 1; nan stays nan.`,
    result: ofNumber,
    emit(build, [value], result) {
      if (!isFloat(result)) {
        const x = build.spill(build.as(value, int64))
        return op(
          'i64.sub',
          op('i64.extend_i32_u', op('i64.gt_s', x, i64(0))),
          op('i64.extend_i32_u', op('i64.lt_s', x, i64(0))),
        )
      }
      const x = build.spill(throughFloat(value))
      const sign = select(op('f64.gt', x, f64(0)), f64(1), select(op('f64.lt', x, f64(0)), f64(-1), x))
      return convertScalar(choose(op('f64.eq', x, f64(0)), f64(0), sign), 'float64', result.name)
    },
  },
  ...['builtins.abs', 'numpy.abs', 'numpy.absolute'].map(absolute),
  maximum,
  minimum,
  extremeNumber(maximum, 'fmax', doc`The larger of x and y; a nan does not count.`),
  extremeNumber(minimum, 'fmin', doc`The smaller of x and y; a nan does not count.`),
  remainder,
]

/** `np.where(test, x, y)`: element by element, both sides are evaluated. */
const where: Elementary = {
  name: 'numpy.where',
  params: 'condition, x, y',
  summary: doc`x where the condition holds, else y.`,
  result: ([, x, y]) => unifyScalars(x, y),
  emit(build, [test, x, y], result) {
    return select(build.spill(truth(test)), build.as(x, result), build.as(y, result))
  },
}

/** What values of these types are compared in. */
function commonOf(values: Given<ScalarVal>): ScalarType {
  return values.map(({ type }) => type).reduce(elementType, values[0].type)
}

/** Numba's: the larger of x and the lower bound, then the smaller of that and the upper one; None is no bound. */
const clip = (name: string): Builtin => {
  const params = 'a, a_min, a_max'
  const summary = doc`a, kept between two bounds; None for one of them leaves that side open.`
  const both: Elementary = {
    name,
    params,
    summary,
    result: ([a]) => a,
    emit(build, values, result) {
      const common = commonOf(values)
      const [a, low, high] = given(values.map((value) => build.spill(build.as(value, common))))
      if (isFloat(common))
        return convertScalar(op(`${a.type}.min`, op(`${a.type}.max`, a, low), high), common.name, result.name)
      const raised = build.spill(select(op(`${a.type}.gt_s`, a, low), a, low))
      return convertScalar(select(op(`${a.type}.lt_s`, raised, high), raised, high), common.name, result.name)
    },
  }
  const oneSided = (row: Elementary): Elementary => ({
    ...row,
    result: both.result,
    emit(build, values, result) {
      const common = commonOf(values)
      return convertScalar(row.emit(build, values, common), common.name, result.name)
    },
  })
  const [between, raised, lowered] = [both, oneSided(maximum), oneSided(minimum)].map(lift)
  const rowFor = (count: number, open: 'low' | 'high' | undefined) =>
    count === 3 ? between : count === 2 ? (open === 'low' ? lowered : raised) : undefined
  const openSide = (parts: readonly { kind: string }[]) =>
    parts[1]?.kind === 'none' ? 'low' : parts[2]?.kind === 'none' ? 'high' : undefined
  const present = <T extends { kind: string }>(parts: readonly T[]) =>
    given(parts.filter(({ kind }) => kind !== 'none'))
  return {
    name,
    params,
    summary,
    infer: (types, site) => rowFor(present(types).length, openSide(types))?.infer(present(types), site),
    lower(build, values, site) {
      const row = rowFor(present(values).length, openSide(values))
      if (!row) throw new Error('clip takes at least one bound')
      return row.lower(build, present(values), site)
    },
  }
}

export const ELEMENTWISE: Builtin[] = [
  ...ROWS.map((row) => (row.name.startsWith('numpy.') ? withOut(lift(row)) : lift(row))),
  lift(where),
  clip('numpy.clip'),
  clip('array.clip'),
]
