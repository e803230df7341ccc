/** Where bars end and which lines rule them, on an even scale or, where figures lie far apart, one of factors. */
export interface BarScale {
  log: boolean
  /** 0…1 of the width for a value. */
  at(value: number): number
  ticks: number[]
}

/** Beyond this ratio of the largest to the smallest an even scale hides the small ones. */
const LOG_FROM = 25

/** The scale for positive values; it has room for the largest upper limit. */
export function barScale(values: readonly number[], log = needsLog(values)): BarScale {
  const most = Math.max(...values, 1)
  if (!log) {
    const step = niceStep(most / 5)
    const ticks = Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step)
    const end = most * 1.02
    return { log, ticks, at: (value) => clamp(value / end) }
  }
  const low = 10 ** Math.floor(Math.log10(Math.min(...values.filter((value) => value > 0), 1) * 0.999))
  const high = most * 1.1
  const ticks = []
  for (let tick = low; tick <= high; tick *= 10) ticks.push(Number(tick.toPrecision(1)))
  return { log, ticks, at: (value) => clamp(Math.log(value / low) / Math.log(high / low)) }
}

function needsLog(values: readonly number[]): boolean {
  const positive = values.filter((value) => value > 0)
  return positive.length > 1 && Math.max(...positive) / Math.min(...positive) > LOG_FROM
}

function niceStep(about: number): number {
  const size = 10 ** Math.floor(Math.log10(about))
  return ([1, 2, 5].find((step) => step * size >= about) ?? 10) * size
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))
