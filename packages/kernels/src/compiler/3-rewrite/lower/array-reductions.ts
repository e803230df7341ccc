/**
 * `total += row` in a prange loop, for a whole array: each chunk adds to an array of its own, and these are added up in
 * the order of the chunks. They lie behind each other in one block, so there are fewer chunks where arrays are large.
 */
import type { Local, X } from '../../ir.ts'
import { get, i32, i64, op, select, set } from '../../ir.ts'
import { scalar, type ArrayType } from '../../types.ts'
import type { Build } from './build.ts'
import type { Combine } from './independence.ts'
import { binaryScalar } from './scalars.ts'
import { contiguous, fromParts, partsOf, scalarVal, toParts, type ArrayVal } from './values.ts'

/** Elements of all the chunks' arrays together: 64 MiB of doubles. */
const MOST_ELEMENTS = 2 ** 23

export interface ArrayReduction {
  name: string
  type: ArrayType
  combine: Exclude<Combine, 'min' | 'max'>
}

/** What the chunks of one reduction add to: an array with one axis more, and how chunks are told where it is. */
export interface Shares {
  reduction: ArrayReduction
  array: ArrayVal
  /** Address and extents: in the caller, and in the chunk. */
  handed: { outer: Local; inner: Local }[]
}

/** At most so many chunks (i64) for an array of this size. */
export function mostChunks(build: Build, most: X, { name, type }: ArrayReduction): X {
  const size = build.size(build.array(build.read(name, type)))
  const allowed = build.spill(op('i64.div_u', i64(MOST_ELEMENTS), build.max(size, i64(1))))
  const some = build.max(allowed, i64(1))
  return build.spill(select(op('i64.lt_s', some, most), some, most), 'most')
}

export function makeShares(build: Build, reduction: ArrayReduction, chunks: X, identity: X): Shares {
  const { name, type } = reduction
  const whole = build.array(build.read(name, type))
  const array = build.allocate(type.dtype, [op('i64.extend_i32_u', chunks), ...whole.shape])
  build.eachIndex(array.shape, (indices) => build.setElement(array, indices, identity))
  const handed = [array.data, ...whole.shape].map((x, index) => {
    const kept = build.local(x.type, `${name}.share${index}`)
    build.emit(set(kept, x))
    return { outer: kept, inner: build.local(x.type, `${name}.share${index}`) }
  })
  return { reduction, array, handed }
}

/** In a chunk the variable is the chunk's own array. */
export function bindShare(build: Build, chunk: Local, { reduction: { name, type }, handed }: Shares): void {
  const [first, ...shape] = handed.map(({ inner }) => get(inner))
  if (!first) throw new Error('a share has an address')
  const dense = contiguous(type.dtype, [i64(1), ...shape])
  const [step, ...strides] = dense
  const data = op('i32.add', first, op('i32.mul', get(chunk), step ?? i32(0)))
  const parts = toParts({ kind: 'array', type, base: i32(0), data, shape, strides })
  const locals = partsOf(type).map((part) => build.local(part.type, `${name}${part.name}`))
  locals.forEach((local, index) => build.emit(set(local, parts[index] ?? i32(0))))
  build.bindStorage(name, type, locals)
}

export function combineShares(build: Build, { reduction, array }: Shares, chunks: X): void {
  const { name, type, combine } = reduction
  const whole = fromParts(type, build.storage(name, type).map(get)) as ArrayVal
  const element = scalar(type.dtype)
  build.count(op('i64.extend_i32_u', chunks), (chunk) =>
    build.eachIndex(whole.shape, (indices) => {
      const [a, b] = [build.element(whole, indices), build.element(array, [chunk, ...indices])]
      const sum = binaryScalar(build, combine, scalarVal(element, a), scalarVal(element, b), element, { raises: false })
      build.setElement(whole, indices, sum)
    }),
  )
}
