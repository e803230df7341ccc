/** European calls priced by Black and Scholes, two at a time. */
import { exp2x } from "./exp";
import { log2x } from "./log";

/** The cumulative normal distribution by Abramowitz & Stegun 26.2.17; error below 7.5e-8. */
// @ts-ignore: decorator
@inline
function cumulative(d: v128): v128 {
  const one = f64x2.splat(1);
  const k = f64x2.div(one, f64x2.add(one, f64x2.mul(f64x2.splat(0.2316419), f64x2.abs(d))));
  let p = f64x2.add(f64x2.splat(-1.821255978), f64x2.mul(k, f64x2.splat(1.330274429)));
  p = f64x2.add(f64x2.splat(1.781477937), f64x2.mul(k, p));
  p = f64x2.add(f64x2.splat(-0.356563782), f64x2.mul(k, p));
  p = f64x2.mul(k, f64x2.add(f64x2.splat(0.31938153), f64x2.mul(k, p)));
  const density = f64x2.mul(
    f64x2.splat(0.3989422804014327),
    exp2x(f64x2.mul(f64x2.mul(f64x2.splat(-0.5), d), d)));
  const tail = f64x2.mul(density, p);
  return v128.bitselect(f64x2.sub(one, tail), tail, f64x2.gt(d, f64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function price(spot: v128, strike: v128, years: v128, rate: f64, volatility: f64): v128 {
  const spread = f64x2.mul(f64x2.splat(volatility), f64x2.sqrt(years));
  const drift = f64x2.mul(f64x2.splat(rate + 0.5 * volatility * volatility), years);
  const ratio = f64x2.div(spot, strike);
  // log2x takes positive numbers only; the root of what is below 0, or NaN, makes the sum NaN as the logarithm would.
  const log = f64x2.add(log2x(f64x2.abs(ratio)), f64x2.sqrt(f64x2.min(ratio, f64x2.splat(0))));
  const d1 = f64x2.div(f64x2.add(log, drift), spread);
  const d2 = f64x2.sub(d1, spread);
  const discount = exp2x(f64x2.mul(f64x2.splat(-rate), years));
  return f64x2.sub(
    f64x2.mul(spot, cumulative(d1)),
    f64x2.mul(f64x2.mul(strike, discount), cumulative(d2)));
}

/** Prices n options from three arrays into a fourth. */
export function blackScholes(
  spot: usize, strike: usize, years: usize, out: usize, n: i32, rate: f64, volatility: f64,
): void {
  for (; n >= 2; n -= 2, spot += 16, strike += 16, years += 16, out += 16)
    v128.store(out, price(v128.load(spot), v128.load(strike), v128.load(years), rate, volatility));
  if (n > 0)
    store<f64>(out, f64x2.extract_lane(price(
      f64x2.splat(load<f64>(spot)), f64x2.splat(load<f64>(strike)), f64x2.splat(load<f64>(years)),
      rate, volatility), 0));
}
