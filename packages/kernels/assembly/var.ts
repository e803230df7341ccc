/** Returns of simulated portfolios: weighted sums of three normal assets. */
import { WORDS, mtRefill, temper, temperOne, toDouble, toDoubles } from "./mt19937";
import { log2x } from "./log";

/** Layout of a simulation's scratch memory, in bytes; all 16-byte aligned. */
const STATE: usize = 0; // 624 words
const ACCEPTED: usize = 2496; // per accepted try: x1, x2; room for one try more than there are
export const NORMALS: usize = ACCEPTED + 16 * 160; // up to 7 left over, then two per accepted try
export const LEFT_OVER: usize = NORMALS + 8 * 320; // i32: how many normals are left over
export const PORTFOLIO: usize = LEFT_OVER + 16; // weights, means, deviations: 9 doubles

/** Tries of `blocks` blocks that fall inside the unit circle, as the polar method accepts them. */
export function varCount(scratch: usize, blocks: i32): i32 {
  let accepted = 0;
  // x = 2u − 1 from the high 27 bits, in units of 2^-26; r² < 1 is r² < 2^52. See pi.ts for the margin.
  const center = i32x4.splat(1 << 26);
  const circle = f32x4.splat(4503599627370496.0);
  const margin = f32x4.splat(8589934592.0);
  for (; blocks > 0; blocks--) {
    const state = scratch + STATE;
    mtRefill(state);
    let hits = i32x4.splat(0);
    let near = i32x4.splat(0);
    for (let at = state; at < state + (WORDS << 2); at += 64) {
      const first = temper(v128.shuffle<u32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6));
      const second = temper(v128.shuffle<u32>(v128.load(at, 32), v128.load(at, 48), 0, 2, 4, 6));
      const x = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(v128.shuffle<u32>(first, second, 0, 2, 4, 6), 5), center));
      const y = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(v128.shuffle<u32>(first, second, 1, 3, 5, 7), 5), center));
      const square = f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y));
      const beyond = f32x4.sub(square, circle);
      hits = i32x4.sub(hits, f32x4.lt(beyond, f32x4.splat(0)));
      near = v128.or(near, v128.or(f32x4.lt(f32x4.abs(beyond), margin), f32x4.lt(square, margin)));
    }
    if (v128.any_true(near)) accepted += countBlock(state);
    else accepted += i32x4.extract_lane(hits, 0) + i32x4.extract_lane(hits, 1)
                   + i32x4.extract_lane(hits, 2) + i32x4.extract_lane(hits, 3);
  }
  return accepted;
}

function countBlock(state: usize): i32 {
  let accepted = 0;
  for (let at = state; at < state + (WORDS << 2); at += 16) {
    const x = 2.0 * toDouble(temperOne(load<u32>(at)), temperOne(load<u32>(at, 4))) - 1.0;
    const y = 2.0 * toDouble(temperOne(load<u32>(at, 8)), temperOne(load<u32>(at, 12))) - 1.0;
    const square = x * x + y * y;
    accepted += i32(square < 1.0) & i32(square != 0.0);
  }
  return accepted;
}

/** Draws one block and drops the first `skip` (0, 1 or 2) of its normals: where simulations of this part begin. */
export function varStart(scratch: usize, skip: i32): void {
  store<i32>(scratch + LEFT_OVER, 0);
  if (skip == 0) return;
  const count = drawNormals(scratch, 0) - skip;
  memory.copy(scratch + NORMALS, scratch + NORMALS + (<usize>skip << 3), <usize>count << 3);
  store<i32>(scratch + LEFT_OVER, count);
}

/**
 * Writes the returns of `sims` simulations to `out`, in the order NumPy draws them: three normals each,
 * Σ weight · (normal · deviation + mean). What is drawn too much waits in scratch for the next call.
 */
export function varSimulate(scratch: usize, out: usize, sims: i32): void {
  const p = scratch + PORTFOLIO;
  const w0 = load<f64>(p), w1 = load<f64>(p, 8), w2 = load<f64>(p, 16);
  const m0 = load<f64>(p, 24), m1 = load<f64>(p, 32), m2 = load<f64>(p, 40);
  const s0 = load<f64>(p, 48), s1 = load<f64>(p, 56), s2 = load<f64>(p, 64);
  let count = load<i32>(scratch + LEFT_OVER);
  let z = scratch + NORMALS;
  while (sims > 0) {
    if (count < 3) {
      // At most two are left over: they move to the front.
      v128.store(scratch + NORMALS, v128.load(z));
      count = drawNormals(scratch, count);
      z = scratch + NORMALS;
    }
    let ready = min(sims, count / 3);
    sims -= ready;
    count -= 3 * ready;
    for (; ready >= 2; ready -= 2, z += 48, out += 16) {
      const a = v128.load(z), b = v128.load(z, 16), c = v128.load(z, 32);
      const z0 = v128.shuffle<f64>(a, b, 0, 3);
      const z1 = v128.shuffle<f64>(a, c, 1, 2);
      const z2 = v128.shuffle<f64>(b, c, 0, 3);
      const r0 = f64x2.mul(f64x2.splat(w0), f64x2.add(f64x2.mul(z0, f64x2.splat(s0)), f64x2.splat(m0)));
      const r1 = f64x2.mul(f64x2.splat(w1), f64x2.add(f64x2.mul(z1, f64x2.splat(s1)), f64x2.splat(m1)));
      const r2 = f64x2.mul(f64x2.splat(w2), f64x2.add(f64x2.mul(z2, f64x2.splat(s2)), f64x2.splat(m2)));
      v128.store(out, f64x2.add(f64x2.add(r0, r1), r2));
    }
    if (ready > 0) {
      store<f64>(out,
        w0 * (load<f64>(z) * s0 + m0) + w1 * (load<f64>(z, 8) * s1 + m1) + w2 * (load<f64>(z, 16) * s2 + m2));
      z += 24;
      out += 8;
    }
  }
  memory.copy(scratch + NORMALS, z, <usize>count << 3);
  store<i32>(scratch + LEFT_OVER, count);
}

/** Draws the next block and appends its normals after the first `count`; returns how many there are now. */
export function drawNormals(scratch: usize, count: i32): i32 {
  const state = scratch + STATE;
  mtRefill(state);

  // Tries inside the circle, packed: each is written, and the next overwrites it if it is not.
  const first = scratch + ACCEPTED;
  let packed = first;
  const two = f64x2.splat(2), one = f64x2.splat(1);
  for (let at = state; at < state + (WORDS << 2); at += 32) {
    const a = f64x2.sub(f64x2.mul(toDoubles(temper(v128.load(at))), two), one);
    const b = f64x2.sub(f64x2.mul(toDoubles(temper(v128.load(at, 16))), two), one);
    const square = squares(a, b);
    const inside = i64x2.bitmask(v128.and(f64x2.lt(square, one), f64x2.ne(square, f64x2.splat(0))));
    v128.store(packed, a);
    packed += <usize>((inside & 1) << 4);
    v128.store(packed, b);
    packed += <usize>((inside & 2) << 3);
  }

  // The polar method's factor √(−2·log r² / r²), two tries at a time. Of a pair NumPy gives out x2's normal first.
  v128.store(packed, f64x2.splat(0.5)); // the try that makes the number even
  let z = scratch + NORMALS + (<usize>count << 3);
  for (let at = first; at < packed; at += 32, z += 32) {
    const a = v128.load(at), b = v128.load(at, 16);
    const square = squares(a, b);
    const factor = f64x2.sqrt(f64x2.div(f64x2.mul(f64x2.splat(-2), log2x(square)), square));
    v128.store(z, f64x2.mul(v128.shuffle<f64>(a, a, 1, 0), v128.shuffle<f64>(factor, factor, 0, 0)));
    v128.store(z, f64x2.mul(v128.shuffle<f64>(b, b, 1, 0), v128.shuffle<f64>(factor, factor, 1, 1)), 16);
  }
  return count + <i32>((packed - first) >> 3);
}

/** r² of two tries, (x1, x2) each. */
// @ts-ignore: decorator
@inline
function squares(a: v128, b: v128): v128 {
  const x1 = v128.shuffle<f64>(a, b, 0, 2);
  const x2 = v128.shuffle<f64>(a, b, 1, 3);
  return f64x2.add(f64x2.mul(x1, x1), f64x2.mul(x2, x2));
}
