/** Sorting and selecting doubles. NaN comes last, as in NumPy; −0 and 0 are equal, and come out in either order. */

/** Buckets of one pass: 11 bits. Six passes sort 64. */
const BUCKETS: i32 = 2048;

/** A key that sorts as an unsigned integer like the double: flips the sign bit, or all bits of a negative. */
// @ts-ignore: decorator
@inline
function keyOf(bits: u64): u64 {
  const key = bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
  // A NaN of either sign is all ones, last of all.
  return (bits & 0x7fffffffffffffff) > 0x7ff0000000000000 ? ~<u64>0 : key;
}

// @ts-ignore: decorator
@inline
function bitsOf(key: u64): u64 {
  return key ^ (((key >> 63) - 1) | 0x8000000000000000);
}

/** Turns doubles into keys, in place, and counts the digits of all six passes. A slice at a time; counts add up. */
export function sortCount(data: usize, n: i32, counts: usize): void {
  for (const end = data + (<usize>n << 3); data < end; data += 8) {
    const key = keyOf(load<u64>(data));
    store<u64>(data, key);
    bump(counts, key, 0); bump(counts, key, 1); bump(counts, key, 2);
    bump(counts, key, 3); bump(counts, key, 4); bump(counts, key, 5);
  }
}

// @ts-ignore: decorator
@inline
function bump(counts: usize, key: u64, pass: i32): void {
  const at = counts + (<usize>pass << 13) + ((<usize>(key >> (11 * pass)) & 2047) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** From counts to where each digit's keys begin, as byte offsets. */
export function sortOffsets(counts: usize): void {
  for (let pass = 0; pass < 6; pass++) {
    let sum: u32 = 0;
    const base = counts + (<usize>pass << 13);
    for (let at = base; at < base + <usize>BUCKETS * 4; at += 4) {
      const count = load<u32>(at);
      store<u32>(at, sum);
      sum += count << 3;
    }
  }
}

/** One pass over a slice: moves keys to their digit's place in `to`; the last pass turns them back into doubles. */
export function sortMove(from: usize, n: i32, to: usize, counts: usize, pass: i32): void {
  const offsets = counts + (<usize>pass << 13);
  const shift = <u64>(11 * pass);
  const end = from + (<usize>n << 3);
  if (pass == 5) {
    for (; from < end; from += 8) {
      const key = load<u64>(from);
      const at = offsets + ((<usize>(key >> shift) & 2047) << 2);
      const offset = load<u32>(at);
      store<u32>(at, offset + 8);
      store<u64>(to + offset, bitsOf(key));
    }
  } else {
    for (; from < end; from += 8) {
      const key = load<u64>(from);
      const at = offsets + ((<usize>(key >> shift) & 2047) << 2);
      const offset = load<u32>(at);
      store<u32>(at, offset + 8);
      store<u64>(to + offset, key);
    }
  }
}

/**
 * Copies what lies in [low, high] to `out` (room for one more), and returns how many lie below: the caller knows the
 * rank of every one copied. Result: below in the high 32 bits, copied in the low.
 */
export function partition64(data: usize, n: i32, low: f64, high: f64, out: usize): u64 {
  let below = 0, copied = 0;
  for (const end = data + (<usize>n << 3); data < end; data += 8) {
    const value = load<f64>(data);
    store<f64>(out + (<usize>copied << 3), value);
    below += i32(value < low);
    copied += i32(value >= low) & i32(value <= high);
  }
  return (<u64>below << 32) | <u64>copied;
}

/** The same for floats. */
export function partition32(data: usize, n: i32, low: f32, high: f32, out: usize): u64 {
  let below = 0, copied = 0;
  for (const end = data + (<usize>n << 2); data < end; data += 4) {
    const value = load<f32>(data);
    store<f32>(out + (<usize>copied << 2), value);
    below += i32(value < low);
    copied += i32(value >= low) & i32(value <= high);
  }
  return (<u64>below << 32) | <u64>copied;
}
