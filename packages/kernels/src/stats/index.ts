/** Pure numbers: what a sample of times says, and how sure it is. Imports nothing. */
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
export { efficiency, perItemMs, speedup, throughput, type Timed } from './figures.ts'
