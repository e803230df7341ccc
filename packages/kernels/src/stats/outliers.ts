/**
 * Outliers by Tukey's fences (Tukey, "Exploratory Data Analysis", 1977): a sample further than 1.5 interquartile ranges
 * beyond the quartiles. They are labelled and stay: an interruption by another program is part of what was measured, and
 * the median does not mind it.
 *
 *           fence    Q1   median   Q3     fence
 *      ×      |       [------|-----]        |        ×  ×
 *             |<-1.5->|<--- IQR -->|<-1.5-->|
 */
import { quantile, sorted } from './order.ts'

/** Indices of the samples outside the fences, ascending. */
export function outliers(values: readonly number[]): number[] {
  const ascending = sorted(values)
  const [q1, q3] = [quantile(ascending, 0.25), quantile(ascending, 0.75)]
  const reach = 1.5 * (q3 - q1)
  return values.flatMap((value, index) => (value < q1 - reach || value > q3 + reach ? [index] : []))
}
