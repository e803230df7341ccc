/** Values as they cross between JavaScript and compiled functions. */

/** Element types of arrays, spelled as NumPy does. */
export const DTYPES = [
  'float64',
  'float32',
  'int64',
  'int32',
  'int16',
  'int8',
  'uint64',
  'uint32',
  'uint16',
  'uint8',
  'bool',
] as const
export type DType = (typeof DTYPES)[number]

export const BYTES: Record<DType, number> = {
  float64: 8,
  float32: 4,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint64: 8,
  uint32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
}

/**
 * A strided view of numbers. Without `buffer` it lies in the runtime's own memory at `byteOffset` and is used in place,
 * zero-copy (`Runtime.allocate` makes such arrays; so does NumPy in Pyodide, whose memory the runtime can adopt). With a
 * `buffer` it is copied in before a call and, where the function writes to it, back afterwards. What a function returns
 * always carries its own `buffer`, C-contiguous, that nobody else holds.
 */
export interface ArrayView {
  readonly dtype: DType
  readonly shape: readonly number[]
  /** In bytes, as NumPy's `strides`; may be negative. */
  readonly strides: readonly number[]
  readonly byteOffset: number
  readonly buffer?: ArrayBufferLike
}

/** Python's list, of items of one type. What a function returned holds items of its own. */
export interface ListValue {
  readonly list: readonly Value[]
}

/** A number of a width of its own, `np.float32(1.5)`: only goes in. */
export interface SizedNumber {
  readonly scalar: DType
  readonly value: number | bigint | boolean
}

/**
 * int64 is a bigint, float64 a number (`2` is 2.0), bool a boolean, None is null, a tuple an array of values. Strings
 * only come out (a function may return a literal).
 */
export type Value = bigint | number | boolean | null | string | readonly Value[] | ArrayView | ListValue

/** What a compiled function takes, or reads of its module. */
export type Argument = Value | SizedNumber | readonly Argument[]

const views = {
  float64: Float64Array,
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const

type TypedArray = InstanceType<(typeof views)[DType]>

/** Bytes from one element to the next in each dimension of a C-contiguous array. */
export function contiguousStrides(dtype: DType, shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length)
  let step: number = BYTES[dtype]
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step
    step *= shape[axis] ?? 0
  }
  return strides
}

/** A C-contiguous array over a typed array's elements; `shape` defaults to one dimension. */
export function arrayOf(data: TypedArray, options: { dtype?: DType; shape?: readonly number[] } = {}): ArrayView {
  const dtype = options.dtype ?? dtypeOf(data)
  const shape = options.shape ?? [data.length]
  return { dtype, shape, strides: contiguousStrides(dtype, shape), byteOffset: data.byteOffset, buffer: data.buffer }
}

/** The elements of a C-contiguous array with a buffer, as a typed array over the same bytes. */
export function elementsOf(array: ArrayView, buffer: ArrayBufferLike | undefined = array.buffer): TypedArray {
  if (!buffer) throw new Error('this array lies in a runtime’s memory: pass its buffer')
  const length = array.shape.reduce((product, extent) => product * extent, 1)
  const View = views[array.dtype] as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => TypedArray
  return new View(buffer, array.byteOffset, length)
}

export function isArrayView(value: unknown): value is ArrayView {
  return typeof value === 'object' && value !== null && 'dtype' in value && 'shape' in value
}

export function isSizedNumber(value: unknown): value is SizedNumber {
  return typeof value === 'object' && value !== null && 'scalar' in value
}

export function isListValue(value: unknown): value is ListValue {
  return typeof value === 'object' && value !== null && 'list' in value
}

function dtypeOf(data: TypedArray): DType {
  return DTYPES.find((dtype) => data instanceof views[dtype]) ?? 'uint8'
}
