/** The sum of squares, as Numba counts: 64 bits that wrap. */

/** Σ i² for lo ≤ i < hi, one addition after the other. */
export function addSquares(lo: i64, hi: i64): i64 {
  let total: i64 = 0;
  for (let i = lo; i < hi; i++) total += i * i;
  return total;
}

/**
 * The same with eight i at a time and no multiplication: (i+8)² = i² + (16i + 64), and that difference grows by 128 each
 * time. Any number of lanes wraps to the same sum.
 */
export function addSquaresSimd(lo: i64, hi: i64): i64 {
  let s0 = squares(lo), s1 = squares(lo + 2), s2 = squares(lo + 4), s3 = squares(lo + 6);
  let d0 = steps(lo), d1 = steps(lo + 2), d2 = steps(lo + 4), d3 = steps(lo + 6);
  let t0 = i64x2.splat(0), t1 = i64x2.splat(0), t2 = i64x2.splat(0), t3 = i64x2.splat(0);
  const growth = i64x2.splat(128);
  let i = lo;
  for (; i + 8 <= hi; i += 8) {
    t0 = i64x2.add(t0, s0); s0 = i64x2.add(s0, d0); d0 = i64x2.add(d0, growth);
    t1 = i64x2.add(t1, s1); s1 = i64x2.add(s1, d1); d1 = i64x2.add(d1, growth);
    t2 = i64x2.add(t2, s2); s2 = i64x2.add(s2, d2); d2 = i64x2.add(d2, growth);
    t3 = i64x2.add(t3, s3); s3 = i64x2.add(s3, d3); d3 = i64x2.add(d3, growth);
  }
  const t = i64x2.add(i64x2.add(t0, t1), i64x2.add(t2, t3));
  return i64x2.extract_lane(t, 0) + i64x2.extract_lane(t, 1) + addSquares(i, hi);
}

// @ts-ignore: decorator
@inline
function squares(i: i64): v128 {
  return i64x2.replace_lane(i64x2.splat(i * i), 1, (i + 1) * (i + 1));
}

// @ts-ignore: decorator
@inline
function steps(i: i64): v128 {
  return i64x2.replace_lane(i64x2.splat(16 * i + 64), 1, 16 * (i + 1) + 64);
}
