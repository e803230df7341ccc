/** How figures are written, everywhere the same. A thin space groups digits and parts a number from its unit. */
const THIN = '\u2009'

/** "0 s", "0.42 ms", "12.3 ms", "1.24 s", "2 min 5 s". */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  if (ms === 0) return `0${THIN}s`
  if (ms < 0.001) return `${(ms * 1e6).toPrecision(2)}${THIN}ns`
  if (ms < 1) return `${significant(ms * 1000)}${THIN}µs`
  if (ms < 1000) return `${significant(ms)}${THIN}ms`
  if (ms < 120_000) return `${significant(ms / 1000)}${THIN}s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}${THIN}min ${seconds % 60}${THIN}s`
}

/** "1.24", "12.4", "124", "1 240": three significant figures, whole numbers grouped. */
export function significant(value: number): string {
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value >= 999.5 ? grouped(Math.round(value)) : value.toFixed(Math.min(digits, 6))
}

/** "5 000 000". */
export const grouped = (value: number | bigint): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, THIN)

const SIZES = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

/** "10 M", "2.5 k", "640": a count at a glance. */
export function formatCount(count: number): string {
  const size = SIZES.find(([size]) => Math.abs(count) >= size)
  if (!size) return Number.isInteger(count) ? String(count) : significant(count)
  return `${Number((count / size[0]).toPrecision(3))}${THIN}${size[1]}`
}

/** "812 M/s". */
export const formatRate = (perSecond: number): string => `${formatCount(Number(perSecond.toPrecision(3)))}/s`

/** "3.94×", "112×". */
export const formatSpeedup = (value: number): string => `${formatTimes(value)}×`

/** The same without its sign, for the ends of an interval: "3.85", "113". */
export const formatTimes = (value: number): string => (value >= 9.95 ? significant(value) : value.toFixed(2))

interface Interval {
  value: number
  low: number
  high: number
}

/** "[81–113]", "[55.3–75.8 ms]": a 95 % interval; a unit that both ends have is said once. */
export function formatInterval({ low, high }: Interval, format: (value: number) => string = formatTimes): string {
  const [from, to] = [format(low), format(high)]
  const unit = to.slice(to.lastIndexOf(THIN))
  const shared = to.includes(THIN) && /[^\d]$/.test(unit) && from.endsWith(unit)
  return `[${shared ? from.slice(0, -unit.length) : from}–${to}]`
}

/** "84 %". */
export const formatShare = (share: number): string => `${Math.round(share * 100)}${THIN}%`
