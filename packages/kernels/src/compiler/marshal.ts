/** Values across the border: JavaScript's into the machine values a compiled function takes, and its results back. */
import type { Argument, ArrayView, Heap, Value } from '../runtime/index.ts'
import {
  BYTES,
  contiguousStrides,
  isArrayView,
  isListValue,
  isSizedNumber,
  NOWHERE,
  PythonError,
} from '../runtime/index.ts'
import { itemBytes, itemDtype, LIST } from './3-rewrite/lower/lists.ts'
import { textNumber } from './3-rewrite/lower/program.ts'
import { partsOf } from './3-rewrite/lower/values.ts'
import type { ArrayType, ListType, Type } from './types.ts'
import { typeName } from './types.ts'

type Part = number | bigint

/** The arguments of one call: machine values, and what must happen when it is over. */
export interface Passed {
  parts: Part[]
  /** Brings arrays that were copied in back to where they came from. */
  copyBack(): void
  free(): void
}

/** Throws PythonError MemoryError when an array does not fit. */
export function passArguments(
  heap: Heap,
  types: readonly Type[],
  values: readonly Argument[],
  texts: Map<number, string>,
): Passed {
  const parts: Part[] = []
  const copies: { array: ArrayView; address: number; low: number; byteLength: number }[] = []
  const pass = (type: Type, value: Argument): void => {
    switch (type.kind) {
      case 'scalar':
        return void parts.push(scalarPart(type.name, value))
      case 'tuple':
        return type.items.forEach((item, index) => pass(item, (value as readonly Value[])[index] ?? null))
      case 'array': {
        if (!isArrayView(value)) throw new Error(`expected ${typeName(type)}`)
        let address = value.byteOffset
        if (value.buffer) {
          const { low, byteLength } = span(value)
          const block = take(byteLength)
          bytes(heap.memory.buffer, block, byteLength).set(bytes(value.buffer, value.byteOffset + low, byteLength))
          copies.push({ array: value, address: block, low, byteLength })
          address = block - low
        }
        parts.push(0, address | 0, ...value.shape.map((extent) => BigInt(extent)))
        if (type.layout !== 'C') parts.push(...value.strides)
        return
      }
      case 'list':
        return void parts.push(passList(type, value))
      case 'string': {
        const number = textNumber(String(value))
        texts.set(number, String(value))
        return void parts.push(number)
      }
      default:
        return
    }
  }
  const blocks: number[] = []
  const take = (byteLength: number): number => {
    const block = heap.malloc(Math.max(byteLength, 1))
    if (block !== 0) return block
    free()
    throw new PythonError('MemoryError', `no memory for an argument of ${byteLength} bytes`, NOWHERE)
  }
  /** A block as compiled code makes them, with more references than it can ever give up. */
  const takeCounted = (byteLength: number): number => {
    const block = take(COUNTS + byteLength)
    blocks.push(block)
    new Uint8Array(heap.memory.buffer, block, COUNTS + byteLength).fill(0)
    new Int32Array(heap.memory.buffer, block, 1)[0] = 1 << 30
    return block + COUNTS
  }
  const passList = (type: ListType, value: Argument): number => {
    if (!isListValue(value)) throw new Error(`expected ${typeName(type)}`)
    const { length } = value.list
    const bytesEach = itemBytes(type.item)
    const [list, items] = [takeCounted(LIST.byteLength), takeCounted(bytesEach * length)]
    const before = parts.length
    value.list.forEach((item) => pass(type.item, item))
    const own = parts.splice(before)
    const memory = new DataView(heap.memory.buffer)
    memory.setInt32(list + LIST.items, items, true)
    memory.setInt32(list + LIST.capacity, length, true)
    memory.setBigInt64(list + LIST.length, BigInt(length), true)
    const slots = slotsOf(type.item)
    own.forEach((part, index) => {
      const slot = slots[index % slots.length]
      slot?.write(memory, items + Math.floor(index / slots.length) * bytesEach + slot.offset, part)
    })
    return list
  }
  const free = (): void => [...copies.map(({ address }) => address), ...blocks].forEach((block) => heap.free(block))
  types.forEach((type, index) => pass(type, values[index] ?? null))
  return {
    parts,
    copyBack() {
      for (const { array, address, low, byteLength } of copies) {
        if (array.buffer)
          bytes(array.buffer, array.byteOffset + low, byteLength).set(bytes(heap.memory.buffer, address, byteLength))
      }
    },
    free,
  }
}

/** In front of every block of compiled code: how often it is referred to, and where it came from. */
const COUNTS = 16

interface Slot {
  offset: number
  read(memory: DataView, address: number): Part
  write(memory: DataView, address: number, part: Part): void
}

/** Where the parts of one item of a list lie. */
function slotsOf(item: Type): Slot[] {
  const dtype = itemDtype(item)
  const kinds = dtype ? [dtype] : partsOf(item).map(({ type }) => type)
  return kinds.map((kind, index) => ({ offset: 8 * index, ...ACCESS[kind] }))
}

const whole = (part: Part): bigint => BigInt(part)
const float64: Omit<Slot, 'offset'> = {
  read: (memory, at) => memory.getFloat64(at, true),
  write: (memory, at, part) => memory.setFloat64(at, Number(part), true),
}
const float32: Omit<Slot, 'offset'> = {
  read: (memory, at) => memory.getFloat32(at, true),
  write: (memory, at, part) => memory.setFloat32(at, Number(part), true),
}
const int64: Omit<Slot, 'offset'> = {
  read: (memory, at) => memory.getBigInt64(at, true),
  write: (memory, at, part) => memory.setBigInt64(at, whole(part), true),
}
const int32: Omit<Slot, 'offset'> = {
  read: (memory, at) => memory.getInt32(at, true),
  write: (memory, at, part) => memory.setInt32(at, Number(part), true),
}
const byte: Omit<Slot, 'offset'> = {
  read: (memory, at) => memory.getUint8(at),
  write: (memory, at, part) => memory.setUint8(at, Number(part)),
}
const ACCESS = {
  float64,
  float32,
  int64,
  int32,
  int16: {
    read: (memory: DataView, at: number): Part => BigInt(memory.getInt16(at, true)),
    write: (memory: DataView, at: number, part: Part) => memory.setInt16(at, Number(part), true),
  },
  int8: {
    read: (memory: DataView, at: number): Part => BigInt(memory.getInt8(at)),
    write: (memory: DataView, at: number, part: Part) => memory.setInt8(at, Number(part)),
  },
  uint64: int64,
  uint32: {
    read: (memory: DataView, at: number): Part => BigInt(memory.getUint32(at, true)),
    write: (memory: DataView, at: number, part: Part) => memory.setUint32(at, Number(part), true),
  },
  uint16: {
    read: (memory: DataView, at: number): Part => BigInt(memory.getUint16(at, true)),
    write: (memory: DataView, at: number, part: Part) => memory.setUint16(at, Number(part), true),
  },
  uint8: byte,
  bool: byte,
  f64: float64,
  f32: float32,
  i64: int64,
  i32: int32,
}

function scalarPart(name: string, given: Argument): Part {
  const value = isSizedNumber(given) ? given.value : given
  if (name.startsWith('float')) return Number(value as number)
  if (name === 'bool') return value ? 1 : 0
  return BigInt.asIntN(64, typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value))))
}

const bytes = (buffer: ArrayBufferLike, offset: number, length: number) => new Uint8Array(buffer, offset, length)

/** From the first element's address: how far down and how far in all the elements reach, in bytes. */
function span({ dtype, shape, strides }: ArrayView): { low: number; byteLength: number } {
  if (shape.includes(0)) return { low: 0, byteLength: 0 }
  let [low, high] = [0, BYTES[dtype]]
  shape.forEach((extent, axis) => {
    const reach = (extent - 1) * (strides[axis] ?? 0)
    if (reach < 0) low += reach
    else high += reach
  })
  return { low, byteLength: high - low }
}

/** What a function returned: arrays are copied out of the heap, which is emptied after the call. */
export function readResult(
  buffer: ArrayBufferLike,
  type: Type,
  parts: readonly Part[],
  texts: ReadonlyMap<number, string>,
): Value {
  let next = 0
  const take = (): Part => parts[next++] ?? 0
  const read = (each: Type): Value => {
    switch (each.kind) {
      case 'scalar': {
        const part = take()
        if (each.name.startsWith('float')) return Number(part)
        if (each.name === 'bool') return part !== 0
        return each.name === 'uint64' ? BigInt.asUintN(64, BigInt(part)) : BigInt(part)
      }
      case 'tuple':
        return each.items.map(read)
      case 'array':
        return readArray(buffer, each, take)
      case 'list':
        return { list: readItems(buffer, each, Number(take()) >>> 0, texts) }
      case 'string':
        return texts.get(Number(take())) ?? ''
      case 'optional': {
        const given = take()
        const value = read(each.of)
        return given ? value : null
      }
      default:
        return null
    }
  }
  return read(type)
}

function readItems(
  buffer: ArrayBufferLike,
  { item }: ListType,
  list: number,
  texts: ReadonlyMap<number, string>,
): Value[] {
  const memory = new DataView(buffer)
  const [items, length] = [
    memory.getUint32(list + LIST.items, true),
    Number(memory.getBigInt64(list + LIST.length, true)),
  ]
  const slots = slotsOf(item)
  return Array.from({ length }, (_, index) =>
    readResult(
      buffer,
      item,
      slots.map(({ offset, read }) => read(memory, items + index * itemBytes(item) + offset)),
      texts,
    ),
  )
}

function readArray(buffer: ArrayBufferLike, type: ArrayType, take: () => Part): ArrayView {
  take()
  const data = Number(take()) >>> 0
  const shape = Array.from({ length: type.ndim }, () => Number(take()))
  const dense = contiguousStrides(type.dtype, shape)
  const strides = type.layout === 'C' ? dense : shape.map(() => Number(take()))
  const itemsize = BYTES[type.dtype]
  const size = shape.reduce((product, extent) => product * extent, 1)
  const out = new Uint8Array(size * itemsize)
  if (type.layout === 'C') out.set(bytes(buffer, data, out.length))
  else {
    const source = new Uint8Array(buffer)
    let at = 0
    const copy = (axis: number, offset: number): void => {
      if (axis === shape.length) {
        for (let index = 0; index < itemsize; index++) out[at++] = source[offset + index] ?? 0
        return
      }
      for (let index = 0; index < (shape[axis] ?? 0); index++) copy(axis + 1, offset + index * (strides[axis] ?? 0))
    }
    copy(0, data)
  }
  return { dtype: type.dtype, shape, strides: dense, byteOffset: 0, buffer: out.buffer }
}
