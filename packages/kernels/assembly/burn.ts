/** Σ i² mod 1000: the loop that keeps every core at 100 %. */

/**
 * Σ (i² mod 1000) for lo ≤ i < hi, sixteen i at a time and without a division: r(i+16) = r(i) + d(i) and
 * d(i+16) = d(i) + 512, each kept below 1000 by one conditional subtraction (an unsigned minimum: what is below 1000
 * wraps around to something large). A lane sums residues below 1000, so hi − lo must stay under 2^31 / 1000 · 16.
 */
export function burnSum(lo: i64, hi: i64): i64 {
  let r0 = residues(lo), r1 = residues(lo + 4), r2 = residues(lo + 8), r3 = residues(lo + 12);
  let d0 = steps(lo), d1 = steps(lo + 4), d2 = steps(lo + 8), d3 = steps(lo + 12);
  let t0 = i32x4.splat(0), t1 = i32x4.splat(0), t2 = i32x4.splat(0), t3 = i32x4.splat(0);
  const growth = i32x4.splat(512), thousand = i32x4.splat(1000);
  let i = lo;
  for (; i + 16 <= hi; i += 16) {
    t0 = i32x4.add(t0, r0); t1 = i32x4.add(t1, r1); t2 = i32x4.add(t2, r2); t3 = i32x4.add(t3, r3);
    r0 = i32x4.add(r0, d0); r1 = i32x4.add(r1, d1); r2 = i32x4.add(r2, d2); r3 = i32x4.add(r3, d3);
    r0 = i32x4.min_u(r0, i32x4.sub(r0, thousand)); r1 = i32x4.min_u(r1, i32x4.sub(r1, thousand));
    r2 = i32x4.min_u(r2, i32x4.sub(r2, thousand)); r3 = i32x4.min_u(r3, i32x4.sub(r3, thousand));
    d0 = i32x4.add(d0, growth); d1 = i32x4.add(d1, growth); d2 = i32x4.add(d2, growth); d3 = i32x4.add(d3, growth);
    d0 = i32x4.min_u(d0, i32x4.sub(d0, thousand)); d1 = i32x4.min_u(d1, i32x4.sub(d1, thousand));
    d2 = i32x4.min_u(d2, i32x4.sub(d2, thousand)); d3 = i32x4.min_u(d3, i32x4.sub(d3, thousand));
  }
  const a = i32x4.add(t0, t1), b = i32x4.add(t2, t3);
  let total = lanes(a) + lanes(b);
  for (; i < hi; i++) total += (i * i) % 1000;
  return total;
}

// @ts-ignore: decorator
@inline
function residues(i: i64): v128 {
  let lanes = i32x4.splat(<i32>(i * i % 1000));
  lanes = i32x4.replace_lane(lanes, 1, <i32>((i + 1) * (i + 1) % 1000));
  lanes = i32x4.replace_lane(lanes, 2, <i32>((i + 2) * (i + 2) % 1000));
  return i32x4.replace_lane(lanes, 3, <i32>((i + 3) * (i + 3) % 1000));
}

/** (i+16)² − i² = 32·i + 256. */
// @ts-ignore: decorator
@inline
function steps(i: i64): v128 {
  let lanes = i32x4.splat(<i32>((32 * i + 256) % 1000));
  lanes = i32x4.replace_lane(lanes, 1, <i32>((32 * (i + 1) + 256) % 1000));
  lanes = i32x4.replace_lane(lanes, 2, <i32>((32 * (i + 2) + 256) % 1000));
  return i32x4.replace_lane(lanes, 3, <i32>((32 * (i + 3) + 256) % 1000));
}

// @ts-ignore: decorator
@inline
function lanes(t: v128): i64 {
  return <i64>i32x4.extract_lane(t, 0) + i32x4.extract_lane(t, 1) + i32x4.extract_lane(t, 2) + i32x4.extract_lane(t, 3);
}
