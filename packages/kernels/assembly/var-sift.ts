/**
 * Returns near the one looked for, from anywhere in the stream of normals.
 *
 * How many normals come before a part of the stream is known only when all before it have been drawn. So a part does not
 * ask: it counts and keeps returns for each of the three ways to cut its normals into simulations of three,
 *
 *     way 0   |0 1 2|3 4 5|6 …        way 1   0|1 2 3|4 5 6|…        way 2   0 1|2 3 4|5 6 …
 *
 * and whoever puts the parts together takes the right one. That is three times the weighing, a few instructions a normal,
 * and saves judging every try twice.
 */
import { LEFT_OVER, NORMALS, PORTFOLIO, drawNormals } from "./var";

/** After the simulation's scratch memory, as 32-bit words: normals drawn; of each way, returns below and returns kept. */
const DRAWN: usize = PORTFOLIO + 80;
const BELOW: usize = DRAWN + 4;
const KEPT: usize = BELOW + 12;

/** Weights times deviations of a few tenths: rounding in another order moves a return by less than 1e-16. */
const MARGIN: f64 = 1e-15;

/** Begins a part. */
export function siftStart(scratch: usize): void {
  store<i32>(scratch + LEFT_OVER, 0);
  memory.fill(scratch + DRAWN, 0, 28);
}

/**
 * Draws `blocks` blocks and, of the returns that begin at each of their normals, counts those below `low` and writes
 * those in [low, high] to out + way · stride, after what is there. The last few wait in scratch for the next call.
 */
export function siftBlocks(scratch: usize, blocks: i32, low: f64, high: f64, out: usize, stride: usize): void {
  const p = scratch + PORTFOLIO;
  const c0 = f64x2.splat(load<f64>(p) * load<f64>(p, 48));
  const c1 = f64x2.splat(load<f64>(p, 8) * load<f64>(p, 56));
  const c2 = f64x2.splat(load<f64>(p, 16) * load<f64>(p, 64));
  const mean = load<f64>(p) * load<f64>(p, 24) + load<f64>(p, 8) * load<f64>(p, 32) + load<f64>(p, 16) * load<f64>(p, 40);
  const surelyBelow = f64x2.splat(low - mean - MARGIN), maybeKept = f64x2.splat(high - mean + MARGIN);
  const normals = scratch + NORMALS;
  let below01 = i64x2.splat(0), below20 = i64x2.splat(0), below12 = i64x2.splat(0);
  let count = load<i32>(scratch + LEFT_OVER);
  let drawn = load<i32>(scratch + DRAWN) - count;
  for (; blocks > 0; blocks--) {
    count = drawNormals(scratch, count);
    let z = normals;
    // Six returns at a time need eight normals.
    for (; count >= 8; count -= 6, drawn += 6, z += 48) {
      const third = v128.load(z, 16), fifth = v128.load(z, 32);
      const first = weighed(v128.load(z), v128.load(z, 8), third, c0, c1, c2);
      const second = weighed(third, v128.load(z, 24), fifth, c0, c1, c2);
      const last = weighed(fifth, v128.load(z, 40), v128.load(z, 48), c0, c1, c2);
      const a = f64x2.lt(first, surelyBelow), b = f64x2.lt(second, surelyBelow), c = f64x2.lt(last, surelyBelow);
      below01 = i64x2.sub(below01, a);
      below20 = i64x2.sub(below20, b);
      below12 = i64x2.sub(below12, c);
      const nearA = v128.andnot(f64x2.le(first, maybeKept), a);
      const nearB = v128.andnot(f64x2.le(second, maybeKept), b);
      const nearC = v128.andnot(f64x2.le(last, maybeKept), c);
      if (!v128.any_true(v128.or(nearA, v128.or(nearB, nearC)))) continue;
      let near = i64x2.bitmask(nearA) | (i64x2.bitmask(nearB) << 2) | (i64x2.bitmask(nearC) << 4);
      for (; near != 0; near &= near - 1) {
        const place = ctz(near);
        judge(scratch, z + (<usize>place << 3), place % 3, low, high, out, stride);
      }
    }
    memory.copy(normals, z, <usize>count << 3);
  }
  store<i32>(scratch + LEFT_OVER, count);
  store<i32>(scratch + DRAWN, drawn + count);
  add(scratch + BELOW, i64x2.extract_lane(below01, 0) + i64x2.extract_lane(below20, 1));
  add(scratch + BELOW + 4, i64x2.extract_lane(below01, 1) + i64x2.extract_lane(below12, 0));
  add(scratch + BELOW + 8, i64x2.extract_lane(below20, 0) + i64x2.extract_lane(below12, 1));
}

/** The returns that begin at the last normals of the part, and end with those of the block after it. */
export function siftEnd(scratch: usize, low: f64, high: f64, out: usize, stride: usize): void {
  const own = load<i32>(scratch + LEFT_OVER);
  drawNormals(scratch, own);
  for (let place = 0; place < own; place++)
    judge(scratch, scratch + NORMALS + (<usize>place << 3), place % 3, low, high, out, stride);
  store<i32>(scratch + LEFT_OVER, 0);
}

/** The return without its mean, rounded in another order than it is drawn in. */
// @ts-ignore: decorator
@inline
function weighed(x: v128, y: v128, z: v128, c0: v128, c1: v128, c2: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(x, c0), f64x2.mul(y, c1)), f64x2.mul(z, c2));
}

/** Counts or keeps the return that begins at `z`, to the last bit as varSimulate draws it. */
function judge(scratch: usize, z: usize, way: i32, low: f64, high: f64, out: usize, stride: usize): void {
  const p = scratch + PORTFOLIO;
  const value = load<f64>(p) * (load<f64>(z) * load<f64>(p, 48) + load<f64>(p, 24))
    + load<f64>(p, 8) * (load<f64>(z, 8) * load<f64>(p, 56) + load<f64>(p, 32))
    + load<f64>(p, 16) * (load<f64>(z, 16) * load<f64>(p, 64) + load<f64>(p, 40));
  const at = <usize>way << 2;
  if (value < low) return add(scratch + BELOW + at, 1);
  if (value > high) return;
  const kept = load<i32>(scratch + KEPT + at);
  store<f64>(out + <usize>way * stride + (<usize>kept << 3), value);
  store<i32>(scratch + KEPT + at, kept + 1);
}

// @ts-ignore: decorator
@inline
function add(at: usize, count: i64): void {
  store<i32>(at, load<i32>(at) + <i32>count);
}
