/** Darts inside the quarter circle. */
import { WORDS, mtRefill, temper, temperOne, toDouble } from "./mt19937";

/**
 * Counts the darts of `blocks` whole blocks (156 darts each) of the MT19937 stream at `state`, exactly as NumPy would.
 *
 * A dart needs two doubles, so four words; but whether x² + y² < 1 can nearly always be told from the high 27 bits in
 * float32. In units of 2^-54 the circle is at 2^54; rounding of x, y, their squares and the sum costs less than 2^32.1,
 * the low bits left out less than 2^29. So a dart further than 2^34 from the circle is decided; a block with a nearer
 * one (1 in 2000) is done again in float64.
 */
export function piExact(state: usize, blocks: i32): i32 {
  let inside = 0;
  const circle = f32x4.splat(18014398509481984.0); // 2^54
  const margin = f32x4.splat(17179869184.0); // 2^34
  for (; blocks > 0; blocks--) {
    mtRefill(state);
    let hits = i32x4.splat(0);
    let near = i32x4.splat(0);
    for (let at = state; at < state + (WORDS << 2); at += 64) {
      // The high words of eight numbers: x y x y …
      const first = temper(v128.shuffle<u32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6));
      const second = temper(v128.shuffle<u32>(v128.load(at, 32), v128.load(at, 48), 0, 2, 4, 6));
      const x = f32x4.convert_i32x4_s(i32x4.shr_u(v128.shuffle<u32>(first, second, 0, 2, 4, 6), 5));
      const y = f32x4.convert_i32x4_s(i32x4.shr_u(v128.shuffle<u32>(first, second, 1, 3, 5, 7), 5));
      const beyond = f32x4.sub(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)), circle);
      hits = i32x4.sub(hits, f32x4.lt(beyond, f32x4.splat(0)));
      near = v128.or(near, f32x4.lt(f32x4.abs(beyond), margin));
    }
    if (v128.any_true(near)) inside += piBlock(state, 156);
    else inside += i32x4.extract_lane(hits, 0) + i32x4.extract_lane(hits, 1)
                 + i32x4.extract_lane(hits, 2) + i32x4.extract_lane(hits, 3);
  }
  return inside;
}

/** The first `darts` (≤ 156) of the block that has just been made, in float64. */
export function piBlock(state: usize, darts: i32): i32 {
  let inside = 0;
  for (let at = state; at < state + (<usize>darts << 4); at += 16) {
    const x = toDouble(temperOne(load<u32>(at)), temperOne(load<u32>(at, 4)));
    const y = toDouble(temperOne(load<u32>(at, 8)), temperOne(load<u32>(at, 12)));
    inside += i32(x * x + y * y < 1.0);
  }
  return inside;
}

/**
 * Counts 8·`rounds` darts drawn with xoshiro128++ (Blackman & Vigna 2018; + would leave the lowest bits weak, and here
 * all are used): eight generators side by side, two vectors, so that one waits less for the other. `state`: xoshiro.ts.
 *
 * A word is a dart: two signed 16-bit coordinates on the whole square, whose squares one instruction multiplies and
 * adds. The circle has radius 2^15; a grid that fine is off by less than 1e-6 in π (Gauss's circle problem). The corner
 * (−2^15, −2^15) overflows and counts as inside: one dart in 2^32.
 */
export function piFast(state: usize, rounds: i32): i32 {
  let a0 = v128.load(state), a1 = v128.load(state, 16), a2 = v128.load(state, 32), a3 = v128.load(state, 48);
  let b0 = v128.load(state, 64), b1 = v128.load(state, 80), b2 = v128.load(state, 96), b3 = v128.load(state, 112);
  let hitsA = i32x4.splat(0), hitsB = i32x4.splat(0);
  const circle = i32x4.splat(1 << 30);
  for (; rounds > 0; rounds--) {
    let sum = i32x4.add(a0, a3);
    const dartsA = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a0);
    let shifted = i32x4.shl(a1, 9);
    a2 = v128.xor(a2, a0); a3 = v128.xor(a3, a1); a1 = v128.xor(a1, a2); a0 = v128.xor(a0, a3);
    a2 = v128.xor(a2, shifted); a3 = v128.or(i32x4.shl(a3, 11), i32x4.shr_u(a3, 21));
    sum = i32x4.add(b0, b3);
    const dartsB = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), b0);
    shifted = i32x4.shl(b1, 9);
    b2 = v128.xor(b2, b0); b3 = v128.xor(b3, b1); b1 = v128.xor(b1, b2); b0 = v128.xor(b0, b3);
    b2 = v128.xor(b2, shifted); b3 = v128.or(i32x4.shl(b3, 11), i32x4.shr_u(b3, 21));
    hitsA = i32x4.sub(hitsA, i32x4.lt_s(i32x4.dot_i16x8_s(dartsA, dartsA), circle));
    hitsB = i32x4.sub(hitsB, i32x4.lt_s(i32x4.dot_i16x8_s(dartsB, dartsB), circle));
  }
  v128.store(state, a0); v128.store(state, a1, 16); v128.store(state, a2, 32); v128.store(state, a3, 48);
  v128.store(state, b0, 64); v128.store(state, b1, 80); v128.store(state, b2, 96); v128.store(state, b3, 112);
  const hits = i32x4.add(hitsA, hitsB);
  return i32x4.extract_lane(hits, 0) + i32x4.extract_lane(hits, 1)
       + i32x4.extract_lane(hits, 2) + i32x4.extract_lane(hits, 3);
}
