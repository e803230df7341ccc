/**
 * MT19937 as NumPy's legacy generator draws from it. The state is its 624 words, 16-byte aligned; a refill makes the
 * next 624, four at a time. Matsumoto & Nishimura 1998.
 */
export const WORDS: i32 = 624;
/** Words the recurrence looks ahead. */
const AHEAD: i32 = 397;

// @ts-ignore: decorator
@inline
function twist(word: v128, next: v128): v128 {
  const y = v128.or(
    v128.and(word, i32x4.splat(0x80000000)),
    v128.and(next, i32x4.splat(0x7fffffff)));
  const odd = i32x4.neg(v128.and(y, i32x4.splat(1)));
  return v128.xor(i32x4.shr_u(y, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
}

// @ts-ignore: decorator
@inline
function twistOne(word: u32, next: u32): u32 {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return (y >> 1) ^ ((0 - (y & 1)) & 0x9908b0df);
}

/** What the generator gives out for four words of its state. */
// @ts-ignore: decorator
@inline
export function temper(word: v128): v128 {
  let y = v128.xor(word, i32x4.shr_u(word, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.xor(y, i32x4.shr_u(y, 18));
}

// @ts-ignore: decorator
@inline
export function temperOne(word: u32): u32 {
  let y = word ^ (word >> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >> 18);
}

/** Seeds as `numpy.random.seed(int)`: Knuth's multiplier. */
export function mtSeed(state: usize, seed: u32): void {
  for (let i = 0; i < WORDS; i++) {
    store<u32>(state + (<usize>i << 2), seed);
    seed = 1812433253 * (seed ^ (seed >> 30)) + i + 1;
  }
}

/** The next 624 words, in place. 227 = 624 − 397 words look ahead within the old block, the rest into the new one. */
export function mtRefill(state: usize): void {
  let at = state;
  const near = state + ((WORDS - AHEAD) << 2);
  for (; at + 16 <= near; at += 16)
    v128.store(at, v128.xor(v128.load(at, AHEAD * 4), twist(v128.load(at), v128.load(at, 4))));
  for (; at < near; at += 4)
    store<u32>(at, load<u32>(at, AHEAD * 4) ^ twistOne(load<u32>(at), load<u32>(at, 4)));
  const last = state + ((WORDS - 1) << 2);
  for (; at + 16 <= last; at += 16)
    v128.store(at, v128.xor(v128.load(at - (WORDS - AHEAD) * 4), twist(v128.load(at), v128.load(at, 4))));
  for (; at < last; at += 4)
    store<u32>(at, load<u32>(at - (WORDS - AHEAD) * 4) ^ twistOne(load<u32>(at), load<u32>(at, 4)));
  store<u32>(last, load<u32>(state, (AHEAD - 1) * 4) ^ twistOne(load<u32>(last), load<u32>(state)));
}

/** A double in [0, 1) of two tempered words, as NumPy makes it: 27 bits and 26 bits. */
// @ts-ignore: decorator
@inline
export function toDouble(high: u32, low: u32): f64 {
  return (<f64>(high >> 5) * 67108864.0 + <f64>(low >> 6)) * (1.0 / 9007199254740992.0);
}

/** Two doubles of four tempered words in memory order: high, low, high, low. Both halves are exact in a double. */
// @ts-ignore: decorator
@inline
export function toDoubles(words: v128): v128 {
  const magic = i64x2.splat(0x4330000000000000); // 2^52: an integer below it, put into its mantissa, is a double
  const high = v128.or(i64x2.shr_u(v128.and(words, i64x2.splat(0xffffffff)), 5), magic);
  const low = v128.or(i64x2.shr_u(words, 38), magic);
  const two52 = f64x2.splat(4503599627370496.0);
  return f64x2.mul(
    f64x2.add(
      f64x2.mul(f64x2.sub(high, two52), f64x2.splat(67108864.0)),
      f64x2.sub(low, two52)),
    f64x2.splat(1.0 / 9007199254740992.0));
}

/** Of a raw (untempered) stream that goes on from `state`: the words the jump polynomials combine. `stream` is whole blocks. */
export function mtStream(state: usize, stream: usize, blocks: i32): void {
  memory.copy(stream, state, WORDS << 2);
  for (let block = 1; block < blocks; block++) {
    const at = stream + <usize>block * (WORDS << 2);
    memory.copy(at, at - (WORDS << 2), WORDS << 2);
    mtRefill(at);
  }
}

/**
 * Jumps: the state some words further on is the sum over GF(2) of the states at the powers in a polynomial
 * (src/catalog/random/jump.ts), and the state at power i is the stream from word i on. Combines the powers from..to.
 */
export function mtJump(result: usize, stream: usize, polynomial: usize, from: i32, to: i32): void {
  for (let power = from; power < to; power++) {
    if (((load<u32>(polynomial + (<usize>(power >> 5) << 2)) >> (power & 31)) & 1) == 0) continue;
    let source = stream + (<usize>power << 2);
    for (let at = result; at < result + (WORDS << 2); at += 64, source += 64) {
      v128.store(at, v128.xor(v128.load(at), v128.load(source)));
      v128.store(at, v128.xor(v128.load(at, 16), v128.load(source, 16)), 16);
      v128.store(at, v128.xor(v128.load(at, 32), v128.load(source, 32)), 32);
      v128.store(at, v128.xor(v128.load(at, 48), v128.load(source, 48)), 48);
    }
  }
}
