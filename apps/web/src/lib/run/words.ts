/** How the states of a ladder are said. */
import type { PressureState, RungState } from '@prange/kernels/bench/types'
import type { Exactness } from '@prange/kernels/catalog/types'

const PHASES: Record<RungState['phase'], string> = {
  waiting: 'waiting',
  preparing: 'getting ready',
  warming: 'warming up',
  measuring: 'measuring',
  done: '–',
  failed: 'did not run',
}

export const phaseWord = (phase: RungState['phase']): string => PHASES[phase]

const EXACTNESS: Record<Exactness, string | undefined> = {
  exact: undefined,
  streams: 'Draws other random numbers.',
  fast: 'Fast: other random numbers, and fewer digits.',
}

/** What is said under a rung whose answer is not the exact one. */
export const exactnessNote = (exactness: Exactness | undefined): string | undefined => exactness && EXACTNESS[exactness]

export const pressureWords: Record<PressureState, { word: string; tone: 'plain' | 'warn' | 'bad' }> = {
  nominal: { word: 'at ease', tone: 'plain' },
  fair: { word: 'busy', tone: 'plain' },
  serious: { word: 'under pressure', tone: 'warn' },
  critical: { word: 'overloaded', tone: 'bad' },
}
