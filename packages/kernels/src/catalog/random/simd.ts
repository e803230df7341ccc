/** Placing the SIMD generator somewhere in a seed's stream. */
import { POLYNOMIAL_WORDS, STREAM_BLOCKS } from './jump.ts'
import { WORDS } from './mt19937.ts'
import { ownSimd, FIRST_ADDRESS, type Simd } from '../simd.ts'

const BLOCK_BYTES = 4 * WORDS
const RESULT = FIRST_ADDRESS
const POLYNOMIAL = RESULT + BLOCK_BYTES
const STREAM = POLYNOMIAL + 4 * (POLYNOMIAL_WORDS + (-POLYNOMIAL_WORDS & 3))
const JUMP_BYTES = STREAM + STREAM_BLOCKS * BLOCK_BYTES - FIRST_ADDRESS

/**
 * Seeds the 624 words at `state` and jumps (see jump.ts). The work is done in a worker's own memory, before its contents
 * matter: whatever the caller keeps there comes after.
 */
export async function jumpTo(
  simd: Simd,
  memory: WebAssembly.Memory,
  state: number,
  seed: number,
  polynomial: Uint32Array | undefined,
): Promise<void> {
  simd.mtSeed(state, seed)
  if (!polynomial) return
  const own = await ownSimd(JUMP_BYTES)
  const start = new Uint32Array(memory.buffer, state, WORDS).slice()
  const words = (address: number, length: number) => new Uint32Array(own.memory.buffer, address, length)
  words(STREAM, WORDS).set(start)
  words(POLYNOMIAL, POLYNOMIAL_WORDS).set(polynomial)
  words(RESULT, WORDS).fill(0)
  own.simd.mtStream(STREAM, STREAM, STREAM_BLOCKS)
  own.simd.mtJump(RESULT, STREAM, POLYNOMIAL, 0, 32 * POLYNOMIAL_WORDS)
  new Uint32Array(memory.buffer, state, WORDS).set(words(RESULT, WORDS))
}
