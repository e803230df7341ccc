/**
 * Witness of mandelbrot: the total of the steps over a picture 30 pixels wide and 20 high with this run's `limit`, as a
 * decimal integer: pixel (column, row) is c = (−2.2 + column·0.1) + (1 − row·0.1)·i in float64, counted as in
 * `escapeTime`. It does not depend on the seed or on the width.
 */
import { escapeTime, pictureOf } from './picture.ts'

export function mandelbrotWitness({ limit = 0 }: { limit?: number }): string {
  const { width, height, left, top, step } = pictureOf({ width: 30, limit })
  let total = 0
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) total += escapeTime(left + column * step, top - row * step, limit)
  return String(total)
}
