/**
 * Pure numbers: what a sample of times says, and how sure it is. Imports nothing: the small libraries of statistics have
 * the median and the quantiles, but neither the intervals nor the fits that this room is about.
 */
export { median, quantile, sorted } from './order.ts'
export {
  type Estimate,
  FEWEST_SAMPLES,
  medianInterval,
  medianRank,
  ratioInterval,
  relativeWidth,
  scaled,
} from './interval.ts'
export { bootstrapMedian, bootstrapRatio, FEWEST_TO_RESAMPLE } from './bootstrap.ts'
export { efficiency, perItemMs, speedup, throughput, type Timed } from './figures.ts'
export { outliers } from './outliers.ts'
export { trend, type Trend } from './trend.ts'
export { studentQuantile } from './student.ts'
export {
  FEWEST_POINTS,
  fitScaling,
  karpFlatt,
  type ScalingFit,
  type ScalingLaw,
  type ScalingPoint,
  type ScalingResult,
} from './scaling.ts'
export { type Random, seededRandom, shuffled } from './random.ts'
