/** Tables for spreadsheets (RFC 4180): one line for each rung, and nothing a spreadsheet would run. */
import type { Run } from '@prange/kernels/words'
import type { BoardRow, RungFigures } from '../contract/index.ts'

type Cell = string | number | boolean | null | undefined

const RUNG_COLUMNS =
  'engine,strategy,workers,items,samples,median_ms,median_low_ms,median_high_ms,items_per_s,speedup,speedup_low,speedup_high,efficiency'.split(
    ',',
  )
const DEVICE_COLUMNS = 'cores,browser,browser_major,os,isolated,timer_step_us,quality,flags,params,at'.split(',')

export const SHARED_HEADER = csvLine(['run', 'exercise', ...RUNG_COLUMNS, ...DEVICE_COLUMNS])
export const CLASS_HEADER = csvLine(['run', 'member', 'exercise', ...RUNG_COLUMNS, ...DEVICE_COLUMNS])

/** A class run as CSV lines, one for each rung. */
export function classLines(row: BoardRow, run: Run, figures: readonly RungFigures[]): string {
  const device = deviceCells(run, row.flags, row.at)
  return run.rungs
    .map((rung, index) => csvLine([row.runId, row.name, run.exercise, ...rungCells(rung, figures[index]), ...device]))
    .join('')
}

/** A shared run as CSV lines, one for each rung. */
export function sharedLines(
  id: string,
  run: Run,
  figures: readonly RungFigures[],
  flags: string[],
  at: number,
): string {
  const device = deviceCells(run, flags, at)
  return run.rungs
    .map((rung, index) => csvLine([id, run.exercise, ...rungCells(rung, figures[index]), ...device]))
    .join('')
}

/**
 * One line. A text that begins like a formula gets an apostrophe in front: spreadsheets run cells that start with
 * = + - @, a tab or a carriage return (OWASP, "CSV Injection").
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = String(cell ?? '')
  const defused = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused
}

function rungCells(rung: Run['rungs'][number], figures: RungFigures | undefined): Cell[] {
  return [
    ...[rung.engine, rung.strategy, rung.workers, rung.items, rung.samplesMs.length],
    ...[figures?.medianMs.value, figures?.medianMs.low, figures?.medianMs.high, figures?.throughput.value],
    ...[figures?.speedup?.value, figures?.speedup?.low, figures?.speedup?.high, figures?.efficiency?.value],
  ]
}

function deviceCells({ device, quality, params }: Run, flags: readonly string[], at: number): Cell[] {
  const settings = Object.entries(params).map(([name, value]) => `${name}=${value}`)
  return [
    ...[device.cores, device.browser, device.browserMajor, device.os, device.isolated, device.timerStepUs],
    ...[quality.join(' '), flags.join(' '), settings.join(' '), new Date(at).toISOString()],
  ]
}
