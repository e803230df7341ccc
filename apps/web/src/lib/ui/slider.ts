/** A slider's position runs 0…1000; its value runs min…max, evenly or by factors (`log`), and lands on a step. */
export interface Scale {
  min: number
  max: number
  step: number
  scale?: 'linear' | 'log'
}

export const POSITIONS = 1000

/** The value at a position, rounded to the scale's step (on a log scale to two figures first, which reads better). */
export function valueAt(position: number, { min, max, step, scale = 'linear' }: Scale): number {
  const share = Math.min(1, Math.max(0, position / POSITIONS))
  const raw = scale === 'log' ? min * (max / min) ** share : min + (max - min) * share
  const readable = scale === 'log' ? Number(raw.toPrecision(2)) : raw
  const stepped = min + Math.round((readable - min) / step) * step
  // A log scale of 100…10^8 in steps of 1 keeps its round figures: 2 500 000, not 2 500 001.
  const value = scale === 'log' && readable % step === 0 ? readable : stepped
  return Math.min(max, Math.max(min, value))
}

/** The position of a value: the inverse of `valueAt`. */
export function positionOf(value: number, { min, max, scale = 'linear' }: Scale): number {
  if (max <= min) return 0
  const share = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.round(Math.min(1, Math.max(0, share)) * POSITIONS)
}
