/** The same returns, drawn fast: xoshiro128+, Box–Muller in float32, eight simulations at a time. */

/** ln x for four positive normal floats: exponent, and a polynomial around 1 (Cephes logf). Error about 1 ulp. */
// @ts-ignore: decorator
@inline
function log4x(x: v128): v128 {
  // Mantissa in [√½, √2): as in log.ts, by a carry into the exponent.
  const mantissa = v128.and(x, i32x4.splat(0x007fffff));
  const carry = v128.and(i32x4.add(mantissa, i32x4.splat(0x004afb0d)), i32x4.splat(0x00800000));
  const k = f32x4.convert_i32x4_s(i32x4.sub(
    i32x4.add(i32x4.shr_u(x, 23), i32x4.shr_u(carry, 23)), i32x4.splat(127)));
  const f = f32x4.sub(v128.or(mantissa, v128.xor(carry, i32x4.splat(0x3f800000))), f32x4.splat(1));
  let p = f32x4.add(f32x4.mul(f32x4.splat(7.0376836292e-2), f), f32x4.splat(-1.1514610310e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.1676998740e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(3.3333331174e-1));
  const square = f32x4.mul(f, f);
  const tail = f32x4.sub(f32x4.mul(f32x4.mul(p, f), square), f32x4.mul(f32x4.splat(0.5), square));
  return f32x4.add(f32x4.add(f, tail), f32x4.mul(k, f32x4.splat(0.69314718056)));
}

/**
 * Writes the returns of 8·`rounds` simulations to `out` as floats. `state`: eight xoshiro generators, of which one group
 * draws radii and the other angles. `coefficients`: weight·deviation of each asset, then Σ weight·mean, as four floats.
 */
export function varFast(state: usize, coefficients: usize, out: usize, rounds: i32): void {
  let a0 = v128.load(state), a1 = v128.load(state, 16), a2 = v128.load(state, 32), a3 = v128.load(state, 48);
  let b0 = v128.load(state, 64), b1 = v128.load(state, 80), b2 = v128.load(state, 96), b3 = v128.load(state, 112);
  const mean = v128.load32_splat(coefficients, 12);
  for (; rounds > 0; rounds--, out += 32) {
    let first = mean, second = mean;
    for (let asset = coefficients; asset < coefficients + 12; asset += 4) {
      const radiusBits = i32x4.add(a0, a3);
      let shifted = i32x4.shl(a1, 9);
      a2 = v128.xor(a2, a0); a3 = v128.xor(a3, a1); a1 = v128.xor(a1, a2); a0 = v128.xor(a0, a3);
      a2 = v128.xor(a2, shifted); a3 = v128.or(i32x4.shl(a3, 11), i32x4.shr_u(a3, 21));
      const angleBits = i32x4.add(b0, b3);
      shifted = i32x4.shl(b1, 9);
      b2 = v128.xor(b2, b0); b3 = v128.xor(b3, b1); b1 = v128.xor(b1, b2); b0 = v128.xor(b0, b3);
      b2 = v128.xor(b2, shifted); b3 = v128.or(i32x4.shl(b3, 11), i32x4.shr_u(b3, 21));

      // u in (0, 1) from 31 bits; a float near 0 keeps them all, so tails reach 6.6 deviations.
      const u = f32x4.mul(
        f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(radiusBits, 1)), f32x4.splat(0.5)),
        f32x4.splat(4.6566125e-10));
      const radius = f32x4.mul(
        f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log4x(f32x4.min(u, f32x4.splat(0.99999994))))),
        v128.load32_splat(asset));

      // The angle: two bits choose the quarter turn, 24 the place within it, from −1/8 to 1/8 of a turn.
      const t = f32x4.mul(
        f32x4.convert_i32x4_s(i32x4.sub(v128.and(i32x4.shr_u(angleBits, 6), i32x4.splat(0xffffff)), i32x4.splat(0x800000))),
        f32x4.splat(9.362675e-8)); // (π/4) / 2^23
      const square = f32x4.mul(t, t);
      const sine = f32x4.add(t, f32x4.mul(f32x4.mul(t, square), f32x4.add(f32x4.splat(-1.6666654611e-1),
        f32x4.mul(square, f32x4.add(f32x4.splat(8.3321608736e-3), f32x4.mul(square, f32x4.splat(-1.9515295891e-4)))))));
      const cosine = f32x4.add(
        f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.splat(0.5), square)),
        f32x4.mul(f32x4.mul(square, square), f32x4.add(f32x4.splat(4.166664568298827e-2),
          f32x4.mul(square, f32x4.add(f32x4.splat(-1.388731625493765e-3),
            f32x4.mul(square, f32x4.splat(2.443315711809948e-5)))))));
      // Four quarter turns: one bit mirrors the cosine, one swaps it with the sine (whose sign is t's).
      const mirrored = v128.xor(cosine, v128.and(angleBits, i32x4.splat(0x80000000)));
      const swap = i32x4.shr_s(i32x4.shl(angleBits, 1), 31);
      first = f32x4.add(first, f32x4.mul(radius, v128.bitselect(sine, mirrored, swap)));
      second = f32x4.add(second, f32x4.mul(radius, v128.bitselect(mirrored, sine, swap)));
    }
    v128.store(out, first);
    v128.store(out, second, 16);
  }
  v128.store(state, a0); v128.store(state, a1, 16); v128.store(state, a2, 32); v128.store(state, a3, 48);
  v128.store(state, b0, 64); v128.store(state, b1, 80); v128.store(state, b2, 96); v128.store(state, b3, 112);
}
