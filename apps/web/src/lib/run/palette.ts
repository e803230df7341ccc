/** Colours of a Mandelbrot picture: from the page's blue to white by the number of steps, the set itself black. */

/** Red, green, blue of a pixel that took `count` of at most `limit` steps; bands repeat so that far regions differ too. */
export function colorOfCount(count: number, limit: number): [red: number, green: number, blue: number] {
  if (count >= limit) return [6, 8, 18]
  // Few steps far outside, many near the border: the logarithm spreads them evenly.
  const glow = 0.5 - 0.5 * Math.cos(Math.log2(count + 1) * 1.35)
  return [mix(0, 255, glow ** 2.2), mix(22, 252, glow ** 1.5), mix(110, 255, glow ** 0.8)]
}

/** Paints counts, row after row, as RGBA pixels. */
export function paint(counts: Uint16Array, limit: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * counts.length)
  counts.forEach((count, index) => pixels.set([...colorOfCount(count, limit), 255], 4 * index))
  return pixels
}

const mix = (from: number, to: number, share: number) => Math.round(from + (to - from) * share)
