/** MT19937 as `numpy.random.seed(int)` and `numpy.random.random()` use it. Matsumoto & Nishimura 1998. */

export const WORDS = 624
/** Words the recurrence looks ahead. */
export const AHEAD = 397

export class Mt19937 {
  /** The raw words of the current block; the stream's first block is never given out. */
  readonly words: Uint32Array
  /** Words of the block given out so far. */
  private used = WORDS

  /** From a seed, 0 … 2^32 − 1, or from the 624 words of a block that is used up. */
  constructor(from: number | Uint32Array) {
    this.words = typeof from === 'number' ? seeded(from) : from
  }

  /** A double in [0, 1): 27 bits of one word, 26 of the next. */
  random(): number {
    if (this.used === WORDS) {
      refill(this.words)
      this.used = 0
    }
    // 624 is even and nobody draws single words, so a pair never straddles two blocks.
    const at = this.used
    this.used = at + 2
    const high = temper(this.words[at] as number) >>> 5
    const low = temper(this.words[at + 1] as number) >>> 6
    return (high * 67108864 + low) * 2 ** -53
  }
}

/** What the generator gives out for a word of its state, as a signed 32-bit integer: V8 keeps those in registers. */
function temper(word: number): number {
  let y = word ^ (word >>> 11)
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return y ^ (y >>> 18)
}

/** The block a seed starts from (Knuth's multiplier). */
export function seeded(seed: number): Uint32Array {
  const words = new Uint32Array(WORDS)
  let word = seed >>> 0
  for (let i = 0; i < WORDS; i++) {
    words[i] = word
    word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0
  }
  return words
}

/** Replaces a block by the next. */
export function refill(words: Uint32Array): void {
  const last = WORDS - 1
  const near = WORDS - AHEAD
  for (let i = 0; i < near; i++) words[i] = twist(words[i]!, words[i + 1]!) ^ words[i + AHEAD]!
  for (let i = near; i < last; i++) words[i] = twist(words[i]!, words[i + 1]!) ^ words[i - near]!
  words[last] = twist(words[last]!, words[0]!) ^ words[AHEAD - 1]!
}

/** Without a branch on the lowest bit, which nobody can predict: that makes it four times as fast. */
export function twist(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff)
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df)
}
