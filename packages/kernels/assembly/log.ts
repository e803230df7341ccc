/**
 * The natural logarithm of two normal positive doubles, after fdlibm's e_log.c: x = 2^k · (1 + f) with 1 + f between
 * √2/2 and √2, s = f / (2 + f), and log(1+f) as an odd polynomial in s. Error below 1 ulp.
 */
// @ts-ignore: decorator
@inline
export function log2x(x: v128): v128 {
  const mantissa = v128.and(x, i64x2.splat(0x000fffffffffffff));
  const carry = v128.and(i64x2.add(mantissa, i64x2.splat(0x95f64 << 32)), i64x2.splat(0x0010000000000000));
  const exponent = i64x2.add(i64x2.shr_u(x, 52), i64x2.shr_u(carry, 52));
  // An integer below 2^51, added to the bits of 1.5·2^52, is that double plus the integer.
  const k = f64x2.sub(
    i64x2.add(exponent, i64x2.splat(0x4338000000000000 - 1023)),
    f64x2.splat(6755399441055744.0));
  const f = f64x2.sub(v128.or(mantissa, v128.xor(carry, i64x2.splat(0x3ff0000000000000))), f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(f, f64x2.splat(2)));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(w, f64x2.add(f64x2.splat(3.999999999940941908e-01),
    f64x2.mul(w, f64x2.add(f64x2.splat(2.222219843214978396e-01),
      f64x2.mul(w, f64x2.splat(1.531383769920937332e-01))))));
  const odd = f64x2.mul(z, f64x2.add(f64x2.splat(6.666666666666735130e-01),
    f64x2.mul(w, f64x2.add(f64x2.splat(2.857142874366239149e-01),
      f64x2.mul(w, f64x2.add(f64x2.splat(1.818357216161805012e-01),
        f64x2.mul(w, f64x2.splat(1.479819860511658591e-01))))))));
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const tail = f64x2.add(
    f64x2.mul(s, f64x2.add(half, f64x2.add(odd, even))),
    f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10)));
  return f64x2.sub(
    f64x2.mul(k, f64x2.splat(6.93147180369123816490e-01)),
    f64x2.sub(f64x2.sub(half, tail), f));
}
