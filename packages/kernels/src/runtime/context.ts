/**
 * What each thread keeps in memory between calls, as byte offsets from its context's address: the compiled code's
 * allocator and its random stream. Compiled modules import the address as the global `env.context`.
 */
export const CONTEXT = {
  /** Bump allocation: next free byte and end of the current arena. */
  arena: 0,
  arenaEnd: 4,
  /**
   * Where the next double of MT19937 lies, in bytes into `doubles`; `doublesEnd` when there is none ready: the block is
   * used up, or an odd number of 32-bit draws has been made and pairs are split differently.
   */
  nextDouble: 12,
  /** Next word of the generator, 0…624; kept only while `nextDouble` is `doublesEnd`. */
  nextWord: 16,
  /** Whether `gauss` holds the second normal of a pair. */
  hasGauss: 20,
  gauss: 24,
  /** Heads of the free lists, one per size class. */
  freeLists: 32,
  /** The generator's 624 words. */
  words: 128,
  /** The 312 doubles of the current block. */
  doubles: 128 + 2496,
  /**
   * Standard normals made ahead from all pairs of the current block, in the order they are drawn, the last one at the end
   * of the area; the squared radius of each pair, and where in `doubles` the pair ends, lie likewise.
   */
  normals: 128 + 2 * 2496,
  radii: 128 + 3 * 2496,
  pairEnds: 128 + 3 * 2496 + 1248,
  /** Where the next one lies, in bytes into `normals`; `DOUBLES_BYTES` when there is none ready. */
  nextNormal: 128 + 3 * 2496 + 1248 + 624,
  /** 1 + where the first of the block lay while normals are drawn from `normals`: only they say what has been drawn. */
  firstNormal: 128 + 3 * 2496 + 1248 + 628,
  /** Bytes of `doubles` that normals have taken one pair at a time since the block before began. */
  takenByNormals: 128 + 3 * 2496 + 1248 + 632,
  byteLength: 128 + 3 * 2496 + 1248 + 640,
} as const

export const DOUBLES_BYTES = 2496
export const WORDS = 624

/** Seeds the legacy generator as `numpy.random.seed(int)` does (Knuth's multiplier 1812433253). */
export function seedContext(memory: WebAssembly.Memory, context: number, seed: number): void {
  const words = new Uint32Array(memory.buffer, context + CONTEXT.words, WORDS)
  let word = seed >>> 0
  for (let index = 0; index < WORDS; index++) {
    words[index] = word
    word = (Math.imul(1812433253, word ^ (word >>> 30)) + index + 1) >>> 0
  }
  const view = new DataView(memory.buffer)
  view.setInt32(context + CONTEXT.nextDouble, DOUBLES_BYTES, true)
  view.setInt32(context + CONTEXT.nextWord, WORDS, true)
  view.setInt32(context + CONTEXT.hasGauss, 0, true)
  view.setFloat64(context + CONTEXT.gauss, 0, true)
  view.setInt32(context + CONTEXT.nextNormal, DOUBLES_BYTES, true)
  view.setInt32(context + CONTEXT.firstNormal, 0, true)
  view.setInt32(context + CONTEXT.takenByNormals, 0, true)
}
