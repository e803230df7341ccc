import { onPool, ranges } from '../on-pool.ts'
import type { VariantJob } from '../types.ts'
import { pictureAnswer, pictureOf } from './picture.ts'
import type { DrawnBand } from './tasks.ts'

/** Enough bands that the last ones finish close together, few enough that handing them out costs nothing. */
const ROWS_PER_BAND = 8

const combine = (bands: DrawnBand[]) => pictureAnswer(bands.map(({ counts }) => counts))
const tile = (band: DrawnBand) => band

const drawn = <Task extends 'mandelbrot' | 'mandelbrotSimd'>(
  rung: 'javascript/sequential' | 'javascript/workers' | 'simd/sequential' | 'simd/workers',
  task: Task,
) => onPool({ rung, task, split: (job) => bands(job, ROWS_PER_BAND), combine, tile })

export const sequential = drawn('javascript/sequential', 'mandelbrot')
export const workers = drawn('javascript/workers', 'mandelbrot')
export const simdSequential = drawn('simd/sequential', 'mandelbrotSimd')
export const simdWorkers = drawn('simd/workers', 'mandelbrotSimd')
export const threads = onPool({
  rung: 'javascript/threads',
  task: 'mandelbrotInterleaved',
  split: (job) =>
    bands(job, Infinity).map(({ input, items }) => ({ input: { ...input, inFlight: job.rung.workers }, items })),
  combine,
  tile,
})

function bands({ params }: VariantJob, rowsPerBand: number) {
  const picture = pictureOf(params)
  const count = Math.max(1, Math.ceil(picture.height / rowsPerBand))
  return ranges(picture.height, count).map(({ lo, hi }) => ({
    input: { picture, lo, hi },
    items: picture.width * (hi - lo),
  }))
}
