import type { Module } from '../ast.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { checkLayout, type LayoutFault } from './layout.ts'
import { readModule } from './module.ts'
import { Reading } from './reading.ts'
import { parseStrictly, type SyntaxFault } from './syntax.ts'

export interface Parsed {
  module: Module
  /**
   * Everything found, in source order. A text that is not Python has one diagnostic and an empty module; what is outside
   * the subset is here and in the `faults` of its function, so that the other functions can still be compiled.
   */
  diagnostics: Diagnostic[]
}

/** Source text to the tree of `ast.ts`, by way of the concrete tree of `grammar`. */
export function parse(source: string): Parsed {
  const reading = new Reading(source.replace(/^\uFEFF/, ''))
  const parsed = parseStrictly(reading.text)
  const fault = firstFault(reading, checkLayout(reading), 'fault' in parsed ? parsed.fault : undefined)
  if (fault || !('tree' in parsed)) return notPython(reading, fault)
  const module = readModule(reading, parsed.tree)
  const diagnostics = reading.diagnostics.toSorted((a, b) => a.span.start - b.span.start)
  const syntax = diagnostics.find(({ rule }) => rule === 'syntax')
  return syntax ? notPython(reading, syntax) : { module, diagnostics }
}

/**
 * Of layout and grammar, what comes first in the text. Three exceptions, as in CPython: a header without its block is said
 * by the block's name, an open bracket counts only when the parser did not stumble on its own line, and what is wrong with
 * a token further on says more than a mere "invalid syntax".
 */
function firstFault(reading: Reading, layout: LayoutFault | undefined, grammar: SyntaxFault | undefined) {
  if (layout && (!grammar || comesFirst(reading, layout, grammar)))
    reading.report(layout.rule, { from: layout.from, to: layout.from + 1 }, { message: layout.message })
  else if (grammar) reading.syntaxError(grammar, grammar.message)
  return reading.diagnostics.pop()
}

function comesFirst(reading: Reading, layout: LayoutFault, { from: grammar, message }: SyntaxFault): boolean {
  if (layout.ofTokens && message === 'invalid syntax') return true
  if (layout.unclosed)
    return grammar >= reading.text.trimEnd().length || reading.lineOf(grammar) > reading.lineOf(layout.from)
  return (layout.headerEnd ?? layout.from) <= grammar
}

function notPython(reading: Reading, diagnostic: Diagnostic | undefined): Parsed {
  if (!diagnostic) throw new Error('a text without a tree has a fault')
  const span = reading.span({ from: 0, to: reading.text.length })
  return { module: { imports: [], constants: [], functions: [], plain: [], span }, diagnostics: [diagnostic] }
}
