/** What was wrong with a run, judged from evidence gathered while it ran; and what to do about each, in words. */
import { median, trend } from '../stats/index.ts'
import type { QualityFlag } from '../words.ts'
import { STEP_SHARE } from './rules.ts'

export interface Evidence {
  /** The tab was in the background at some time. */
  hidden: boolean
  isolated: boolean
  timerStepUs: number
  /** The shortest steady sample of all rungs; Infinity before there is one. */
  shortestSampleMs: number
  /** Somebody else kept the processor busy. */
  pressured: boolean
  /** Times of the reference spin, in order. */
  spinsMs: readonly number[]
  /** The budget ended before some interval was narrow. */
  fewSamples: boolean
  /** A rung was too fast to time. */
  tooFast: boolean
}

/** More than this change of the reference spin means that the machine was not the same throughout. */
const STEADY = 0.1
/** Kendall's z that chance exceeds once in a hundred times. */
const STEADILY = 2.33

/** The flags that the evidence supports, in the order of the table in words.ts. */
export function judge(evidence: Evidence): QualityFlag[] {
  const { spinsMs } = evidence
  const [before = NaN, after = NaN] = [spinsMs[0], spinsMs.at(-1)]
  const { slope, z } = trend(spinsMs)
  const found: Record<QualityFlag, boolean> = {
    hidden: evidence.hidden,
    'not-isolated': !evidence.isolated,
    'coarse-timer': evidence.timerStepUs / 1000 > STEP_SHARE * evidence.shortestSampleMs,
    pressure: evidence.pressured,
    unstable: Math.abs(after / before - 1) > STEADY,
    'few-samples': evidence.fewSamples,
    throttled: z > STEADILY && slope * (spinsMs.length - 1) > STEADY * median(spinsMs),
    'too-fast': evidence.tooFast,
  }
  return (Object.keys(found) as QualityFlag[]).filter((flag) => found[flag])
}

/** Each flag in words: what was seen, and what to do next. */
export const QUALITY_WORDS: Record<QualityFlag, { seen: string; next: string }> = {
  hidden: {
    seen: 'The tab was in the background for a while, where browsers slow it down.',
    next: 'Run again and keep it in front.',
  },
  'not-isolated': {
    seen: 'The page is not isolated: no shared memory, and a coarse clock.',
    next: 'Open it in a tab of its own, not inside another site.',
  },
  'coarse-timer': {
    seen: 'The clock’s step is more than 1 % of a sample.',
    next: 'Choose more items, so that samples take longer.',
  },
  pressure: {
    seen: 'Something else kept the processor busy.',
    next: 'Close other programs and tabs, then run again.',
  },
  unstable: {
    seen: 'The machine’s speed changed by more than 10 % between start and end.',
    next: 'Plug in the charger, close other programs, and run again.',
  },
  'few-samples': {
    seen: 'The budget ended before every interval was narrow.',
    next: 'Give it more time, or choose fewer items.',
  },
  throttled: {
    seen: 'The machine became steadily slower during the run.',
    next: 'Let it cool down, plug in the charger, and run again.',
  },
  'too-fast': {
    seen: 'A rung was too fast to time, even with thousands of runs in one sample.',
    next: 'Choose more items.',
  },
}
