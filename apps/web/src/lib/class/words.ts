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

/** What was wrong with a measurement, short enough for a badge; the kernels' `QUALITY_WORDS` say what to do about it. */
export const QUALITY_NAMES: Record<QualityFlag, string> = {
  hidden: 'tab hidden',
  'not-isolated': 'not isolated',
  'coarse-timer': 'coarse clock',
  pressure: 'busy machine',
  unstable: 'unsteady',
  'few-samples': 'few samples',
  throttled: 'throttled',
  'too-fast': 'too fast to time',
}

/** What the checks (or the host) say about a run: a short name for the badge, and the reason. */
export const FLAG_WORDS: Record<RunFlag, { name: string; hint: string }> = {
  unverified: { name: 'unverified', hint: 'It was made without a ticket: offline, or in the terminal.' },
  'ticket-invalid': { name: 'foreign ticket', hint: 'Its ticket is not from this server.' },
  'ticket-expired': { name: 'old ticket', hint: 'Its ticket is older than a day.' },
  'ticket-exercise': { name: 'other exercise', hint: 'Its ticket is for another exercise.' },
  'ticket-replayed': { name: 'used ticket', hint: 'Its ticket has served another run already.' },
  'longer-than-ticket': { name: 'too long', hint: 'It claims more time than has passed since its ticket.' },
  'wrong-seed': { name: 'wrong seed', hint: 'It ran with another seed than its ticket’s.' },
  'wrong-answer': { name: 'wrong answer', hint: 'The answer does not follow from the seed.' },
  'below-timer': { name: 'below the clock', hint: 'A sample is shorter than this browser’s clock can see.' },
  'too-fast': { name: 'too fast', hint: 'No such engine is this fast on so many cores.' },
  host: { name: 'set aside', hint: 'The host has set it aside.' },
}
