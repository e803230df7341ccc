import type { Component } from 'svelte'
import type { Exercise } from '@prange/kernels/words'

export type Instrument = Component<{ exercise: Exercise }>

const instruments: Partial<Record<Exercise, () => Promise<{ default: Instrument }>>> = {
  downloads: () => import('./downloads/DownloadsRun.svelte'),
}

/** What runs an exercise in its lesson, loaded for that lesson only. */
export async function instrumentOf(exercise: Exercise): Promise<Instrument | undefined> {
  return (await instruments[exercise]?.())?.default
}
