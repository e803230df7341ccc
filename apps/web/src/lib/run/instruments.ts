import type { Component } from 'svelte'
import type { Exercise } from '@prange/kernels/words'

export type Instrument = Component<{ exercise: Exercise }>

/** Exercises whose point the ladder alone does not show. */
const special: Partial<Record<Exercise, () => Promise<{ default: Instrument }>>> = {
  downloads: () => import('./downloads/DownloadsRun.svelte'),
  mandelbrot: () => import('./MandelbrotRun.svelte'),
  'slow-sum': () => import('./SlowSumRun.svelte'),
}

/** What runs an exercise in its lesson, loaded for that lesson only. */
export async function instrumentOf(exercise: Exercise): Promise<Instrument> {
  const { default: instrument } = await (special[exercise] ?? (() => import('./Ladder.svelte')))()
  return instrument
}
