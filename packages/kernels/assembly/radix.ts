/** Sorting doubles by their bits, eleven at a time from the lowest: as fast for any numbers. NaN comes last. */

/** Buckets of one pass: 11 bits. Six passes sort 64. */
const BUCKETS: i32 = 2048;
const PASSES: i32 = 6;

/** Sorts n doubles from `from` to `to`, using both; `counts`: 6 · 2048 words. */
export function radixSort(from: usize, n: u32, to: usize, counts: usize): void {
  if (n == 0) return;
  memory.fill(counts, 0, <usize>(PASSES * BUCKETS) << 2);
  const end = from + (<usize>n << 3);
  for (let at = from; at < end; at += 8) {
    const key = keyOf(load<u64>(at));
    store<u64>(at, key);
    for (let pass = 0; pass < PASSES; pass++) {
      const count = countOf(counts, key, pass);
      store<u32>(count, load<u32>(count) + 1);
    }
  }
  let source = from, target = to;
  for (let pass = 0; pass < PASSES; pass++) {
    // A digit that is the same in all changes nothing.
    if (load<u32>(countOf(counts, load<u64>(source), pass)) == n) continue;
    move(source, n, target, counts, pass);
    const filled = target;
    target = source;
    source = filled;
  }
  for (let at = <usize>0; at < <usize>n << 3; at += 8) store<u64>(to + at, bitsOf(load<u64>(source + at)));
}

/** One pass: keys to their digit's place. */
function move(from: usize, n: u32, to: usize, counts: usize, pass: i32): void {
  let sum: u32 = 0;
  const base = counts + (<usize>(pass * BUCKETS) << 2);
  for (let at = base; at < base + (<usize>BUCKETS << 2); at += 4) {
    const count = load<u32>(at);
    store<u32>(at, sum);
    sum += count << 3;
  }
  for (const end = from + (<usize>n << 3); from < end; from += 8) {
    const key = load<u64>(from);
    const at = countOf(counts, key, pass);
    const offset = load<u32>(at);
    store<u32>(at, offset + 8);
    store<u64>(to + offset, key);
  }
}

// @ts-ignore: decorator
@inline
function countOf(counts: usize, key: u64, pass: i32): usize {
  return counts + (<usize>(pass * BUCKETS) << 2) + ((<usize>(key >> <u64>(11 * pass)) & (BUCKETS - 1)) << 2);
}

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
