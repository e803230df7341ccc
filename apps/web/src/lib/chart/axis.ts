/** The frame that the charts of the board share: one box, two axes, each linear or logarithmic. */
export const BOX = { width: 360, height: 230, left: 42, right: 12, top: 22, bottom: 34 } as const

export interface Axis {
  label: string
  low: number
  high: number
  scale: 'linear' | 'log'
  ticks: readonly number[]
  format(value: number): string
}

/** Where a value lies on an axis: 0 at its low end, 1 at its high end. */
export function shareOf({ low, high, scale }: Pick<Axis, 'low' | 'high' | 'scale'>, value: number): number {
  if (high === low) return 0.5
  return scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
}

export const placeX = (axis: Axis, value: number) =>
  BOX.left + shareOf(axis, value) * (BOX.width - BOX.left - BOX.right)

export const placeY = (axis: Axis, value: number) =>
  BOX.height - BOX.bottom - shareOf(axis, value) * (BOX.height - BOX.top - BOX.bottom)

/**
 * Size of a chart's text in units of its box: on a page, and on a wall that is read from the last row of seats. There the
 * box is 29 vw wide, and 13 units are 1.05 vw: as large as the summary over it.
 */
export const TEXT = { page: 11, wall: 13 } as const
/** Width of a figure in the mono type, of its size. */
const SIGN_WIDTH = 0.6

/** The ticks of a horizontal axis whose labels do not touch each other at this size of text. */
export function spacedTicks(axis: Axis, text: number): number[] {
  let end = -Infinity
  return axis.ticks.filter((tick) => {
    const half = (axis.format(tick).length * SIGN_WIDTH * text) / 2
    const middle = placeX(axis, tick)
    if (middle - half < end) return false
    end = middle + half + SIGN_WIDTH * text
    return true
  })
}

/** 1, 2, 5, 10, 20 …: the round values between two, and only powers of ten where those would crowd. */
export function roundTicks(low: number, high: number): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => index + Math.floor(Math.log10(low)),
  )
  const inside = powers
    .flatMap((power) => [1, 2, 5].map((digit) => ({ digit, value: Number(`${digit}e${power}`) })))
    .filter(({ value }) => value >= low && value <= high)
  return (inside.length > 7 ? inside.filter(({ digit }) => digit === 1) : inside).map(({ value }) => value)
}

/** 1, 2, 4, 8 … up to a value: cores and workers come in doublings. */
export const doublings = (high: number) =>
  Array.from({ length: Math.floor(Math.log2(high)) + 1 }, (_, power) => 2 ** power)

/** Times one worker, on an axis that both scaling charts read. */
export const timesAxis = (low: number, high: number): Axis => ({
  label: 'times one worker',
  low,
  high,
  scale: 'log',
  ticks: roundTicks(low, high),
  format: (value) => `${value}×`,
})
