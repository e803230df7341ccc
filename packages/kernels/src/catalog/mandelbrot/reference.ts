import type { Answer, VariantJob } from '../types.ts'
import { escapeTime, pictureAnswer, pictureOf } from './picture.ts'

export function mandelbrotReference({ params }: VariantJob): Answer {
  const { width, height, limit, left, top, step } = pictureOf(params)
  const counts = new Uint16Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      counts[row * width + column] = escapeTime(left + column * step, top - row * step, limit)
  return pictureAnswer([counts])
}
