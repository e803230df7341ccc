/**
 * Python's list: a block of its own for the header, so that all who hold the list see it change, and one for the items,
 * which grows. Numbers lie as in an array; anything else has 8 bytes for each of its parts. What an item that is itself
 * an array or a list refers to lives until the call ends.
 *
 *     header   0 address of the items   4 room for so many   8 how many there are (i64)
 */
import { BYTES, DTYPES, type DType } from '../../../runtime/index.ts'
import { get, i32, i64, load, op, store, type X } from '../../ir.ts'
import type { ListType, Type } from '../../types.ts'
import { arrayType, isScalar, scalar } from '../../types.ts'
import type { Build } from './build.ts'
import { convertScalar } from './scalars.ts'
import {
  fromParts,
  loadOp,
  partsOf,
  scalarVal,
  storeOp,
  toParts,
  type ArrayVal,
  type ListVal,
  type Val,
} from './values.ts'

export const LIST = { items: 0, capacity: 4, length: 8, byteLength: 16 } as const

/** The dtype under which items lie as in an array, if they are numbers that have one. */
export const itemDtype = (item: Type): DType | undefined =>
  isScalar(item) ? DTYPES.find((dtype) => dtype === item.name) : undefined

export function itemBytes(item: Type): number {
  const dtype = itemDtype(item)
  return dtype ? BYTES[dtype] : 8 * partsOf(item).length
}

/** A new list of these items; the caller has converted them. */
export function makeList(build: Build, type: ListType, items: readonly Val[]): ListVal {
  const base = build.allocateBlock(i64(LIST.byteLength), 'new.list')
  const list: ListVal = { kind: 'list', type, base: get(base) }
  build.emit({ k: 'fill', address: list.base, byte: i32(0), byteLength: i32(LIST.byteLength) })
  if (items.length > 0) {
    const block = build.local('i32', 'items')
    build.call([block], 'alloc', [i64(itemBytes(type.item) * items.length), build.placeX()])
    build.emit(
      store('i32.store', list.base, get(block), LIST.items),
      store('i32.store', list.base, i32(items.length), LIST.capacity),
      store('i64.store', list.base, i64(items.length), LIST.length),
    )
    items.forEach((item, index) => storeItem(build, list, i64(index), item))
  }
  return list
}

export const lengthOf = (list: ListVal): X => load('i64.load', list.base, LIST.length)

export function setLength(build: Build, list: ListVal, length: X): void {
  build.emit(store('i64.store', list.base, length, LIST.length))
}

export function append(build: Build, list: ListVal, value: Val): void {
  const { item } = list.type
  // What is appended exists before there is room for it: working it out may itself change the list.
  const ready = build.convert(build.exist(value), item)
  const kept: Val = ready.kind === 'scalar' ? { ...ready, x: build.spill(ready.x) } : ready
  const length = build.spill(lengthOf(list), 'length')
  const capacity = op('i64.extend_i32_u', load('i32.load', list.base, LIST.capacity))
  build.if(op('i64.ge_u', length, capacity), () =>
    build.call([], 'list_grow', [list.base, i32(itemBytes(item)), build.placeX()]),
  )
  storeItem(build, list, length, kept)
  setLength(build, list, op('i64.add', length, i64(1)))
}

function addressOf(build: Build, list: ListVal, index: X): X {
  const offset = op('i32.mul', op('i32.wrap_i64', index), i32(itemBytes(list.type.item)))
  return build.spill(op('i32.add', load('i32.load', list.base, LIST.items), offset), 'item')
}

/** The item at an index inside. */
export function loadItem(build: Build, list: ListVal, index: X): Val {
  const { item } = list.type
  const address = addressOf(build, list, index)
  const dtype = itemDtype(item)
  if (dtype) return scalarVal(scalar(dtype), build.spill(load(loadOp(dtype), address), 'item'))
  const parts = partsOf(item).map(({ type, name }, part) =>
    build.spill(load(`${type}.load`, address, 8 * part), `item${name}`),
  )
  return fromParts(item, parts)
}

/** Sets the item at an index inside. */
export function storeItem(build: Build, list: ListVal, index: X, value: Val): void {
  const { item } = list.type
  const dtype = itemDtype(item)
  if (dtype) {
    const number = build.number(value)
    const x = build.spill(convertScalar(number.x, number.type.name, dtype))
    build.emit(store(storeOp(dtype), addressOf(build, list, index), x))
    return
  }
  const parts = toParts(build.take(build.convert(build.exist(value), item))).map((part) => build.spill(part))
  const address = addressOf(build, list, index)
  partsOf(item).forEach(({ type }, part) => {
    const x = parts[part]
    if (x) build.emit(store(`${type}.store`, address, x, 8 * part))
  })
}

/** The items of a list of numbers as an array; good until the list grows. */
export function itemsAsArray(build: Build, list: ListVal): ArrayVal {
  const dtype = itemDtype(list.type.item)
  if (!dtype) throw new Error('only a list of numbers is like an array')
  return {
    kind: 'array',
    type: arrayType(dtype, 1),
    base: i32(0),
    data: build.spill(load('i32.load', list.base, LIST.items), 'items'),
    shape: [build.spill(lengthOf(list), 'length')],
    strides: [i32(BYTES[dtype])],
  }
}
