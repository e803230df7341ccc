/** MT19937 as `numpy.random.seed(int)` and `numpy.random.random()` use it. Matsumoto & Nishimura 1998. */

export const WORDS = 624
/** Words the recurrence looks ahead. */
const AHEAD = 397

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
    const high = this.next() >>> 5
    return (high * 67108864 + (this.next() >>> 6)) / 9007199254740992
  }

  private next(): number {
    if (this.used === WORDS) {
      refill(this.words)
      this.used = 0
    }
    let y = this.words[this.used++] as number
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
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
  for (let i = 0; i < WORDS - AHEAD; i++) words[i] = twist(words, i, i + 1) ^ (words[i + AHEAD] as number)
  for (let i = WORDS - AHEAD; i < WORDS - 1; i++)
    words[i] = twist(words, i, i + 1) ^ (words[i + AHEAD - WORDS] as number)
  words[WORDS - 1] = twist(words, WORDS - 1, 0) ^ (words[AHEAD - 1] as number)
}

function twist(words: Uint32Array, i: number, next: number): number {
  const y = ((words[i] as number) & 0x80000000) | ((words[next] as number) & 0x7fffffff)
  return (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
}
