/** How places, devices and flags of the board are said to people. */
import type { BoardRow, RunFlag } from '@prange/api/contract'
import { kernelOf } from '@prange/kernels/catalog'
import type { Browser, Exercise, OperatingSystem, QualityFlag } from '@prange/kernels/words'

/** What an exercise is called; its plain name where the catalog does not have it yet. */
export const titleOf = (exercise: Exercise): string => kernelOf(exercise)?.meta.title ?? exercise

/** `1st`, `2nd`, `3rd`, `11th`, `23rd`. */
export function ordinal(rank: number): string {
  const teens = rank % 100 >= 11 && rank % 100 <= 13
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th')
  return `${rank.toLocaleString('en')}${ending}`
}

export const BROWSER_WORDS: Record<Browser, string> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  opera: 'Opera',
  samsung: 'Samsung Internet',
  node: 'Node',
  other: 'another browser',
}

export const OS_WORDS: Record<OperatingSystem, string> = {
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  chromeos: 'ChromeOS',
  android: 'Android',
  ios: 'iOS',
  other: 'another system',
}

export const deviceWords = ({ cores, browser, os }: Pick<BoardRow, 'cores' | 'browser' | 'os'>) =>
  `${cores} ${cores === 1 ? 'core' : 'cores'} · ${BROWSER_WORDS[browser]} · ${OS_WORDS[os]}`

/** What was wrong with a measurement: a short name for the badge, and what to do about it. */
export const QUALITY_WORDS: Record<QualityFlag, { name: string; hint: string }> = {
  hidden: {
    name: 'tab hidden',
    hint: 'The tab was in the background for a while. Keep it in front while it measures.',
  },
  'not-isolated': {
    name: 'not isolated',
    hint: 'No shared memory and a coarse clock here. A current browser without extensions that change pages helps.',
  },
  'coarse-timer': {
    name: 'coarse clock',
    hint: 'The clock’s steps are large for samples this short. Choose a larger size.',
  },
  pressure: {
    name: 'busy machine',
    hint: 'The processor was under pressure from something else. Close other programs and run again.',
  },
  unstable: {
    name: 'unsteady',
    hint: 'The machine’s speed changed during the run. Plug it in, close other programs and run again.',
  },
  'few-samples': {
    name: 'few samples',
    hint: 'The time was up before the interval was narrow. Choose a smaller size or run again.',
  },
  throttled: {
    name: 'throttled',
    hint: 'The machine slowed down while it worked, as warm or battery-powered ones do.',
  },
  'too-fast': { name: 'too fast to time', hint: 'A sample was shorter than the clock can see. Choose a larger size.' },
}

/** Why a run is shown but not ranked: short, for a badge; the full sentence comes with the submission. */
export const FLAG_WORDS: Record<RunFlag, string> = {
  unverified: 'unverified: made without a ticket',
  'ticket-invalid': 'its ticket is not from here',
  'ticket-expired': 'its ticket is older than a day',
  'ticket-exercise': 'its ticket is for another exercise',
  'ticket-replayed': 'its ticket has served another run',
  'longer-than-ticket': 'claims more time than has passed',
  'wrong-seed': 'ran with another seed',
  'wrong-answer': 'the answer does not follow from the seed',
  'below-timer': 'shorter than the clock can see',
  'too-fast': 'faster than these cores can be',
  host: 'set aside by the host',
}
