/**
 * Array expressions, fused: an element-wise operation makes a lazy value that knows how to compute one element from its
 * operands' elements, with NumPy's broadcasting. A whole expression becomes one loop when somebody uses it, and no
 * array is made for its inner parts.
 */
import type { BinaryOp } from '../../ast.ts'
import { get, i32, i64, op, select, set, type X } from '../../ir.ts'
import type { ArrayType, ScalarType, Type } from '../../types.ts'
import { isArray, scalar, tupleType } from '../../types.ts'
import type { Build } from './build.ts'
import { binaryScalar, type Arithmetic } from './scalars.ts'
import { scalarVal, type ArrayVal, type LazyVal, type ScalarVal, type Val } from './values.ts'

/** Division by zero outside arrays follows the decorator's error_model. */
export const arithmetic = (build: Build): Arithmetic => ({ raises: build.typed.def.options.errorModel === 'python' })

export function elementwiseBinary(build: Build, name: BinaryOp, left: Val, right: Val, type: Type): Val {
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    return {
      kind: 'tuple',
      type: tupleType([...left.type.items, ...right.type.items]),
      items: [...left.items, ...right.items],
    }
  }
  if (!isArray(type)) throw new Error(`${name} does not give an array`)
  const element = scalar(type.dtype)
  return elementwise(build, [left, right], type, ([a, b]) => {
    if (!a || !b) throw new Error('an operator needs two operands')
    return binaryScalar(build, name, a, b, element, { raises: false })
  })
}

type Shaped = ArrayVal | LazyVal
const isShaped = (value: Val): value is Shaped => value.kind === 'array' || value.kind === 'lazy'

/** The lazy array of `compute` over the elements of `operands` (arrays and numbers). */
export function elementwise(
  build: Build,
  operands: readonly Val[],
  type: ArrayType,
  compute: (elements: ScalarVal[]) => X,
  effects = false,
): LazyVal {
  const ordered = oneEffect(build, operands)
  const shaped = ordered.filter(isShaped)
  const inner = shaped.filter(({ kind }) => kind === 'lazy').length
  if (inner > 0) build.lowering.changed('fuseArrays', inner)
  const shape = broadcastShape(build, shaped)
  const sources = ordered.map((value) => source(build, value, shape))
  return {
    kind: 'lazy',
    type,
    shape,
    effects: effects || shaped.some((value) => value.kind === 'lazy' && value.effects),
    reads: shaped.some((value) => value.kind === 'array' || value.reads),
    at: (indices) => compute(sources.map((at) => at(indices))),
  }
}

/** Of several operands that draw random numbers all but the last are computed now: each draws its own in order. */
function oneEffect(build: Build, operands: readonly Val[]): Val[] {
  const last = operands.findLastIndex((value) => value.kind === 'lazy' && value.effects)
  return operands.map((value, index) =>
    value.kind === 'lazy' && value.effects && index !== last ? build.materialize(value) : value,
  )
}

/** Where an operand reaches axis `axis` of a result of `ndim` axes: shapes align at their last axes. */
const extentAt = (value: Shaped, axis: number, ndim: number): X | undefined =>
  value.shape[axis - (ndim - value.shape.length)]

export function broadcastShape(build: Build, values: readonly Shaped[]): X[] {
  const ndim = Math.max(0, ...values.map((value) => value.shape.length))
  return Array.from({ length: ndim }, (_, axis) => {
    const extents = values.map((value) => extentAt(value, axis, ndim)).filter((extent) => extent !== undefined)
    const [first, ...rest] = extents
    if (!first) throw new Error('an axis nobody has')
    return rest.reduce((known: X, extent) => {
      if (sameX(known, extent)) return known
      const [a, b] = [build.spill(known, 'n'), build.spill(extent, 'n')]
      const one = i64(1)
      const fits = op('i32.or', op('i64.eq', a, b), op('i32.or', op('i64.eq', a, one), op('i64.eq', b, one)))
      build.raiseIf(op('i32.eqz', fits), 'ValueError', 'operands could not be broadcast together')
      return build.spill(select(op('i64.eq', a, one), b, a), 'n')
    }, first)
  })
}

/** Surely the same number: the same local, or equal constants. */
export const sameX = (a: X, b: X): boolean =>
  (a.k === 'get' && b.k === 'get' && a.local === b.local) || (a.k === 'const' && b.k === 'const' && a.value === b.value)

/** How to get an operand's element for indices into the result. */
function source(build: Build, value: Val, shape: readonly X[]): (indices: readonly X[]) => ScalarVal {
  if (value.kind === 'scalar') {
    const fixed = scalarVal(value.type, build.spill(value.x))
    return () => fixed
  }
  if (!isShaped(value)) throw new Error(`${value.kind} has no elements`)
  const element: ScalarType = scalar(value.type.dtype)
  const skip = shape.length - value.shape.length
  const same = value.shape.map((extent, axis) => sameX(extent, shape[axis + skip] ?? i64(0)))
  if (same.every(Boolean)) return (indices) => scalarVal(element, build.at(value, indices.slice(skip)))
  const single = value.shape.map((extent, axis) =>
    same[axis] ? undefined : build.spill(op('i64.eq', extent, i64(1)), 'single'),
  )
  if (value.kind === 'array') {
    const strides = value.strides.map((stride, axis) => {
      const one = single[axis]
      return one ? build.spill(select(one, i32(0), stride), 'stride') : stride
    })
    const stretched: ArrayVal = { ...value, strides }
    return (indices) => scalarVal(element, build.element(stretched, indices.slice(skip)))
  }
  if (value.effects && value.shape.length > 1) return source(build, build.materialize(value), shape)
  const mapped = (indices: readonly X[]) =>
    indices.slice(skip).map((index, axis) => {
      const one = single[axis]
      return one ? build.spill(select(one, i64(0), index), 'i') : index
    })
  if (!value.effects) return (indices) => scalarVal(element, value.at(mapped(indices)))
  // One axis that may have a single element: that one is computed once, at the first index, and kept.
  return (indices) => {
    const [index = i64(0)] = indices.slice(skip)
    const [one = i32(0)] = single
    let kept: ReturnType<Build['local']> | undefined
    const body = build.block(() => {
      const x = value.at([index])
      kept = build.local(x.type, 'kept')
      build.emit(set(kept, x))
    })
    build.emit({
      k: 'if',
      test: op('i32.or', op('i32.eqz', one), op('i64.eqz', index)),
      then: body,
      otherwise: [],
    })
    if (!kept) throw new Error('an element was not computed')
    return scalarVal(element, get(kept))
  }
}
