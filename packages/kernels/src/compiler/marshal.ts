/** Values across the border: JavaScript's into the machine values a compiled function takes, and its results back. */
import type { ArrayView, Heap, Value } from '../runtime/index.ts'
import { BYTES, contiguousStrides, isArrayView, PythonError } from '../runtime/index.ts'
import type { ArrayType, Type } from './types.ts'
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
export function passArguments(heap: Heap, types: readonly Type[], values: readonly Value[]): Passed {
  const parts: Part[] = []
  const copies: { array: ArrayView; address: number; low: number; byteLength: number }[] = []
  const pass = (type: Type, value: Value): void => {
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
          const block = heap.malloc(Math.max(byteLength, 1))
          if (block === 0) {
            free()
            throw new PythonError('MemoryError', `no memory for an argument of ${byteLength} bytes`, 0)
          }
          bytes(heap.memory.buffer, block, byteLength).set(bytes(value.buffer, value.byteOffset + low, byteLength))
          copies.push({ array: value, address: block, low, byteLength })
          address = block - low
        }
        parts.push(0, address | 0, ...value.shape.map((extent) => BigInt(extent)))
        if (type.layout !== 'C') parts.push(...value.strides)
        return
      }
      default:
        return
    }
  }
  const free = (): void => copies.forEach(({ address }) => heap.free(address))
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

function scalarPart(name: string, value: Value): Part {
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
export function readResult(buffer: ArrayBufferLike, type: Type, parts: readonly Part[]): Value {
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
      case 'string':
        return ''
      default:
        return null
    }
  }
  return read(type)
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
