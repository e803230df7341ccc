/** What the terminal shows: a line of JSON for machines, a few lines for people. */
import type { Explained } from '../compiler/explain.ts'
import type { Diagnostic } from '../compiler/diagnostics.ts'
import type { Stage } from '../compiler/index.ts'
import { explainDiagnostic } from '../compiler/explain.ts'
import type { CallResult } from './calls.ts'

/** `diagnostics` only where there is more to say than `error` does. */
export function asJson(result: CallResult): string {
  if (result.ok) return JSON.stringify(result)
  const { call, ok, error, diagnostics } = result
  return JSON.stringify({ call, ok, error, ...(diagnostics.length > 1 && { diagnostics }) })
}

/**
 *     pi(1000)  →  3.14  (float64)
 *         compiled in 1.2 ms, ran in 0.05 ms
 */
export function asText(result: CallResult, filename: string, source: string): string {
  if (!result.ok) {
    const { call, error } = result
    // An error of the call itself stands in line 1 of its own text.
    const place = result.inCall ? describe(error, 'call', call) : describe(error, filename, source)
    return `${call}\n${place}`
  }
  const { call, type, value, compileMs, runMs } = result
  const compiled = compileMs > 0 ? `compiled in ${milliseconds(compileMs)}` : 'compiled before'
  return `${call}  →  ${value}  (${type})\n    ${compiled}, ${ran(runMs)}`
}

/** An error with the line it is about, as Python shows it. */
export function describe(error: Explained, filename: string, source: string): string {
  const { code, line, column, message, hint } = error
  const text = source.split('\n')[line - 1]
  const place = line > 0 && text !== undefined ? [`  File "${filename}", line ${line}`, ...marked(text, column)] : []
  return [...place, `${code}: ${message}`, ...(hint ? [`  → ${hint}`] : [])].join('\n')
}

export const describeDiagnostic = (diagnostic: Diagnostic, filename: string, source: string): string =>
  describe(explainDiagnostic(diagnostic), filename, source)

export function describeStage(stage: Stage): string {
  const of = stage.specialization ? ` of ${stage.specialization}` : ''
  return [`── ${stage.title}${of} (${milliseconds(stage.elapsedMs)})`, stage.text().trimEnd(), ''].join('\n')
}

function marked(text: string, column: number): string[] {
  const shown = text.trimStart()
  const caret = column - 1 - (text.length - shown.length)
  return [`    ${shown.trimEnd()}`, `    ${' '.repeat(Math.max(0, caret))}^`]
}

function ran(runMs: number[]): string {
  const sorted = runMs.toSorted((a, b) => a - b)
  const middle = sorted[sorted.length >> 1] ?? 0
  if (runMs.length === 1) return `ran in ${milliseconds(middle)}`
  const [least = 0] = sorted
  return `ran ${runMs.length} times in ${milliseconds(least)} to ${milliseconds(sorted.at(-1) ?? 0)}, median ${milliseconds(middle)}`
}

function milliseconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3)} ms`
}
