/** The catalog: every kernel by its exercise's name. To add one: a folder here, and a line in `catalog` below. */
import type { CatalogContext } from './context.ts'
import { blackScholes } from './black-scholes/index.ts'
import { burn } from './burn/index.ts'
import { downloads } from './downloads/index.ts'
import { mandelbrot } from './mandelbrot/index.ts'
import { pi } from './pi/index.ts'
import { slowSum } from './slow-sum/index.ts'
import { valueAtRisk } from './var/index.ts'
import type { Kernel, Variant } from './types.ts'
import type { Exercise, Rung, RungName } from '../words.ts'

export const catalog = {
  downloads,
  'slow-sum': slowSum,
  pi,
  var: valueAtRisk,
  burn,
  'black-scholes': blackScholes,
  mandelbrot,
} satisfies Partial<Record<Exercise, Kernel<CatalogContext>>>

export type CatalogExercise = keyof typeof catalog

/** The kernel of an exercise; undefined for `lab`, which has none, and for what is not in the catalog yet. */
export const kernelOf = (exercise: Exercise): Kernel<CatalogContext> | undefined =>
  (catalog as Partial<Record<Exercise, Kernel<CatalogContext>>>)[exercise]

/** How this rung runs this exercise; undefined where nobody knows a way. */
export async function findVariant(
  exercise: Exercise,
  { engine, strategy }: Rung,
  context: CatalogContext,
): Promise<Variant<CatalogContext> | undefined> {
  const rung: RungName = `${engine}/${strategy}`
  const load = kernelOf(exercise)?.variants[rung]
  return load ? load() : context.engine?.(exercise, rung)
}

export { createContext, type CatalogContext } from './context.ts'
export { describeRung, type RungDescription } from './describe.ts'
export { tickers } from './downloads/tickers.ts'
export { sumsOfSquares, type SumsOfSquares } from './slow-sum/reference.ts'
export type * from './types.ts'
