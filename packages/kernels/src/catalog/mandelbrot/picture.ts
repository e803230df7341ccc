/** Where a picture lies in the plane, and how its pixels are counted. */
import type { Answer, Params } from '../types.ts'

export interface Picture {
  width: number
  height: number
  /** Most steps of one pixel; the set itself. */
  limit: number
  left: number
  top: number
  /** Distance of two pixels, in both directions. */
  step: number
}

/** The whole set, from −2.2 to 0.8, three wide and two high. */
export function pictureOf({ width = 0, limit = 0 }: Params): Picture {
  const step = 3 / width
  return { width, height: heightOf(width), limit, left: -2.2, top: 1, step }
}

export const heightOf = (width: number): number => Math.floor((2 * width) / 3)

/** Steps before |z| exceeds 2, at most `limit`. */
export function escapeTime(re: number, im: number, limit: number): number {
  let x = 0
  let y = 0
  let n = 0
  while (n < limit && x * x + y * y <= 4) {
    const next = x * x - y * y + re
    y = 2 * x * y + im
    x = next
    n++
  }
  return n
}

/** The total of all steps, and an FNV-1a hash of the counts in the order of the pixels. */
export function pictureAnswer(bands: readonly Uint16Array[]): Answer {
  let total = 0
  let pixels = 0
  let hash = 0x811c9dc5
  for (const counts of bands) {
    pixels += counts.length
    // By index: this is timed with the picture, and `for … of` takes several times as long.
    for (let pixel = 0; pixel < counts.length; pixel++) {
      const count = counts[pixel] as number
      total += count
      hash = Math.imul(hash ^ count, 0x01000193)
    }
  }
  return {
    checksum: `${total}:${(hash >>> 0).toString(16).padStart(8, '0')}`,
    text: pixels === 0 ? 'no pixels' : `${(total / pixels).toFixed(3)} steps a pixel`,
    ...(pixels > 0 && { value: total / pixels }),
  }
}
