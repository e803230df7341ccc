import type { Span } from './ast.ts'

/**
 * Everything the compiler has to say to the author of a program, as data: one row a rule. A Diagnostic is a value, never
 * thrown past the phase that made it, and several can come from one compile. `{name}` in a text is filled from the
 * parameters given to `diagnose`.
 */
export interface Diagnostic {
  /** What Python or Numba would call the error: `SyntaxError`, `TypingError`, `UnsupportedError` … */
  code: DiagnosticCode
  /** The row of the table below; also the anchor on the documentation page. */
  rule: Rule
  span: Span
  /** One plain sentence. */
  message: string
  /** What to do instead. */
  hint: string
  /** Other places that explain it, e.g. where each of two conflicting types came from. */
  related: { span: Span; message: string }[]
}

export type DiagnosticCode =
  'SyntaxError' | 'IndentationError' | 'UnsupportedError' | 'NameError' | 'TypingError' | 'ParallelError'

interface Row {
  code: DiagnosticCode
  message: string
  hint: string
}

export const RULES = {
  syntax: { code: 'SyntaxError', message: '{message}', hint: '{hint}' },
  indentation: { code: 'IndentationError', message: '{message}', hint: '{hint}' },
} as const satisfies Record<string, Row>

export type Rule = keyof typeof RULES

/** Fills in one row of the table; a missing parameter is our bug and throws. */
export function diagnose(
  rule: Rule,
  span: Span,
  parameters: Record<string, string> = {},
  related: Diagnostic['related'] = [],
): Diagnostic {
  const row: Row = RULES[rule]
  return {
    code: row.code,
    rule,
    span,
    message: fill(row.message, parameters),
    hint: fill(row.hint, parameters),
    related,
  }
}

function fill(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`diagnostic text lacks its parameter ${name}: ${template}`)
    return value
  })
}
