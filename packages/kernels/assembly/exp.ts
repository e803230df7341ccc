/**
 * e^x of two doubles, −708 ≤ x ≤ 708: x = k·ln 2 + r, e^r = 1 + 2rP(r²) / (Q(r²) − rP(r²)) (Cephes exp). Error below
 * 2 ulp; what is below −708 is taken for −708, and so for nothing.
 */
// @ts-ignore: decorator
@inline
export function exp2x(x: v128): v128 {
  const bounded = f64x2.max(x, f64x2.splat(-708));
  const k = f64x2.nearest(f64x2.mul(bounded, f64x2.splat(1.4426950408889634)));
  const r = f64x2.sub(
    f64x2.sub(bounded, f64x2.mul(k, f64x2.splat(6.93145751953125e-1))),
    f64x2.mul(k, f64x2.splat(1.42860682030941723212e-6)));
  const square = f64x2.mul(r, r);
  const p = f64x2.mul(r, f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(
    f64x2.splat(1.26177193074810590878e-4), square),
    f64x2.splat(3.02994407707441961300e-2)), square),
    f64x2.splat(9.99999999999999999910e-1)));
  const q = f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(
    f64x2.splat(3.00198505138664455042e-6), square),
    f64x2.splat(2.52448340349684104192e-3)), square),
    f64x2.splat(2.27265548208155028766e-1)), square),
    f64x2.splat(2.0));
  const mantissa = f64x2.add(f64x2.splat(1), f64x2.div(f64x2.mul(f64x2.splat(2), p), f64x2.sub(q, p)));
  // 2^k by adding k to the exponent; k as an integer from the low bits of k + 1.5·2^52.
  const integer = f64x2.add(k, f64x2.splat(6755399441055744.0));
  return i64x2.add(mantissa, i64x2.shl(integer, 52));
}
