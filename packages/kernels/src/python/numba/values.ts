import { isArrayView, isListValue, type Argument, type ArrayView, type DType, type Value } from '../../runtime/index.ts'

/** Values as tags and a flat list: see values.py, which speaks the same. */
export interface Encoded {
  tags: string
  flat: unknown[]
}

/** Reads what Python sent. Arrays lie in Python's memory: in place without `buffer`, else to be copied from it. */
export class Decoder {
  readonly #tags: string
  readonly #flat: unknown[]
  readonly #buffer: ArrayBufferLike | undefined
  #tag = 0
  #item = 0

  constructor(tags: string, flat: unknown[], buffer: ArrayBufferLike | undefined) {
    this.#tags = tags
    this.#flat = flat
    this.#buffer = buffer
  }

  all(): Argument[] {
    const values: Argument[] = []
    while (!this.#atEnd()) values.push(this.#argument())
    return values
  }

  #atEnd(): boolean {
    return this.#tag >= this.#tags.length || ')]'.includes(this.#tags[this.#tag] ?? '')
  }

  #argument(): Argument {
    switch (this.#tags[this.#tag]) {
      case 'z': {
        this.#tag += 1
        return { scalar: this.#next() as DType, value: this.#next() as number | bigint }
      }
      case '(': {
        this.#tag += 1
        const items = this.all()
        this.#tag += 1
        return items
      }
      default:
        return this.#value()
    }
  }

  #value(): Value {
    const tag = this.#tags[this.#tag++]
    switch (tag) {
      case 'i':
        return BigInt(this.#next() as number | bigint)
      case 'f':
        return Number(this.#next())
      case 'b':
        return Boolean(this.#next())
      case 'n':
        return null
      case 's':
        return String(this.#next())
      case '(':
      case '[': {
        const items: Value[] = []
        while (!this.#atEnd()) items.push(this.#value())
        this.#tag += 1
        return tag === '(' ? items : { list: items }
      }
      case 'a':
        return this.#array()
      default:
        throw new Error(`Python sent a value of an unknown kind: ${tag}`)
    }
  }

  #array(): ArrayView {
    const dimensions = Number(this.#next())
    const dtype = this.#next() as DType
    const numbers = () => Array.from({ length: dimensions }, () => Number(this.#next()))
    const [shape, strides] = [numbers(), numbers()]
    const byteOffset = Number(this.#next()) >>> 0
    return { dtype, shape, strides, byteOffset, ...(this.#buffer ? { buffer: this.#buffer } : {}) }
  }

  #next(): unknown {
    return this.#flat[this.#item++]
  }
}

/** A result for Python; its arrays are numbered, to be copied once Python has made room. */
export function encodeResult(result: Value): Encoded & { arrays: ArrayView[] } {
  const arrays: ArrayView[] = []
  const flat: unknown[] = []
  const encode = (value: Value): string => {
    if (value === null) return 'n'
    if (isArrayView(value)) {
      flat.push(value.dtype, arrays.push(value) - 1, value.shape.length, ...value.shape)
      return 'a'
    }
    if (isListValue(value)) return `[${value.list.map(encode).join('')}]`
    if (Array.isArray(value)) return `(${value.map(encode).join('')})`
    // Pyodide makes whole numbers of JavaScript Python's ints, and an int has no -0.
    flat.push(Object.is(value, -0) ? '-0.0' : value)
    return typeof value === 'bigint' ? 'i' : typeof value === 'number' ? 'f' : typeof value === 'boolean' ? 'b' : 's'
  }
  return { tags: encode(result), flat, arrays }
}
