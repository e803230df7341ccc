import type { TaskContext } from '../../pool/index.ts'
import { Mt19937, WORDS, jump, seeded } from '../random/index.ts'
import { jumpTo } from '../random/simd.ts'
import { FIRST_ADDRESS, ownSimd } from '../simd.ts'
import { takeTurns } from '../turns.ts'

/** A dart is two doubles of two words each. */
export const DARTS_PER_BLOCK = WORDS / 4
/** Darts between two looks at anything else: about a millisecond of JavaScript, or of SIMD. */
const SLICE = 64 * DARTS_PER_BLOCK
const SIMD_SLICE_BLOCKS = 512
const FAST_SLICE_ROUNDS = 16_384

const STATE = FIRST_ADDRESS
const STATE_BYTES = 4 * WORDS

export interface PiPart {
  seed: number
  /** From the start of the seed's stream to this part's first dart; undefined at the start. See random/jump.ts. */
  polynomial: Uint32Array | undefined
  darts: number
}

export const piTasks = {
  pi: (part: PiPart, context: TaskContext): number => {
    const generator = start(part)
    let inside = 0
    for (let done = 0; done < part.darts; done += SLICE) {
      inside += throwDarts(generator, Math.min(SLICE, part.darts - done))
      context.progress(done)
    }
    return inside
  },

  piInterleaved: async ({ inFlight, ...part }: PiPart & { inFlight: number }, context: TaskContext) => {
    const generator = start(part)
    let inside = 0
    await takeTurns(inFlight, Math.ceil(part.darts / SLICE), (slice) => {
      inside += throwDarts(generator, Math.min(SLICE, part.darts - slice * SLICE))
      context.progress(slice * SLICE)
    })
    return inside
  },

  piSimd: async ({ seed, polynomial, darts }: PiPart, context: TaskContext): Promise<number> => {
    const { simd, memory } = await ownSimd(STATE_BYTES)
    await jumpTo(simd, memory, STATE, seed, polynomial)
    let inside = 0
    const blocks = Math.floor(darts / DARTS_PER_BLOCK)
    for (let done = 0; done < blocks; done += SIMD_SLICE_BLOCKS) {
      inside += simd.piExact(STATE, Math.min(SIMD_SLICE_BLOCKS, blocks - done))
      context.progress(done * DARTS_PER_BLOCK)
    }
    simd.mtRefill(STATE)
    return inside + simd.piBlock(STATE, darts % DARTS_PER_BLOCK)
  },

  /** Darts are thrown eight at a time and counted as such: `darts` is rounded up, and the number thrown given back. */
  piFast: async ({ seed, part, darts }: { seed: number; part: number; darts: number }, context: TaskContext) => {
    const { simd } = await ownSimd(STATE_BYTES)
    simd.xoshiroSeed(STATE, seed, part)
    const rounds = Math.ceil(darts / 8)
    let inside = 0
    for (let done = 0; done < rounds; done += FAST_SLICE_ROUNDS) {
      inside += simd.piFast(STATE, Math.min(FAST_SLICE_ROUNDS, rounds - done))
      context.progress(8 * done)
    }
    return { inside, darts: 8 * rounds }
  },
}

const start = ({ seed, polynomial }: PiPart): Mt19937 => new Mt19937(polynomial ? jump(seeded(seed), polynomial) : seed)

/** A function of its own, called again and again: V8 optimises it after the first few calls, in the middle of a run. */
function throwDarts(generator: Mt19937, darts: number): number {
  let inside = 0
  for (let dart = 0; dart < darts; dart++) {
    const x = generator.random()
    const y = generator.random()
    if (x * x + y * y < 1) inside++
  }
  return inside
}
