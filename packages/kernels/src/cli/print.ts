/** What the terminal shows. */
import { explainDiagnostic, type Explained } from '../compiler/explain.ts'
import type { Diagnostic } from '../compiler/diagnostics.ts'

/** An error with the line it is about, as Python shows it. */
export function describe(error: Explained, filename: string, source: string): string {
  const { code, line, column, message, hint } = error
  const text = source.split('\n')[line - 1]
  const place = line > 0 && text !== undefined ? [`  File "${filename}", line ${line}`, ...marked(text, column)] : []
  return [...place, `${code}: ${message}`, ...(hint ? [`  → ${hint}`] : [])].join('\n')
}

export const describeDiagnostic = (diagnostic: Diagnostic, filename: string, source: string): string =>
  describe(explainDiagnostic(diagnostic), filename, source)

function marked(text: string, column: number): string[] {
  const shown = text.trimStart()
  const caret = column - 1 - (text.length - shown.length)
  return [`    ${shown.trimEnd()}`, `    ${' '.repeat(Math.max(0, caret))}^`]
}
