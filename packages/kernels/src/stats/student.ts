/** Student's t distribution for whole degrees of freedom, as the intervals of fitted curves need it. */

/** The t with P(|T| ≤ t) = `share`, for 1, 2, 3 … degrees of freedom; 12.706 for 95 % and one. */
export function studentQuantile(share: number, freedom: number): number {
  let low = 0
  let high = 1
  while (withinT(high, freedom) < share) high *= 2
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (withinT(middle, freedom) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(|T| ≤ t), a finite sum (Abramowitz & Stegun, 26.7.3 for odd and 26.7.4 for even degrees of freedom). */
function withinT(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom))
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const odd = freedom % 2 === 1
  let term = odd ? cos : 1
  let sum = freedom === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (cos * cos * (k - 1)) / k
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum
}
