/**
 * Jumping ahead in MT19937, so that workers can each take up the one stream at their own place: exact, and without
 * drawing what lies before. The generator is linear over GF(2): J steps are the polynomial x^J modulo its characteristic
 * polynomial, and the state x^i stands for is the raw stream from word i on. So the state J words further on is the sum
 * (xor) of the stream's windows at the powers that x^J mod φ contains. Haramoto, Matsumoto, Nishimura, Panneton,
 * L'Ecuyer 2008.
 *
 * The polynomial depends on the distance alone, not on the seed.
 */
import { CHARACTERISTIC } from './characteristic.ts'
import { AHEAD, WORDS, refill, twist } from './mt19937.ts'

const DEGREE = 19937
/** 32-bit words of a polynomial below the characteristic one. */
export const POLYNOMIAL_WORDS = Math.ceil(DEGREE / 32)
/** Blocks of stream that hold every window: 19937 + 624 words. */
export const STREAM_BLOCKS = Math.ceil((DEGREE + WORDS) / WORDS)

/** x^distance mod φ; bit i of the result is the coefficient of x^i. About 10 ms for distances in the millions. */
export function jumpPolynomial(distance: number): Uint32Array {
  let power = new Uint32Array(2 * POLYNOMIAL_WORDS)
  power[0] = 1
  for (const bit of distance.toString(2)) {
    power = squared(power)
    if (bit === '1') timesX(power)
    reduce(power)
  }
  return power.slice(0, POLYNOMIAL_WORDS)
}

/**
 * The block `distance` words after the block given. Pure; the block is not changed. By Horner's rule, a byte of the
 * polynomial at a time: the sum so far goes eight words on, then one of 256 sums of the first eight windows is added.
 */
export function jump(block: Uint32Array, polynomial: Uint32Array): Uint32Array {
  const sums = windowSums(block)
  const ring = new Uint32Array(WORDS)
  let first = 0
  for (let byte = 4 * polynomial.length - 1; byte >= 0; byte--) {
    for (let step = 0; step < 8; step++) first = goOn(ring, first)
    const term = ((polynomial[byte >> 2] as number) >>> (8 * (byte & 3))) & 0xff
    if (term > 0) addTo(ring, first, sums, term * WORDS)
  }
  return new Uint32Array([...ring.subarray(first), ...ring.subarray(0, first)])
}

/** Of the stream from `block` on: 256 sums of the windows at 0 … 7 words, each of those whose bit its number has. */
function windowSums(block: Uint32Array): Uint32Array {
  const stream = new Uint32Array(2 * WORDS)
  const next = block.slice()
  refill(next)
  stream.set(block)
  stream.set(next, WORDS)
  const sums = new Uint32Array(256 * WORDS)
  for (let bit = 0; bit < 8; bit++)
    for (let below = 0; below < 1 << bit; below++)
      for (let i = 0; i < WORDS; i++)
        sums[((1 << bit) + below) * WORDS + i] = (sums[below * WORDS + i] as number) ^ (stream[bit + i] as number)
  return sums
}

/** Replaces the oldest word of a window kept as a ring by the stream's next; where the window begins now. */
function goOn(ring: Uint32Array, first: number): number {
  const second = first + 1 === WORDS ? 0 : first + 1
  const ahead = first + AHEAD < WORDS ? first + AHEAD : first + AHEAD - WORDS
  ring[first] = twist(ring[first] as number, ring[second] as number) ^ (ring[ahead] as number)
  return second
}

/** Adds the window that begins at `from` in `sums` to the ring's. */
function addTo(ring: Uint32Array, first: number, sums: Uint32Array, from: number): void {
  const split = WORDS - first
  for (let i = 0; i < split; i++) ring[first + i] = (ring[first + i] as number) ^ (sums[from + i] as number)
  for (let i = split; i < WORDS; i++) ring[i - split] = (ring[i - split] as number) ^ (sums[from + i] as number)
}

/** Over GF(2) the cross terms of a square cancel: its bits are the same ones, spread apart. */
function squared(polynomial: Uint32Array): Uint32Array<ArrayBuffer> {
  const square = new Uint32Array(polynomial.length)
  for (let i = 0; i < POLYNOMIAL_WORDS; i++) {
    const word = polynomial[i] as number
    square[2 * i] = spread(word & 0xffff)
    square[2 * i + 1] = spread(word >>> 16)
  }
  return square
}

/** abcd → 0a0b0c0d, for sixteen bits. */
function spread(bits: number): number {
  let x = bits
  x = (x | (x << 8)) & 0x00ff00ff
  x = (x | (x << 4)) & 0x0f0f0f0f
  x = (x | (x << 2)) & 0x33333333
  return (x | (x << 1)) & 0x55555555
}

function timesX(polynomial: Uint32Array): void {
  for (let i = polynomial.length - 1; i > 0; i--)
    polynomial[i] = ((polynomial[i] as number) << 1) | ((polynomial[i - 1] as number) >>> 31)
  polynomial[0] = (polynomial[0] as number) << 1
}

/**
 * Takes out every power from 19937 on, 32 at a time from the top: each stands for the lower terms of φ. What a step adds
 * lies at least 19937 − 19314 = 623 bits below what it took out, so 32 bits never meet their own image.
 */
function reduce(polynomial: Uint32Array): void {
  for (let top = 32 * polynomial.length - 32; top > DEGREE - 32; top -= 32) {
    const from = Math.max(top, DEGREE)
    const count = top + 32 - from
    const word = (polynomial[top >> 5] as number) >>> (32 - count)
    if (word === 0) continue
    for (const exponent of CHARACTERISTIC) xorAt(polynomial, word, from - DEGREE + exponent)
  }
}

/** Adds 32 bits at any place. */
function xorAt(polynomial: Uint32Array, word: number, position: number): void {
  const index = position >> 5
  const shift = position & 31
  polynomial[index] = (polynomial[index] as number) ^ (word << shift)
  if (shift > 0) polynomial[index + 1] = (polynomial[index + 1] as number) ^ (word >>> (32 - shift))
}
