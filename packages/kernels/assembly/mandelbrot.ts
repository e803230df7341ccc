/** Escape times of z ← z² + c, four neighbouring pixels at a time. */

/**
 * Writes for `pixels` pixels of a row how many steps |z|² stays at or below 4, at most `limit`, as 16-bit numbers.
 * Pixel i is at re + i·step. Room for three more than there are.
 */
export function mandelbrotRow(out: usize, pixels: i32, re: f64, im: f64, step: f64, limit: i32): void {
  const ci = f64x2.splat(im);
  const four = f64x2.splat(4);
  for (let i = 0; i < pixels; i += 4, out += 8) {
    const ca = f64x2.replace_lane(f64x2.splat(re + <f64>i * step), 1, re + <f64>(i + 1) * step);
    const cb = f64x2.replace_lane(f64x2.splat(re + <f64>(i + 2) * step), 1, re + <f64>(i + 3) * step);
    let xa = f64x2.splat(0), ya = f64x2.splat(0), xb = f64x2.splat(0), yb = f64x2.splat(0);
    let na = i64x2.splat(0), nb = i64x2.splat(0);
    for (let n = 0; n < limit; n++) {
      const xxa = f64x2.mul(xa, xa), yya = f64x2.mul(ya, ya);
      const xxb = f64x2.mul(xb, xb), yyb = f64x2.mul(yb, yb);
      // A lane that has escaped stays outside: its squares only grow, to infinity and NaN, which is not ≤ 4 either.
      const insideA = f64x2.le(f64x2.add(xxa, yya), four);
      const insideB = f64x2.le(f64x2.add(xxb, yyb), four);
      if (!v128.any_true(v128.or(insideA, insideB))) break;
      na = i64x2.sub(na, insideA);
      nb = i64x2.sub(nb, insideB);
      ya = f64x2.add(f64x2.mul(f64x2.mul(f64x2.splat(2), xa), ya), ci);
      yb = f64x2.add(f64x2.mul(f64x2.mul(f64x2.splat(2), xb), yb), ci);
      xa = f64x2.add(f64x2.sub(xxa, yya), ca);
      xb = f64x2.add(f64x2.sub(xxb, yyb), cb);
    }
    store<u16>(out, <u16>i64x2.extract_lane(na, 0));
    store<u16>(out, <u16>i64x2.extract_lane(na, 1), 2);
    store<u16>(out, <u16>i64x2.extract_lane(nb, 0), 4);
    store<u16>(out, <u16>i64x2.extract_lane(nb, 1), 6);
  }
}
