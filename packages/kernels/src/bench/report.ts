/**
 * A finished ladder as text, for the terminal:
 *
 *                                   speedup   95 %         darts/s  ±      first    compile  n
 *     Python     python/sequential       1 ×               1.23 M   0.4 %  812 ms            6  ▏
 *     2 workers  simd/workers         61.9 ×  [60.1–63.2]  76.1 M   1.1 %  5.2 ms   0.3 ms   9  ███████▓░
 *
 * A bar is solid up to the interval's low end, dark to the estimate, light to its high end.
 */
import type { KernelMeta } from '../catalog/index.ts'
import { relativeWidth, type Estimate } from '../stats/index.ts'
import type { Device, QualityFlag } from '../words.ts'
import { scalings, type Scaling } from './figures.ts'
import { QUALITY_WORDS } from './quality.ts'
import type { LadderOutcome, RungState } from './types.ts'

const BAR_CELLS = 24

/** The whole report; `nextSteps` says in the terminal's own words what to do about a flag, where it has any. */
export function report(
  { run, rungs, quality, device }: Extract<LadderOutcome, { type: 'done' }>,
  meta: KernelMeta,
  nextSteps: Partial<Record<QualityFlag, string>> = {},
): string {
  const params = Object.entries(run.params).map(([name, value]) => `${name} ${count(value)}`)
  const paragraphs = [
    [`${meta.title}: ${[...params, `seed ${run.checks.seed}`].join(', ')}`, deviceLine(device)],
    columns([heads(meta), ...rungs.map((state) => row(state, longestOf(rungs)))]),
    rungs.flatMap(({ label, error }) => (error === undefined ? [] : [`✗ ${label}: ${error}`])),
    scalings(run.rungs).flatMap(scalingLines),
    quality.map((flag) => `! ${QUALITY_WORDS[flag].seen} ${nextSteps[flag] ?? QUALITY_WORDS[flag].next}`),
  ]
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [...lines, ''] : [])).join('\n')
}

function heads({ itemNoun }: KernelMeta): string[] {
  return ['', '', 'speedup', '95 %', `${itemNoun}s/s`, '±', 'first', 'compile', 'n', '']
}

function row(state: RungState, longest: number): string[] {
  const { label, rung, speedup, medianMs, throughput, samplesMs, outliers, firstMs, compileMs } = state
  return [
    label,
    `${rung.engine}/${rung.strategy}`,
    speedup ? `${significant(speedup.value)} ×` : '',
    speedup && samplesMs.length > 1 && speedup.low < speedup.high
      ? `[${significant(speedup.low)}–${significant(speedup.high)}]`
      : '',
    throughput ? count(throughput.value) : '',
    medianMs && samplesMs.length > 1 && !state.tooFast ? percent(relativeWidth(medianMs) / 2) : '',
    firstMs === undefined ? '' : duration(firstMs),
    compileMs === undefined ? '' : duration(compileMs),
    state.phase === 'failed' ? '' : `${samplesMs.length}${outliers.length > 0 ? ` (${outliers.length} outlying)` : ''}`,
    state.tooFast ? 'too fast to time' : state.phase === 'failed' ? '✗' : speedup ? bar(speedup, longest) : '',
  ]
}

const longestOf = (rungs: readonly RungState[]) => Math.max(...rungs.map(({ speedup }) => speedup?.high ?? 0))

function bar({ low, value, high }: Estimate, longest: number): string {
  const [solid = 0, dark = 0, light = 0] = [low, value, high].map((end) => Math.round((end / longest) * BAR_CELLS))
  return '█'.repeat(solid) + '▓'.repeat(dark - solid) + '░'.repeat(light - dark) || '▏'
}

function scalingLines({ engine, strategy, amdahl, usl, serialShare }: Scaling): string[] {
  const name = `${engine}/${strategy}`
  if (amdahl.fitted && usl.fitted) {
    const { sigma, lambda, limit } = amdahl.fit
    const { kappa, peakWorkers } = usl.fit
    if (sigma.value >= 1) return [`${name}: no faster with more workers (Amdahl).`]
    const most = Number.isFinite(limit) ? `at most ${significant(limit / lambda.value)} ×` : 'no limit seen'
    const peak = Number.isFinite(peakWorkers)
      ? `fastest with ${significant(peakWorkers)} workers`
      : 'no turning down seen'
    return [
      `${name}: serial part ${share(sigma)}, ${most} (Amdahl).`,
      ...(kappa ? [`${name}: cost of agreeing ${share(kappa)}, ${peak} (USL).`] : []),
    ]
  }
  if (!serialShare) return []
  const { workers, share: serial } = serialShare
  if (serial >= 1) return [`${name}: no faster with ${workers} workers than with one.`]
  const found = serial <= 0 ? 'none' : percent(serial)
  return [`${name}: serial part ${found}, from ${workers} workers alone (Karp–Flatt).`]
}

const share = ({ value, low, high }: Estimate) => `${percent(value)} [${percent(low)}–${percent(high)}]`

function deviceLine({ browser, browserMajor, os, cores, timerStepUs }: Device): string {
  return `${browser} ${browserMajor} on ${os}, ${cores} ${cores === 1 ? 'core' : 'cores'}, clock step ${significant(timerStepUs)} µs`
}

/** Rows with their cells padded to equal width; all but the first two and the last columns to the right. */
function columns(rows: string[][]): string[] {
  const last = (rows[0]?.length ?? 0) - 1
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? []
  const used = widths.map((width) => width > 0)
  return rows.map((cells) =>
    cells
      .map((cell, column) =>
        column < 2 || column === last ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .filter((_, column) => used[column])
      .join('  ')
      .trimEnd(),
  )
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })
const rounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 2 })

const count = (value: number) => compact.format(value)
const significant = (value: number) => rounded.format(value)
const percent = (value: number) => percents.format(value)
const duration = (ms: number) =>
  ms >= 1000 ? `${significant(ms / 1000)} s` : ms >= 0.1 ? `${significant(ms)} ms` : `${significant(ms * 1000)} µs`
