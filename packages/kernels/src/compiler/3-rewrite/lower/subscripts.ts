/** `a[i]`, `a[1:n, :]`, `a[mask]`, `a[order]`, `t[0]`: reading them and storing into them. */
import type { Expr, Slice, Subscript } from '../../ast.ts'
import { literalOf, sliceIndices } from '../../2-infer/literals.ts'
import { BYTES } from '../../../runtime/index.ts'
import { get, i32, i64, op, select, set, type X } from '../../ir.ts'
import { arrayType, int64, isArray, isScalar, tupleType, unknown } from '../../types.ts'
import { broadcastShape, elementwise, sameX } from './elementwise.ts'
import type { Build } from './build.ts'
import { lowerExpr, lowerOperands } from './expressions.ts'
import { convertScalar } from './scalars.ts'
import type { Place } from './statements.ts'
import { append, lengthOf, loadItem, makeList, storeItem } from './lists.ts'
import { scalarVal, type ArrayVal, type LazyVal, type ListVal, type Val } from './values.ts'

/** A place inside an array, worked out and checked, to be read, written, or both. */
export type Spot =
  | { kind: 'element'; array: ArrayVal; indices: X[] }
  | { kind: 'view'; view: ArrayVal }
  | { kind: 'mask'; array: ArrayVal; mask: ArrayVal }
  /** Of one axis of the view, those that `order` names. */
  | { kind: 'fancy'; view: ArrayVal; axis: number; order: ArrayVal }
  | { kind: 'item'; list: ListVal; index: X }

export function lowerSubscript(build: Build, place: Place, expr: Subscript): Val {
  const objectType = build.typed.types.get(expr.object)
  if (objectType?.kind === 'tuple') return tupleItem(build, place, expr)
  if (objectType?.kind === 'list' && expr.index.kind === 'slice')
    return listSlice(build, place, expr.object, expr.index)
  const spot = spotOf(build, place, expr)
  if (expr.object.kind === 'name' && spot.kind === 'element' && build.selected.has(expr.object.name)) {
    const [index = i64(0)] = spot.indices
    return build.callPrelude('_select', [spot.array, scalarVal(int64, index)])
  }
  return loadSubscript(build, spot)
}

export { spotOf as place }

function spotOf(build: Build, place: Place, expr: Subscript): Spot {
  const parts = expr.index.kind === 'tuple' ? expr.index.items : [expr.index]
  const plain = parts.filter((part) => part.kind !== 'slice' && !isNewAxis(build, part))
  const [object, ...values] = lowerOperands(build, place, [expr.object, ...plain])
  if (!object) throw new Error('a subscript needs an object')
  if (object.kind === 'list') {
    const list: ListVal = { ...object, base: build.spill(object.base, 'of.list') }
    const length = build.spill(lengthOf(list), 'length')
    const index = build.checkIndex(build.as(values[0] ?? object, int64), length, 0)
    return { kind: 'item', list, index: build.spill(index) }
  }
  const array = build.array(object)
  const [first] = values
  if (parts.length === 1 && first && (first.kind === 'array' || first.kind === 'lazy')) {
    const index = build.array(first)
    if (index.type.dtype === 'bool') return { kind: 'mask', array, mask: index }
    return { kind: 'fancy', view: array, axis: 0, order: index }
  }
  const indexAt = (value: Val, axis: number): X => {
    const length = array.shape[axis]
    if (!length) throw new Error('more indices than dimensions')
    return build.checkIndex(build.as(value, int64), length, axis)
  }
  if (parts.length === 1 && first?.kind === 'tuple')
    return { kind: 'element', array, indices: first.items.map(indexAt) }
  const picking = values.some(isAnyArray)
  if (plain.length === array.type.ndim && parts.length === plain.length && !picking)
    return { kind: 'element', array, indices: values.map(indexAt) }
  const { view, picked } = viewOf(build, place, expr, array, parts, values, indexAt)
  if (!picked) return { kind: 'view', view }
  return { kind: 'fancy', view, axis: picked.axis, order: orderOf(build, view, picked.axis, picked.by) }
}

const isAnyArray = (value: Val): value is ArrayVal | LazyVal => value.kind === 'array' || value.kind === 'lazy'

/** Which indices along an axis an array names: itself, or where it is True. */
function orderOf(build: Build, view: ArrayVal, axis: number, by: ArrayVal | LazyVal): ArrayVal {
  const order = build.materialize(by)
  if (order.type.dtype !== 'bool') return order
  checkMask(build, { ...view, shape: view.shape.slice(axis) }, order)
  const where = build.callPrelude('numpy_flatnonzero', [order])
  return build.array(where)
}

/** `None` or `np.newaxis` as an index: a dimension of extent 1. */
const isNewAxis = (build: Build, part: Expr): boolean =>
  part.kind !== 'slice' && build.typed.types.get(part)?.kind === 'none'

function viewOf(
  build: Build,
  place: Place,
  expr: Subscript,
  array: ArrayVal,
  parts: readonly Expr[],
  values: readonly Val[],
  indexAt: (value: Val, axis: number) => X,
): { view: ArrayVal; picked: { axis: number; by: ArrayVal | LazyVal } | undefined } {
  let data = array.data
  let picked: { axis: number; by: ArrayVal | LazyVal } | undefined
  const shape: X[] = []
  const strides: X[] = []
  let next = 0
  let axis = 0
  const along = (part: Expr | undefined) => {
    if (part && isNewAxis(build, part)) {
      shape.push(i64(1))
      strides.push(i32(0))
      return
    }
    const length = array.shape[axis]
    if (!length) throw new Error('more indices than dimensions')
    const stride = array.strides[axis] ?? i32(BYTES[array.type.dtype])
    const advance = (index: X, by: X) => {
      data = op('i32.add', data, op('i32.mul', op('i32.wrap_i64', index), by))
    }
    if (!part || (part.kind === 'slice' && !part.lower && !part.upper && !part.step)) {
      shape.push(length)
      strides.push(stride)
    } else if (part.kind === 'slice') {
      const range = sliceRange(build, place, part, length)
      advance(range.start, stride)
      shape.push(range.length)
      strides.push(range.step ? build.spill(op('i32.mul', stride, op('i32.wrap_i64', range.step)), 'stride') : stride)
    } else {
      const value = values[next++]
      if (value && isAnyArray(value)) {
        picked = { axis: shape.length, by: value }
        shape.push(length)
        strides.push(stride)
      } else if (value) advance(indexAt(value, axis), stride)
    }
    axis++
  }
  parts.forEach(along)
  while (axis < array.shape.length) along(undefined)
  const type = build.typed.types.get(expr) ?? unknown
  const viewType = isArray(type) && !picked ? type : arrayType(array.type.dtype, shape.length, 'A')
  const view: ArrayVal = {
    kind: 'array',
    type: viewType,
    base: array.base,
    data: build.spill(data, 'view'),
    shape,
    strides,
  }
  return { view, picked }
}

/** `xs[a:b:c]`: another list. */
function listSlice(build: Build, place: Place, object: Expr, slice: Slice): Val {
  const list = lowerExpr(build, place, object)
  if (list.kind !== 'list') throw new Error('a list was expected')
  const { start, length, step } = sliceRange(build, place, slice, lengthOf(list))
  const out = makeList(build, list.type, [])
  const first = build.spill(start, 'start')
  build.count(length, (k) =>
    append(build, out, loadItem(build, list, op('i64.add', first, step ? op('i64.mul', k, step) : k))),
  )
  return out
}

/** Start, length and step of a slice over `length` elements, by Python's rules. No step means 1. */
function sliceRange(build: Build, place: Place, slice: Slice, length: X): { start: X; length: X; step?: X } {
  const value = (expr: Expr | undefined): X | undefined => {
    const bound: Val = expr ? lowerExpr(build, place, expr) : { kind: 'none' }
    return bound.kind === 'none' ? undefined : build.spill(build.as(bound, int64), 'bound')
  }
  const [lower, upper, step] = [value(slice.lower), value(slice.upper), value(slice.step)]
  const n = build.spill(length, 'n')
  const clamp = (x: X, low: X, high: X): X => {
    const shifted = build.spill(select(op('i64.lt_s', x, i64(0)), op('i64.add', x, n), x))
    const raised = build.spill(select(op('i64.lt_s', shifted, low), low, shifted))
    return build.spill(select(op('i64.gt_s', raised, high), high, raised))
  }
  const forward = () => {
    const start = lower ? clamp(lower, i64(0), n) : i64(0)
    return { start, stop: upper ? clamp(upper, i64(0), n) : n }
  }
  const backward = () => {
    const last = build.spill(op('i64.sub', n, i64(1)))
    const start = lower ? clamp(lower, i64(-1), last) : last
    return { start, stop: upper ? clamp(upper, i64(-1), last) : i64(-1) }
  }
  const count = (distance: X, by: X): X => {
    const whole =
      by.k === 'const' && by.value === 1n
        ? distance
        : op('i64.div_s', op('i64.add', distance, op('i64.sub', by, i64(1))), by)
    return build.spill(build.max(build.spill(whole), i64(0)), 'n')
  }
  if (!step || (step.k === 'const' && Number(step.value) > 0)) {
    const { start, stop } = forward()
    return { start, length: count(op('i64.sub', stop, start), step ?? i64(1)), ...(step && { step }) }
  }
  if (step.k === 'const' && Number(step.value) < 0) {
    const { start, stop } = backward()
    return { start, length: count(op('i64.sub', start, stop), i64(-(step.value as bigint))), step }
  }
  build.raiseIf(op('i64.eqz', step), 'ValueError', 'slice step cannot be zero')
  const [up, down] = [forward(), backward()]
  const rising = build.spill(op('i64.gt_s', step, i64(0)))
  const start = build.spill(select(rising, up.start, down.start))
  const distance = build.spill(select(rising, op('i64.sub', up.stop, up.start), op('i64.sub', down.start, down.stop)))
  return { start, length: count(distance, build.spill(select(rising, step, op('i64.sub', i64(0), step)))), step }
}

export function loadSubscript(build: Build, spot: Spot): Val {
  switch (spot.kind) {
    case 'element':
      return scalarVal(build.dtypeOf(spot.array), build.element(spot.array, spot.indices))
    case 'view':
      return spot.view
    case 'mask':
      return selectMasked(build, spot.array, spot.mask)
    case 'fancy': {
      const result = build.allocate(spot.view.type.dtype, pickedShape(spot))
      eachPicked(build, spot, (own, indices) => build.setElement(result, indices, build.element(spot.view, own)))
      return result
    }
    case 'item':
      return loadItem(build, spot.list, spot.index)
    default:
      return spot satisfies never
  }
}

export function assignSubscript(build: Build, place: Place, target: Subscript, value: Val): void {
  // Python works out the value before the place; what the value reads must not change while the place is computed.
  const fixed: Val = value.kind === 'scalar' ? { ...value, x: keep(build, value.x) } : value
  const outer = build.where
  build.where = target.span
  storeSubscript(build, spotOf(build, place, target), fixed)
  build.where = outer
}

/** Loads are done now; arithmetic on locals may wait. */
const keep = (build: Build, x: X): X => (x.k === 'load' ? build.spill(x) : x)

export function storeSubscript(build: Build, spot: Spot, value: Val): void {
  switch (spot.kind) {
    case 'element': {
      const { array, indices } = spot
      build.setElement(array, indices, build.as(value, build.dtypeOf(array)))
      return
    }
    case 'view':
      return storeAll(build, spot.view, value)
    case 'item':
      return storeItem(build, spot.list, spot.index, value)
    case 'mask':
      return storeMasked(build, spot.array, spot.mask, value)
    case 'fancy':
      return storePicked(build, spot, value)
    default:
      spot satisfies never
  }
}

type Picked = Extract<Spot, { kind: 'fancy' }>

const pickedShape = ({ view, axis, order }: Picked): X[] => view.shape.with(axis, order.shape[0] ?? i64(0))

/** Every element that is picked: where it stands in the view, and where among those picked. */
function eachPicked(build: Build, { view, axis, order }: Picked, fill: (own: X[], indices: X[]) => void): void {
  const [length, indexed] = [view.shape[axis] ?? i64(0), order.type.dtype]
  const nest = (at: number, own: X[], indices: X[]): void => {
    const extent = at === axis ? order.shape[0] : view.shape[at]
    if (!extent) return fill(own, indices)
    build.count(extent, (counter) => {
      const index = () => convertScalar(build.element(order, [counter]), indexed, 'int64')
      const chosen = at === axis ? build.checkIndex(index(), length, axis) : counter
      nest(at + 1, [...own, chosen], [...indices, counter])
    })
  }
  nest(0, [], [])
}

/** The elements of a value in memory of their own: what is stored in an array may be a view of it. */
const apart = (build: Build, value: Val): ArrayVal => (value.kind === 'array' ? build.copy(value) : build.array(value))

function storePicked(build: Build, spot: Picked, value: Val): void {
  const dtype = spot.view.type.dtype
  if (value.kind === 'scalar') {
    const x = build.spill(build.as(value, build.dtypeOf(spot.view)))
    eachPicked(build, spot, (own) => build.setElement(spot.view, own, x))
    return
  }
  const source = apart(build, value)
  const place = { ...spot.view, shape: pickedShape(spot) }
  checkFits(build, source, place)
  const spread = elementwise(build, [source, place], arrayType(dtype, place.shape.length), ([x]) =>
    x ? convertScalar(x.x, x.type.name, dtype) : i32(0),
  )
  eachPicked(build, spot, (own, indices) => build.setElement(spot.view, own, spread.at(indices)))
}

/** `view[:] = value`, broadcast to the view's shape. */
export function storeAll(build: Build, view: ArrayVal, value: Val): void {
  const dtype = view.type.dtype
  if (value.kind === 'scalar') {
    const x = build.spill(build.as(value, build.dtypeOf(view)))
    build.eachIndex(view.shape, (indices) => build.setElement(view, indices, x))
    return
  }
  if (value.kind === 'tuple') return storeItems(build, view, value.items)
  if (value.kind === 'list') return storeAll(build, view, build.array(value))
  if (value.kind !== 'array' && value.kind !== 'lazy') throw new Error(`cannot store ${value.kind} in an array`)
  const source = value.kind === 'array' ? unaliased(build, value, view) : value.reads ? build.materialize(value) : value
  checkFits(build, source, view)
  const spread = elementwise(build, [source, { ...view, kind: 'array' }], arrayType(dtype, view.shape.length), ([x]) =>
    x ? convertScalar(x.x, x.type.name, dtype) : i32(0),
  )
  build.eachIndex(view.shape, (indices) => build.setElement(view, indices, spread.at(indices)))
}

/** `row[:] = x, y, z`: as many numbers as there are places. */
function storeItems(build: Build, view: ArrayVal, items: readonly Val[]): void {
  const numbers = items.map((item) => build.spill(build.as(item, build.dtypeOf(view))))
  const fits = op('i64.ne', view.shape[0] ?? i64(0), i64(items.length))
  build.raiseIf(fits, 'ValueError', 'cannot assign slice from input of different size')
  numbers.forEach((x, index) => build.setElement(view, [i64(index)], x))
}

/** A value may be stretched to the place's shape, never the other way round. */
function checkFits(build: Build, value: ArrayVal | LazyVal, view: ArrayVal): void {
  const shape = broadcastShape(build, [value, view])
  shape.forEach((extent, axis) => {
    const own = view.shape[axis]
    if (!own || sameX(extent, own)) return
    build.raiseIf(
      op('i64.ne', extent, own),
      'ValueError',
      'could not broadcast the value to the shape of the place it is stored in',
    )
  })
}

/** `source`, or a copy of it if it shares memory with `target` but not element by element. */
export function unaliased(build: Build, source: ArrayVal, target: ArrayVal): ArrayVal {
  if (
    sameX(source.data, target.data) &&
    source.strides.every((stride, axis) => sameX(stride, target.strides[axis] ?? i32(-1)))
  )
    return source
  const [from, to] = [extentOf(build, source), extentOf(build, target)]
  const overlap = op('i32.and', op('i32.lt_u', from.low, to.high), op('i32.lt_u', to.low, from.high))
  const data = build.local('i32', 'from')
  const strides = source.strides.map(() => build.local('i32', 'from.stride'))
  const copied = build.local('i32', 'from.block')
  build.emit(set(data, source.data), set(copied, i32(0)))
  strides.forEach((local, axis) => build.emit(set(local, source.strides[axis] ?? i32(0))))
  build.if(overlap, () => {
    const copy = build.take(
      build.copy({ ...source, type: arrayType(source.type.dtype, source.type.ndim, 'A') }),
    ) as ArrayVal
    build.emit(set(data, copy.data), set(copied, copy.base))
    strides.forEach((local, axis) => build.emit(set(local, copy.strides[axis] ?? i32(0))))
  })
  const result: ArrayVal = {
    ...source,
    type: arrayType(source.type.dtype, source.type.ndim, 'A'),
    base: get(copied),
    data: get(data),
    strides: strides.map(get),
  }
  build.own(result)
  return result
}

/** Lowest and one past the highest address an array's elements lie at. */
function extentOf(build: Build, array: ArrayVal): { low: X; high: X } {
  let [low, high]: X[] = [array.data, op('i32.add', array.data, i32(BYTES[array.type.dtype]))]
  array.shape.forEach((extent, axis) => {
    const stride = array.strides[axis] ?? i32(0)
    const reach = build.spill(op('i32.mul', op('i32.wrap_i64', op('i64.sub', extent, i64(1))), stride))
    const negative = op('i32.lt_s', reach, i32(0))
    low = op('i32.add', low ?? array.data, select(negative, reach, i32(0)))
    high = op('i32.add', high ?? array.data, select(negative, i32(0), reach))
  })
  return { low: build.spill(low ?? array.data), high: build.spill(high ?? array.data) }
}

function selectMasked(build: Build, array: ArrayVal, mask: ArrayVal): ArrayVal {
  checkMask(build, array, mask)
  const count = build.local('i64', 'count')
  build.emit(set(count, i64(0)))
  build.eachIndex(mask.shape, (indices) =>
    build.emit(set(count, op('i64.add', get(count), op('i64.extend_i32_u', build.element(mask, indices))))),
  )
  const rest = array.shape.slice(mask.shape.length)
  const result = build.allocate(array.type.dtype, [get(count), ...rest])
  const next = build.local('i64', 'next')
  build.emit(set(next, i64(0)))
  build.eachIndex(mask.shape, (indices) =>
    build.if(build.element(mask, indices), () => {
      build.eachIndex(rest, (inner) =>
        build.setElement(result, [get(next), ...inner], build.element(array, [...indices, ...inner])),
      )
      build.emit(set(next, op('i64.add', get(next), i64(1))))
    }),
  )
  return result
}

function checkMask(build: Build, array: ArrayVal, mask: ArrayVal): void {
  mask.shape.forEach((extent, axis) => {
    const own = array.shape[axis]
    if (own && !sameX(own, extent))
      build.raiseIf(op('i64.ne', own, extent), 'IndexError', 'boolean index did not match indexed array')
  })
}

function storeMasked(build: Build, array: ArrayVal, mask: ArrayVal, value: Val): void {
  checkMask(build, array, mask)
  const rest = array.shape.slice(mask.shape.length)
  const single = value.kind === 'scalar' ? build.spill(build.as(value, build.dtypeOf(array))) : undefined
  const source = single ? undefined : apart(build, value)
  const next = build.local('i64', 'next')
  build.emit(set(next, i64(0)))
  build.eachIndex(mask.shape, (indices) =>
    build.if(build.element(mask, indices), () => {
      build.eachIndex(rest, (inner) => {
        if (single) build.setElement(array, [...indices, ...inner], single)
        else if (source) {
          const at = build.checkIndex(get(next), source.shape[0] ?? i64(0), 0)
          const x = build.element(source, [at, ...inner])
          build.setElement(array, [...indices, ...inner], convertScalar(x, source.type.dtype, array.type.dtype))
        }
      })
      build.emit(set(next, op('i64.add', get(next), i64(1))))
    }),
  )
}

function tupleItem(build: Build, place: Place, expr: Subscript): Val {
  const object = lowerExpr(build, place, expr.object)
  if (object.kind !== 'tuple') throw new Error('a tuple was expected')
  if (expr.index.kind === 'slice') {
    const items = sliceIndices(build.typed, expr.index, object.items.length)?.flatMap((at) => object.items[at] ?? [])
    if (!items) throw new Error('a slice of a tuple has constant bounds')
    return { kind: 'tuple', type: tupleType(items.map((item) => build.typeOf(item))), items }
  }
  const literal = literalOf(build.typed, expr.index)
  if (typeof literal === 'bigint') {
    const item = object.items.at(Number(literal))
    if (item) return item
  }
  const index = build.checkIndex(build.as(lowerExpr(build, place, expr.index), int64), i64(object.items.length), 0)
  const [first] = object.type.items
  if (!first || !isScalar(first)) throw new Error('only a tuple of equal numbers takes an index that is not constant')
  const x = object.items.reduceRight((rest: X, item, at) => {
    const { x: own } = build.number(item)
    return at === object.items.length - 1 ? own : select(op('i64.eq', index, i64(at)), own, rest)
  }, i64(0))
  return scalarVal(first, x)
}
