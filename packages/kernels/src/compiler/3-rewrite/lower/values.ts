/** What an expression has become while it is lowered: where its parts are. */
import { BYTES } from '../../../runtime/index.ts'
import type { DType } from '../../../runtime/index.ts'
import { i32, op, type NumberType, type X } from '../../ir.ts'
import type {
  ArrayType,
  FunctionType,
  ListType,
  OptionalType,
  Scalar,
  ScalarType,
  TupleType,
  Type,
} from '../../types.ts'
import { bool } from '../../types.ts'

export type Val =
  | ScalarVal
  | ArrayVal
  | LazyVal
  | { kind: 'tuple'; type: TupleType; items: readonly Val[] }
  | ListVal
  | { kind: 'none' }
  | { kind: 'string'; x: X }
  | OptionalVal
  | { kind: 'dtype'; name: Scalar }
  | { kind: 'function'; type: FunctionType }

export interface ScalarVal {
  kind: 'scalar'
  type: ScalarType
  x: X
}

/** An array in memory. All parts are constants, locals, or cheap arithmetic on them: they may be used many times. */
export interface ArrayVal {
  kind: 'array'
  type: ArrayType
  /** The block to count references of; 0 when it is not ours (an argument, a frozen global). */
  base: X
  data: X
  /** i64 each. */
  shape: readonly X[]
  /** i32 each, in bytes. */
  strides: readonly X[]
}

/** A number or None. */
export interface OptionalVal {
  kind: 'optional'
  type: OptionalType
  /** i32: whether it is the number. */
  given: X
  value: Val
}

/** A list is known by the block of its header (`lists.ts`): who changes it changes it for all who hold it. */
export interface ListVal {
  kind: 'list'
  type: ListType
  base: X
}

/**
 * An array that does not exist yet: an element-wise expression. Whoever uses it asks for each element once and in order,
 * or makes it exist (`Build.materialize`). That is how array expressions are fused: no temporary is ever made for the
 * inner parts of one.
 */
export interface LazyVal {
  kind: 'lazy'
  type: ArrayType
  shape: readonly X[]
  /** Emits code for one element. */
  at(indices: readonly X[]): X
  /** Draws random numbers or may raise: two such are not interleaved. */
  effects: boolean
  /** Reads arrays: must exist before something else is written. */
  reads: boolean
}

/** Integers of every width are held in i64 (sign- or zero-extended), booleans in i32. */
export function machineType(scalar: Scalar): NumberType {
  switch (scalar) {
    case 'float64':
      return 'f64'
    case 'float32':
      return 'f32'
    case 'bool':
      return 'i32'
    default:
      return 'i64'
  }
}

const LOADS: Record<DType, [load: string, store: string]> = {
  float64: ['f64.load', 'f64.store'],
  float32: ['f32.load', 'f32.store'],
  int64: ['i64.load', 'i64.store'],
  int32: ['i64.load32_s', 'i64.store32'],
  int16: ['i64.load16_s', 'i64.store16'],
  int8: ['i64.load8_s', 'i64.store8'],
  uint64: ['i64.load', 'i64.store'],
  uint32: ['i64.load32_u', 'i64.store32'],
  uint16: ['i64.load16_u', 'i64.store16'],
  uint8: ['i64.load8_u', 'i64.store8'],
  bool: ['i32.load8_u', 'i32.store8'],
}
export const loadOp = (dtype: DType): string => LOADS[dtype][0]
export const storeOp = (dtype: DType): string => LOADS[dtype][1]

/** Strides of a C-contiguous array of this shape. */
export function contiguous(dtype: DType, shape: readonly X[]): X[] {
  const strides: X[] = []
  let step: X = i32(BYTES[dtype])
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides.unshift(step)
    const extent = shape[axis]
    if (extent) step = op('i32.mul', op('i32.wrap_i64', extent), step)
  }
  return strides
}

export const boolVal = (x: X): ScalarVal => ({ kind: 'scalar', type: bool, x })
export const scalarVal = (type: ScalarType, x: X): ScalarVal => ({ kind: 'scalar', type, x })

/** Machine types of the parts of a value of this type, in the order functions pass them. */
export function partsOf(type: Type): { name: string; type: NumberType }[] {
  switch (type.kind) {
    case 'scalar':
      return [{ name: '', type: machineType(type.name) }]
    case 'tuple':
      return type.items.flatMap((item, index) =>
        partsOf(item).map((part) => ({ name: `_${index}${part.name}`, type: part.type })),
      )
    case 'list':
      return [{ name: '.list', type: 'i32' }]
    case 'string':
      return [{ name: '.text', type: 'i32' }]
    case 'optional':
      return [{ name: '.given', type: 'i32' }, ...partsOf(type.of)]
    case 'array': {
      const axes = Array.from({ length: type.ndim }, (_, axis) => axis)
      return [
        { name: '.base', type: 'i32' },
        { name: '.data', type: 'i32' },
        ...axes.map((axis) => ({ name: `.shape${axis}`, type: 'i64' as const })),
        ...(type.layout === 'C' ? [] : axes.map((axis) => ({ name: `.stride${axis}`, type: 'i32' as const }))),
      ]
    }
    default:
      return []
  }
}

/** The parts of a value in that order; the inverse of `fromParts`. A lazy value must have been made to exist before. */
export function toParts(value: Val): X[] {
  switch (value.kind) {
    case 'scalar':
      return [value.x]
    case 'tuple':
      return value.items.flatMap(toParts)
    case 'array':
      return [value.base, value.data, ...value.shape, ...(value.type.layout === 'C' ? [] : value.strides)]
    case 'list':
      return [value.base]
    case 'string':
      return [value.x]
    case 'optional':
      return [value.given, ...toParts(value.value)]
    case 'lazy':
      throw new Error('an array that does not exist yet has no parts')
    default:
      return []
  }
}

export function fromParts(type: Type, parts: readonly X[]): Val {
  let next = 0
  const take = (): X => {
    const part = parts[next++]
    if (!part) throw new Error('a value has too few parts')
    return part
  }
  const read = (each: Type): Val => {
    switch (each.kind) {
      case 'scalar':
        return scalarVal(each, take())
      case 'tuple':
        return { kind: 'tuple', type: each, items: each.items.map(read) }
      case 'array': {
        const axes = Array.from({ length: each.ndim })
        const [base, data] = [take(), take()]
        const shape = axes.map(take)
        const strides = each.layout === 'C' ? contiguous(each.dtype, shape) : axes.map(take)
        return { kind: 'array', type: each, base, data, shape, strides }
      }
      case 'list':
        return { kind: 'list', type: each, base: take() }
      case 'dtype':
        return { kind: 'dtype', name: each.name }
      case 'function':
        return { kind: 'function', type: each }
      case 'string':
        return { kind: 'string', x: take() }
      case 'optional':
        return { kind: 'optional', type: each, given: take(), value: read(each.of) }
      default:
        return { kind: 'none' }
    }
  }
  return read(type)
}
