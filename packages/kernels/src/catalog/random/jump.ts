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
import { WORDS, refill } from './mt19937.ts'

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

/** The block `distance` words after the block given. Pure; the block is not changed. */
export function jump(block: Uint32Array, polynomial: Uint32Array): Uint32Array {
  const stream = new Uint32Array(STREAM_BLOCKS * WORDS)
  const current = block.slice()
  for (let at = 0; at < stream.length; at += WORDS) {
    stream.set(current, at)
    refill(current)
  }
  const result = new Uint32Array(WORDS)
  for (let power = 0; power < DEGREE; power++) if (hasTerm(polynomial, power)) xorWindow(result, stream, power)
  return result
}

const hasTerm = (polynomial: Uint32Array, power: number) =>
  (((polynomial[power >> 5] as number) >>> (power & 31)) & 1) === 1

function xorWindow(result: Uint32Array, stream: Uint32Array, from: number): void {
  for (let i = 0; i < WORDS; i++) result[i] = (result[i] as number) ^ (stream[from + i] as number)
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
