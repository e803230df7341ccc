/** Python's own built-in functions. */
import { get, i64, op, select, set } from '../ir.ts'
import { binaryType } from '../2-infer/operators.ts'
import { arithmetic } from '../3-rewrite/lower/elementwise.ts'
import { binaryScalar, compareScalars, convertScalar } from '../3-rewrite/lower/scalars.ts'
import { scalarVal, type Val } from '../3-rewrite/lower/values.ts'
import { lengthOf, makeList } from '../3-rewrite/lower/lists.ts'
import type { ArrayType, Type } from '../types.ts'
import {
  float64,
  int64,
  isArray,
  isFloat,
  isInteger,
  isScalar,
  listType,
  scalar,
  tupleType,
  unify,
  unknown,
} from '../types.ts'
import { shaped, type Given } from './given.ts'
import { itemsOf, listAsArray } from './lists.ts'
import { doc, type Builtin, type Site } from './table.ts'

/** The numbers among the arguments, or the items of a single tuple. */
function candidates(types: readonly Type[]): readonly Type[] {
  const given = types.filter(({ kind }) => kind !== 'none')
  const [first] = given
  return given.length === 1 && first?.kind === 'tuple' ? first.items : given
}

/** A vector, or a list of numbers, alone. */
function wholeSequence([values, ...more]: Given<Type>): ArrayType | undefined {
  const type = more.every(({ kind }) => kind === 'none') ? listAsArray(values) : undefined
  return type && isArray(type) && type.ndim === 1 ? type : undefined
}

function extremeOf(name: 'min' | 'max'): Builtin {
  return {
    name: `builtins.${name}`,
    params: 'a, b=None, c=None, d=None, e=None, f=None',
    summary: doc`The ${name === 'min' ? 'smallest' : 'largest'} of two to six numbers, or of a tuple, a list or a vector.`,
    infer(types) {
      const whole = wholeSequence(types)
      if (whole) return scalar(whole.dtype)
      const all = candidates(types)
      const [first] = all
      if (!first || !all.every(isScalar) || (all.length < 2 && types[0].kind !== 'tuple')) return undefined
      return all.reduce<Type | undefined>((known, type) => known && unify(known, type), first)
    },
    lower(build, values, { result }) {
      const [only] = values
      if (only.kind === 'list' || only.kind === 'array' || only.kind === 'lazy')
        return build.callPrelude(`_${name}`, [build.array(only)])
      const all = only.kind === 'tuple' ? only.items : values.filter(({ kind }) => kind !== 'none')
      if (!isScalar(result)) throw new Error(`${name} gives a number`)
      const [first, ...rest] = all.map((value) => scalarVal(result, build.spill(build.as(value, result))))
      if (!first) throw new Error(`${name} of nothing`)
      // The first of equals stays; so does a nan in front, as in Python.
      return rest.reduce((best, each) => {
        const better = compareScalars(name === 'min' ? '<' : '>', each, best)
        return scalarVal(result, build.spill(select(better, each.x, best.x)))
      }, first)
    },
  }
}

const LIST: Builtin = {
  name: 'builtins.list',
  params: 'values=None',
  summary: doc`A list of the items of a list, an array, a tuple or a range; without argument, an empty one.`,
  infer([values]) {
    if (values.kind === 'none') return listType(unknown)
    const item = itemsOf(values)
    return item && listType(item)
  },
  lower(build, [values], { result }) {
    if (result.kind !== 'list') throw new Error('a list was expected')
    if (values.kind === 'none') return makeList(build, result, [])
    return build.callPrelude('_list_of', [build.exist(values)])
  },
}

/** The code point of a literal of one character. */
function codeOf({ literal }: Site): number | undefined {
  const text = literal(0)
  return typeof text === 'string' && [...text].length === 1 ? text.codePointAt(0) : undefined
}

export const PYTHON: Builtin[] = [
  {
    name: 'builtins.ord',
    params: 'c',
    summary: doc`The number of a character written out in quotes.`,
    infer: (_, site) => (codeOf(site) === undefined ? undefined : int64),
    lower: (_, __, site) => scalarVal(int64, i64(codeOf(site) ?? 0)),
  },
  {
    name: 'builtins.len',
    params: 'a',
    summary: doc`Length of an array (its first extent), a list or a tuple.`,
    infer: ([type]) => (isArray(type) || type.kind === 'tuple' || type.kind === 'list' ? int64 : undefined),
    lower(_, [value]) {
      if (value.kind === 'list') return scalarVal(int64, lengthOf(value))
      if (value.kind === 'tuple') return scalarVal(int64, i64(value.items.length))
      return scalarVal(int64, shaped(value).shape[0] ?? i64(0))
    },
  },
  extremeOf('min'),
  extremeOf('max'),
  LIST,
  {
    name: 'builtins.round',
    params: 'x, ndigits=None',
    summary: doc`Nearest whole number, halves to even; with digits, a float.`,
    infer([type, digits]) {
      if (!isScalar(type)) return undefined
      if (digits.kind === 'none') return int64
      return isInteger(digits) ? float64 : undefined
    },
    lower(build, [value, digits]) {
      const number = build.number(value)
      if (digits.kind === 'scalar')
        return build.callPrelude('_round_digits', [scalarVal(float64, build.as(value, float64)), digits])
      if (!isFloat(number.type)) return scalarVal(int64, build.as(value, int64))
      return scalarVal(int64, convertScalar(op('f64.nearest', build.as(value, float64)), 'float64', 'int64'))
    },
  },
  {
    name: 'builtins.divmod',
    params: 'a, b',
    summary: doc`The pair (a // b, a % b).`,
    infer([a, b]) {
      const type = isScalar(a) && isScalar(b) ? binaryType('//', a, b) : undefined
      return type && tupleType([type, type])
    },
    lower(build, [a, b], { result }) {
      const kept = (value: Val) => scalarVal(build.number(value).type, build.spill(build.number(value).x))
      const [left, right] = [kept(a), kept(b)]
      const type = result.kind === 'tuple' ? result.items[0] : undefined
      if (!type || !isScalar(type)) throw new Error('divmod lost its type')
      const items = (['//', '%'] as const).map((name) =>
        scalarVal(type, build.spill(binaryScalar(build, name, left, right, type, arithmetic(build)))),
      )
      return { kind: 'tuple', type: result.kind === 'tuple' ? result : tupleType([type, type]), items }
    },
  },
  ...['builtins.pow', 'math.pow'].map((name): Builtin => ({
    name,
    params: 'a, b',
    summary: doc`a to the power b.`,
    infer([a, b]) {
      if (!isScalar(a) || !isScalar(b)) return undefined
      return name === 'math.pow' ? float64 : binaryType('**', a, b)
    },
    lower(build, [a, b], { result }) {
      if (!isScalar(result)) throw new Error('a power is a number')
      return scalarVal(result, binaryScalar(build, '**', build.number(a), build.number(b), result, { raises: false }))
    },
  })),
  {
    name: 'builtins.sum',
    params: 'values, start=None',
    summary: doc`Sum of the numbers in an array, a list or a tuple.`,
    infer([sequence, start]) {
      const values = listAsArray(sequence)
      const first = isScalar(start) ? start : int64
      if (values && isArray(values) && values.ndim === 1) return binaryType('+', first, scalar(values.dtype))
      if (values?.kind !== 'tuple' || !values.items.every(isScalar)) return undefined
      return values.items.reduce<Type | undefined>((sum, item) => sum && binaryType('+', sum, item), first)
    },
    lower(build, [sequence, start], { result }) {
      const values = sequence.kind === 'list' ? build.array(sequence) : sequence
      if (!isScalar(result)) throw new Error('sum gives a number')
      const total = build.local(build.as(zeroOf(), result).type, 'sum')
      build.emit(set(total, build.as(start.kind === 'scalar' ? start : zeroOf(), result)))
      const add = (value: Val) => {
        const x = binaryScalar(build, '+', scalarVal(result, get(total)), build.number(value), result, {
          raises: false,
        })
        build.emit(set(total, x))
      }
      if (values.kind === 'tuple') values.items.forEach(add)
      else if (values.kind === 'array' || values.kind === 'lazy')
        build.eachIndex(values.shape, (indices) => add(scalarVal(build.dtypeOf(values), build.at(values, indices))))
      return scalarVal(result, get(total))
    },
  },
]

const zeroOf = (): Val => scalarVal(int64, i64(0))
