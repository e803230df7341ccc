/** The lesson's six, in its order. */
const LESSON = ['AAPL', 'GOOGL', 'MSFT', 'AMZN', 'META', 'NVDA']

/** So many different tickers: the lesson's six first, then T007, T008 … */
export function tickers(count: number): string[] {
  return Array.from({ length: count }, (_, i) => LESSON[i] ?? `T${String(i + 1).padStart(3, '0')}`)
}
