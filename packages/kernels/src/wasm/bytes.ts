const FLOAT64 = new Float64Array(1)
const BYTES_OF_FLOAT64 = new Uint8Array(FLOAT64.buffer)
const FLOAT32 = new Float32Array(1)
const BYTES_OF_FLOAT32 = new Uint8Array(FLOAT32.buffer)

/** A growing run of bytes with WebAssembly's number encodings. */
export class Bytes {
  private buffer = new Uint8Array(256)
  length = 0

  byte(value: number): void {
    this.reserve(1)
    this.buffer[this.length++] = value
  }

  bytes(values: ArrayLike<number>): void {
    this.reserve(values.length)
    // For a few bytes `set`, which has to ask what it is given, takes longer than a loop.
    if (values.length > 64) this.buffer.set(values, this.length)
    else for (let at = 0; at < values.length; at++) this.buffer[this.length + at] = values[at] ?? 0
    this.length += values.length
  }

  /** Unsigned LEB128 of at most 32 bits. */
  unsigned(value: number): void {
    let rest = value >>> 0
    while (rest > 127) {
      this.byte((rest & 127) | 128)
      rest >>>= 7
    }
    this.byte(rest)
  }

  /** Signed LEB128 of at most 64 bits. */
  signed(value: number | bigint): void {
    if (typeof value === 'number') return this.signed32(value | 0)
    let rest = BigInt.asIntN(64, value)
    for (;;) {
      const low = Number(rest & 127n)
      rest >>= 7n
      if ((rest === 0n && low < 64) || (rest === -1n && low >= 64)) return this.byte(low)
      this.byte(low | 128)
    }
  }

  /** A 32-bit number in five bytes at an offset, over what is there or behind the end: LEB128 may be longer than needed. */
  patch(at: number, value: number): void {
    this.reserve(at + 5 - this.length)
    for (let byte = 0; byte < 5; byte++) this.buffer[at + byte] = ((value >>> (7 * byte)) & 127) | (byte < 4 ? 128 : 0)
    this.length = Math.max(this.length, at + 5)
  }

  private signed32(value: number): void {
    let rest = value
    for (;;) {
      const low = rest & 127
      rest >>= 7
      if ((rest === 0 && low < 64) || (rest === -1 && low >= 64)) return this.byte(low)
      this.byte(low | 128)
    }
  }

  f64(value: number): void {
    FLOAT64[0] = value
    this.bytes(BYTES_OF_FLOAT64)
  }

  f32(value: number): void {
    FLOAT32[0] = value
    this.bytes(BYTES_OF_FLOAT32)
  }

  /** A UTF-8 name with its length. */
  name(text: string): void {
    const encoded = new TextEncoder().encode(text)
    this.unsigned(encoded.length)
    this.bytes(encoded)
  }

  /** Another run with its length in front. */
  sized(inner: Bytes): void {
    this.unsigned(inner.length)
    this.bytes(inner.view())
  }

  view(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more))
    larger.set(this.view())
    this.buffer = larger
  }
}
