/** How the states of a ladder are said. */
import type { PressureState, RungState } from '@prange/kernels/bench/types'
import type { Exactness } from '@prange/kernels/catalog/types'
import type { Rung } from '@prange/kernels/words'

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

const ALONE = 'On one core: prange needs shared memory, and this page has none.'

/** What is said under a rung that is not what its name promises: its answer is not the exact one, or it runs alone. */
export function noteOf({ strategy }: Rung, exactness: Exactness | undefined): string | undefined {
  const notes = [strategy === 'prange' && !crossOriginIsolated ? ALONE : undefined, exactness && EXACTNESS[exactness]]
  return notes.filter((note) => note !== undefined).join(' ') || undefined
}

export const pressureWords: Record<PressureState, { word: string; tone: 'plain' | 'warn' | 'bad' }> = {
  nominal: { word: 'at ease', tone: 'plain' },
  fair: { word: 'busy', tone: 'plain' },
  serious: { word: 'under pressure', tone: 'warn' },
  critical: { word: 'overloaded', tone: 'bad' },
}
