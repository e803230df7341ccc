import { Moved, type TaskContext } from '../../pool/index.ts'
import { FIRST_ADDRESS, ownSimd } from '../simd.ts'
import { takeTurns } from '../turns.ts'
import { escapeTime, type Picture } from './picture.ts'

/** Rows lo ≤ row < hi of a picture. */
export interface Band {
  picture: Picture
  lo: number
  hi: number
}

/** A band's counts, pixel by pixel, and where it lies: what a page draws. */
export interface DrawnBand {
  top: number
  width: number
  counts: Uint16Array
}

export const mandelbrotTasks = {
  mandelbrot: ({ picture, lo, hi }: Band, context: TaskContext) => {
    const counts = new Uint16Array(picture.width * (hi - lo))
    for (let row = lo; row < hi; row++) {
      countRow(picture, row, counts, picture.width * (row - lo))
      context.progress(picture.width * (row - lo))
    }
    return drawn(picture, lo, counts)
  },

  mandelbrotInterleaved: async ({ picture, lo, hi, inFlight }: Band & { inFlight: number }, context: TaskContext) => {
    const counts = new Uint16Array(picture.width * (hi - lo))
    await takeTurns(inFlight, hi - lo, (row) => {
      countRow(picture, lo + row, counts, picture.width * row)
      context.progress(picture.width * row)
    })
    return drawn(picture, lo, counts)
  },

  mandelbrotSimd: async ({ picture, lo, hi }: Band, context: TaskContext) => {
    const { width, left, top, step, limit } = picture
    const pixels = width * (hi - lo)
    const { simd, memory } = await ownSimd(2 * pixels + 8) // a row may write three pixels too many
    for (let row = lo; row < hi; row++) {
      simd.mandelbrotRow(FIRST_ADDRESS + 2 * width * (row - lo), width, left, top - row * step, step, limit)
      context.progress(width * (row - lo))
    }
    return drawn(picture, lo, new Uint16Array(memory.buffer, FIRST_ADDRESS, pixels).slice())
  },
}

function countRow({ width, left, top, step, limit }: Picture, row: number, counts: Uint16Array, at: number): void {
  const im = top - row * step
  for (let column = 0; column < width; column++) counts[at + column] = escapeTime(left + column * step, im, limit)
}

function drawn({ width }: Picture, top: number, counts: Uint16Array<ArrayBuffer>) {
  const band: DrawnBand = { top, width, counts }
  return new Moved(band, [counts.buffer])
}
