/**
 * Sorting doubles without comparing them, for the most part: they are dealt into piles by size, each pile (small enough
 * for the cache) into bins, and what little is still out of order moves up by insertion. NaN comes last, as in NumPy;
 * −0 and 0 are equal, and come out in either order.
 *
 * The pile of x is (x − low) · scale, rounded: never less for a larger x, whatever the rounding. Where the numbers are
 * not spread evenly enough for that, a pile is sorted by the bits of its numbers.
 */
import { radixSort } from "./radix";

/** Ten million normal numbers make piles of 110 KB, and bins of two numbers. Tried: half or double of either is slower. */
const PILES: i32 = 2048;
const BINS: i32 = 8192;
/** Of so few, dealing into bins would take longer than insertion. */
const FEW: u32 = 24;
/** In a fuller bin insertion would take long. */
const FULL: u32 = 32;
/** An integer below 2^51 added to this double appears in its low bits: rounding and conversion in one. */
const ROUND: f64 = 6755399441055744.0;

/** Layout of the scratch memory, in bytes: low, scale; then where each pile ends, bins, counts of the radix sort. */
const PILE_ENDS: usize = 16;
const BIN_COUNTS: usize = PILE_ENDS + <usize>PILES * 4;
const RADIX_COUNTS: usize = BIN_COUNTS + <usize>BINS * 4;

/** Which pile each of two doubles is in, as the low half of a 64-bit lane. NaN: the last. */
// @ts-ignore: decorator
@inline
function pilesOf(x: v128, low: v128, scale: v128): v128 {
  const place = f64x2.mul(f64x2.sub(x, low), scale);
  return f64x2.add(bounded(place, PILES - 1), f64x2.splat(ROUND));
}

/** Between 0 and `last`; NaN is `last` (a pseudo-minimum gives its first operand then). */
// @ts-ignore: decorator
@inline
function bounded(place: v128, last: i32): v128 {
  return f64x2.pmax(f64x2.splat(0), f64x2.pmin(f64x2.splat(<f64>last), place));
}

// @ts-ignore: decorator
@inline
function bump(counts: usize, index: i64): void {
  const at = counts + (<usize><u32>index << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Puts x where its pile (or bin) goes on. */
// @ts-ignore: decorator
@inline
function deal(x: f64, to: usize, offsets: usize, index: i64): void {
  const at = offsets + (<usize><u32>index << 2);
  const offset = load<u32>(at);
  store<u32>(at, offset + 8);
  store<f64>(to + offset, x);
}

/** Begins a sort of numbers of which these are a sample: chooses the piles and empties them. */
export function sortStart(sample: usize, n: i32, scratch: usize): void {
  let low = Infinity, high = -Infinity;
  for (const end = sample + (<usize>n << 3); sample < end; sample += 8) {
    const x = load<f64>(sample);
    if (!isFinite(x)) continue;
    low = min(low, x);
    high = max(high, x);
  }
  store<f64>(scratch, low);
  store<f64>(scratch, high > low ? <f64>(PILES - 1) / (high - low) : 0, 8);
  memory.fill(scratch + PILE_ENDS, 0, <usize>PILES << 2);
}

/** Counts how many of n doubles belong to each pile; counts add up over slices. */
export function sortCount(data: usize, n: i32, scratch: usize): void {
  const low = v128.load64_splat(scratch), scale = v128.load64_splat(scratch, 8);
  const counts = scratch + PILE_ENDS;
  for (const end = data + (<usize>(n & ~1) << 3); data < end; data += 16) {
    const piles = pilesOf(v128.load(data), low, scale);
    bump(counts, i64x2.extract_lane(piles, 0));
    bump(counts, i64x2.extract_lane(piles, 1));
  }
  if (n & 1) bump(counts, i64x2.extract_lane(pilesOf(v128.load64_splat(data), low, scale), 0));
}

/** From counts to where each pile begins, as byte offsets. */
export function sortOffsets(scratch: usize): void {
  toOffsets(scratch + PILE_ENDS, PILES);
}

/** Moves n doubles to their piles in `to`; afterwards, the offset of a pile is where it ends. A slice at a time. */
export function sortDeal(data: usize, n: i32, to: usize, scratch: usize): void {
  const low = v128.load64_splat(scratch), scale = v128.load64_splat(scratch, 8);
  const ends = scratch + PILE_ENDS;
  for (const end = data + (<usize>(n & ~1) << 3); data < end; data += 16) {
    const x = v128.load(data);
    const piles = pilesOf(x, low, scale);
    deal(f64x2.extract_lane(x, 0), to, ends, i64x2.extract_lane(piles, 0));
    deal(f64x2.extract_lane(x, 1), to, ends, i64x2.extract_lane(piles, 1));
  }
  if (n & 1) deal(load<f64>(data), to, ends, i64x2.extract_lane(pilesOf(v128.load64_splat(data), low, scale), 0));
}

/**
 * Sorts a few piles of `from` into `to`, where they lie at the same offsets, from the pile given on; gives back the next
 * pile, or −1 after the last.
 */
export function sortPiles(from: usize, to: usize, pile: i32, scratch: usize): i32 {
  const ends = scratch + PILE_ENDS;
  for (let few = 8; few > 0; few--, pile++) {
    const begin = pile == 0 ? 0 : load<u32>(ends + (<usize>(pile - 1) << 2));
    const n = (load<u32>(ends + (<usize>pile << 2)) - begin) >> 3;
    // The outer piles hold whatever is beyond, NaN too: it would all fall into one bin.
    const outer = pile == 0 || pile == PILES - 1;
    if (outer || !sortPile(pile, from + begin, n, to + begin, scratch))
      radixSort(from + begin, n, to + begin, scratch + RADIX_COUNTS);
  }
  return pile < PILES ? pile : -1;
}

/** Whether the pile could be sorted this way. */
function sortPile(pile: i32, from: usize, n: u32, to: usize, scratch: usize): bool {
  if (n <= FEW) {
    memory.copy(to, from, <usize>n << 3);
    insert(to, n);
    return true;
  }
  const low = v128.load64_splat(scratch), scale = v128.load64_splat(scratch, 8), here = f64x2.splat(<f64>pile - 0.5);
  const bins = scratch + BIN_COUNTS;
  memory.fill(bins, 0, <usize>BINS << 2);
  const end = from + (<usize>(n & ~1) << 3);
  for (let at = from; at < end; at += 16) {
    const index = binsOf(v128.load(at), low, scale, here);
    bump(bins, i64x2.extract_lane(index, 0));
    bump(bins, i64x2.extract_lane(index, 1));
  }
  if (n & 1) bump(bins, i64x2.extract_lane(binsOf(v128.load64_splat(end), low, scale, here), 0));
  if (toOffsets(bins, BINS) > FULL) return false;
  for (let at = from; at < end; at += 16) {
    const x = v128.load(at);
    const index = binsOf(x, low, scale, here);
    deal(f64x2.extract_lane(x, 0), to, bins, i64x2.extract_lane(index, 0));
    deal(f64x2.extract_lane(x, 1), to, bins, i64x2.extract_lane(index, 1));
  }
  if (n & 1) deal(load<f64>(end), to, bins, i64x2.extract_lane(binsOf(v128.load64_splat(end), low, scale, here), 0));
  insert(to, n);
  return true;
}

// @ts-ignore: decorator
@inline
function binsOf(x: v128, low: v128, scale: v128, pile: v128): v128 {
  const place = f64x2.sub(f64x2.mul(f64x2.sub(x, low), scale), pile);
  return f64x2.add(bounded(f64x2.mul(place, f64x2.splat(<f64>BINS)), BINS - 1), f64x2.splat(ROUND));
}

/** Running sums of counts, in bytes; gives back the largest count. */
function toOffsets(counts: usize, n: i32): u32 {
  let sum: u32 = 0, most: u32 = 0;
  for (const end = counts + (<usize>n << 2); counts < end; counts += 4) {
    const count = load<u32>(counts);
    store<u32>(counts, sum);
    sum += count << 3;
    most = max(most, count);
  }
  return most;
}

/** Insertion sort of what is nearly in order. */
function insert(data: usize, n: u32): void {
  let before = n > 0 ? load<f64>(data) : 0;
  for (let at = data + 8, end = data + (<usize>n << 3); at < end; at += 8) {
    const x = load<f64>(at);
    if (before <= x) {
      before = x;
      continue;
    }
    let hole = at;
    do {
      store<f64>(hole, load<f64>(hole - 8));
      hole -= 8;
    } while (hole > data && load<f64>(hole - 8) > x);
    store<f64>(hole, x);
  }
}
