import type { SharedRun } from '../contract/index.ts'

/** A shared run as a table for a README or a chat. All of it is our own words and numbers, so nothing needs escaping. */
export function markdownOf(run: SharedRun, url: string): string {
  const { device } = run
  const lines = run.figures.map(({ engine, strategy, workers, medianMs, throughput, speedup }) =>
    [
      `| ${engine}/${strategy}`,
      workers,
      `${short(medianMs.value)} ms`,
      short(throughput.value),
      speedup ? `${short(speedup.value)}× (${short(speedup.low)}–${short(speedup.high)})` : 'no baseline',
    ].join(' | '),
  )
  const settings = Object.entries(run.params).map(([name, value]) => `${name} ${value}`)
  const caution = run.flags.length > 0 ? ['', `Flagged: ${run.flags.join(', ')}.`] : []
  return [
    `## ${[run.exercise, ...settings].join(', ')}`,
    '',
    `${device.cores} cores, ${device.browser} ${device.browserMajor} on ${device.os}${device.isolated ? '' : ', not isolated'}. ${url}`,
    '',
    '| rung | workers | median | items/s | speedup (95 %) |',
    '|---|---:|---:|---:|---:|',
    ...lines.map((line) => `${line} |`),
    ...caution,
    '',
  ].join('\n')
}

/** Three digits, as in 0.0123, 12.3 and 12300. */
function short(value: number): string {
  const rounded = Number(value.toPrecision(3))
  return rounded >= 1e9 ? rounded.toExponential(2) : String(rounded)
}
