/** Types of the language and Numba's rules for mixing them. Types are interned: the same type is the same object. */
import type { FunctionDef, TypeSpec } from './ast.ts'
import type { Scope } from './2-infer/scope.ts'
import type { DType } from '../runtime/index.ts'

/** Narrow ones are what arrays hold; arithmetic on their elements is done in 64 bits, as in Numba. */
export const SCALARS = [
  'bool',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'int8',
  'int16',
  'int32',
  'int64',
  'float32',
  'float64',
] as const
export type Scalar = (typeof SCALARS)[number]

export type Type =
  | ScalarType
  | NoneType
  | StringType
  | TupleType
  | ListType
  | OptionalType
  | ArrayType
  | DTypeType
  | FunctionType
  | UnknownType

export interface ScalarType {
  readonly kind: 'scalar'
  readonly name: Scalar
}
export interface NoneType {
  readonly kind: 'none'
}
/** Only what is written out: a text is known by its number, and can be compared and handed on. */
export interface StringType {
  readonly kind: 'string'
}
export interface TupleType {
  readonly kind: 'tuple'
  readonly items: readonly Type[]
}
/** A number, or None: where one path has the one and another the other. */
export interface OptionalType {
  readonly kind: 'optional'
  readonly of: ScalarType
}
/** Items of one type; `unknown` until something is put into it. */
export interface ListType {
  readonly kind: 'list'
  readonly item: Type
}
export interface ArrayType {
  readonly kind: 'array'
  readonly dtype: DType
  readonly ndim: number
  /** C: rows follow each other without gaps. F: columns do. A: any strides. */
  readonly layout: 'C' | 'F' | 'A'
}
/** `np.float64` used as a value (`dtype=`), or a cast. */
export interface DTypeType {
  readonly kind: 'dtype'
  readonly name: Scalar
}
/** A compiled function as a value: which one is known when compiling, nothing of it is left at run time. */
export interface FunctionType {
  readonly kind: 'function'
  readonly def: FunctionDef
  readonly scope: Scope
}
/** Not known yet: the result of a recursive call before its first return was seen. */
export interface UnknownType {
  readonly kind: 'unknown'
}

const scalars = new Map<Scalar, ScalarType>(SCALARS.map((name) => [name, { kind: 'scalar', name }]))
export const scalar = (name: Scalar): ScalarType => {
  const type = scalars.get(name)
  if (!type) throw new Error(`no scalar type ${name}`)
  return type
}
export const int64 = scalar('int64')
export const float64 = scalar('float64')
export const bool = scalar('bool')
export const none: NoneType = { kind: 'none' }
export const string: StringType = { kind: 'string' }
export const unknown: UnknownType = { kind: 'unknown' }

const interned = new Map<string, Type>()
function intern<T extends Type>(type: T): T {
  const key = typeName(type)
  const known = interned.get(key)
  if (known) return known as T
  interned.set(key, type)
  return type
}

export const arrayType = (dtype: DType, ndim: number, layout: ArrayType['layout'] = 'C'): ArrayType =>
  intern({ kind: 'array', dtype, ndim, layout: ndim === 0 ? 'C' : layout })
export const tupleType = (items: readonly Type[]): TupleType => intern({ kind: 'tuple', items })
export const optionalType = (of: ScalarType): OptionalType => intern({ kind: 'optional', of })
export const listType = (item: Type): ListType => intern({ kind: 'list', item })
const functionTypes = new WeakMap<FunctionDef, FunctionType>()
export function functionType(def: FunctionDef, scope: Scope): FunctionType {
  const type = functionTypes.get(def) ?? { kind: 'function', def, scope }
  functionTypes.set(def, type)
  return type
}
export const dtypeType = (name: Scalar): DTypeType => intern({ kind: 'dtype', name })

/** As Numba prints it: `int64`, `array(float64, 1d, C)`, `Tuple(int64, float64)`, `UniTuple(int64 x 2)`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.name
    case 'none':
      return 'none'
    case 'string':
      return 'unicode_type'
    case 'dtype':
      return `class(${type.name})`
    case 'function':
      return `function ${type.def.name}`
    case 'unknown':
      return 'undefined'
    case 'optional':
      return `OptionalType(${type.of.name})`
    case 'list':
      return `list(${typeName(type.item)})`
    case 'array':
      return `array(${type.dtype}, ${type.ndim}d, ${type.layout})`
    case 'tuple': {
      const names = type.items.map(typeName)
      const [first] = names
      if (first === undefined) return 'Tuple()'
      return names.every((name) => name === first)
        ? `UniTuple(${first} x ${names.length})`
        : `Tuple(${names.join(', ')})`
    }
    default:
      return type satisfies never
  }
}

/** The same in the letters a WAT identifier may have: `int64`, `float64.1dC`, `<int64|float64>`. */
export function shortTypeName(type: Type): string {
  if (type.kind === 'array') return `${type.dtype}.${type.ndim}d${type.layout}`
  if (type.kind === 'tuple') return `<${type.items.map(shortTypeName).join('|')}>`
  if (type.kind === 'optional') return `optional.${type.of.name}`
  if (type.kind === 'list') return `list.${shortTypeName(type.item)}`
  if (type.kind === 'function') return `function.${type.def.hiddenName ?? type.def.name}`
  return type.kind === 'dtype' ? `class.${type.name}` : typeName(type)
}

export const isScalar = (type: Type): type is ScalarType => type.kind === 'scalar'
export const isArray = (type: Type): type is ArrayType => type.kind === 'array'
export const isFloat = (type: Type): boolean => type === float64 || (type.kind === 'scalar' && type.name === 'float32')
export const isInteger = (type: Type): boolean => type.kind === 'scalar' && !isFloat(type) && type !== bool
export const isUnsigned = (type: Type): boolean => type.kind === 'scalar' && type.name.startsWith('uint')

/**
 * The type both can be turned into when a variable has one on one path and the other on another, or undefined: Numba
 * goes bool → int → float, and joins arrays that differ in layout only.
 */
export function unify(left: Type, right: Type): Type | undefined {
  if (left === right || right.kind === 'unknown') return left
  if (left.kind === 'unknown') return right
  if (left.kind === 'scalar' && right.kind === 'scalar') return unifyScalars(left, right)
  if (isMaybe(left) && isMaybe(right)) {
    const [a, b] = [insideOf(left), insideOf(right)]
    const of = a.kind === 'none' ? b : b.kind === 'none' ? a : unify(a, b)
    return of && isScalar(of) ? optionalType(of) : undefined
  }
  if (left.kind === 'tuple' && right.kind === 'tuple' && left.items.length === right.items.length) {
    const items = left.items.map((item, index) => unify(item, right.items[index] ?? none))
    return items.every((item) => item !== undefined) ? tupleType(items) : undefined
  }
  if (left.kind === 'list' && right.kind === 'list' && (left.item === unknown || right.item === unknown))
    return left.item === unknown ? right : left
  if (left.kind === 'array' && right.kind === 'array' && left.dtype === right.dtype && left.ndim === right.ndim) {
    return arrayType(left.dtype, left.ndim, 'A')
  }
  return undefined
}

const isMaybe = (type: Type): boolean => type.kind === 'none' || type.kind === 'optional' || type.kind === 'scalar'

/** What is left of a type where the value is used as a number: Numba checks then that it is not None. */
export const insideOf = (type: Type): Type => (type.kind === 'optional' ? type.of : type)

/** A number that holds both: float32 only beside what is small. */
export function unifyScalars(left: ScalarType, right: ScalarType): ScalarType {
  if (isFloat(left) || isFloat(right)) {
    const small = (type: ScalarType) => type.name === 'float32' || widthOf(type) < 32
    return small(left) && small(right) ? scalar('float32') : float64
  }
  if (left.name === 'uint64' || right.name === 'uint64') {
    const other = left.name === 'uint64' ? right : left
    return isUnsigned(other) || other === bool ? scalar('uint64') : float64
  }
  const wider = widthOf(left) >= widthOf(right) ? left : right
  const other = wider === left ? right : left
  if (other === bool || isUnsigned(left) === isUnsigned(right)) return wider
  // A signed type that holds all of an unsigned one is wider than that.
  const [signed, unsigned] = isUnsigned(left) ? [right, left] : [left, right]
  return widthOf(signed) > widthOf(unsigned) ? signed : scalar(`int${2 * widthOf(unsigned)}` as Scalar)
}

/** Bits; for bool, fewer than any number has. */
const widthOf = ({ name }: ScalarType): number => Number(/\d+$/.exec(name)?.[0] ?? 1)

/** What arithmetic on two numbers computes in: integers widen to 64 bits, float32 stays with itself and small integers. */
export function arithmeticType(left: ScalarType, right: ScalarType): ScalarType {
  if (isFloat(left) || isFloat(right)) return unifyScalars(left, right)
  return isUnsigned(left) && isUnsigned(right) ? scalar('uint64') : int64
}

/** What two numbers are compared in: where one is uint64 no sign may be lost. */
export function comparedType(left: ScalarType, right: ScalarType): ScalarType {
  if (left === bool && right === bool) return int64
  return [left, right].some(({ name }) => name === 'uint64') ? unifyScalars(left, right) : arithmeticType(left, right)
}

/** The element type of an array that mixes two (integers do not widen; float32 with any integer stays, as in Numba). */
export function elementType(left: ScalarType, right: ScalarType): ScalarType {
  if (isFloat(left) !== isFloat(right)) return isFloat(left) ? left : right
  return unifyScalars(left, right)
}

/** Whether every value of `from` may be handed to a parameter of `to` without being asked. */
export const converts = (from: Type, to: Type): boolean => unify(from, to) === to

/** What indexing an array by one whole number gives. */
export const rowType = (type: ArrayType): Type =>
  type.ndim === 1 ? scalar(type.dtype) : arrayType(type.dtype, type.ndim - 1, type.layout === 'C' ? 'C' : 'A')

/** The type a signature names. */
export function declaredType(spec: TypeSpec): Type {
  if (spec.kind === 'tuple') return tupleType(spec.items.map(declaredType))
  const name = spec.kind === 'array' ? spec.element : spec.name
  if (name === 'none') return none
  return spec.kind === 'scalar' ? scalar(name) : arrayType(name, spec.ndim, spec.layout)
}
