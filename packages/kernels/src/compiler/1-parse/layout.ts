import type { Rule } from '../diagnostics.ts'
import { Reading } from './reading.ts'

/** A fault of lines, indentation, brackets or quotes, worded as CPython's tokenizer words it. */
export interface LayoutFault {
  rule: Extract<Rule, 'syntax' | 'indentation' | 'tabs'>
  from: number
  message: string
  /** The header line had no block: the parser stumbles earlier, at the header's end, but this says it better. */
  headerEnd?: number
  /** Found between tokens: CPython says it rather than a mere "invalid syntax" before it. */
  ofTokens?: boolean
  /** A bracket that is still open at the text's end. */
  unclosed?: true
}

/** CPython's tokenizer gives up at these depths. */
const MAX_BRACKETS = 200
const MAX_INDENTS = 100

interface LogicalLine {
  from: number
  /** First offset after the last token. */
  to: number
  /** Column with tabs to multiples of 8, and with tabs as one: they must agree in order (PEP 8's "inconsistent use"). */
  indent: number
  narrowIndent: number
}

/** The first fault of layout in the text. CPython finds these before any rule of grammar, so they are looked for on their own. */
export function checkLayout(reading: Reading): LayoutFault | undefined {
  const { lines, fault } = logicalLines(reading.text)
  const indentation = checkIndentation(reading, lines)
  if (fault && indentation) return fault.from < indentation.from ? fault : indentation
  return fault ?? indentation
}

function checkIndentation(reading: Reading, lines: LogicalLine[]): LayoutFault | undefined {
  const stack = [{ indent: 0, narrowIndent: 0 }]
  let header: LogicalLine | undefined
  for (const line of lines) {
    const top = stack.at(-1) ?? line
    const fault = (message: string, rule: LayoutFault['rule'] = 'indentation') => ({ rule, from: line.from, message })
    if (
      Math.sign(line.indent - top.indent) !== Math.sign(line.narrowIndent - top.narrowIndent) &&
      line.indent >= top.indent
    )
      return fault('inconsistent use of tabs and spaces in indentation', 'tabs')
    if (line.indent > top.indent) {
      if (!header) return fault('unexpected indent')
      stack.push(line)
      if (stack.length > MAX_INDENTS) return fault('too many levels of indentation')
    } else if (header) {
      return { ...fault(expectedBlock(reading, header)), headerEnd: header.to }
    } else {
      while ((stack.at(-1)?.indent ?? 0) > line.indent) stack.pop()
      if (stack.at(-1)?.indent !== line.indent) return fault('unindent does not match any outer indentation level')
    }
    header = reading.text[line.to - 1] === ':' ? line : undefined
  }
  if (!header) return undefined
  const from = reading.text.trimEnd().length
  return { rule: 'indentation', from, message: expectedBlock(reading, header), headerEnd: header.to }
}

function expectedBlock(reading: Reading, header: LogicalLine): string {
  const keyword = /^(?:async\s+)?([a-z]+)/.exec(reading.text.slice(header.from, header.to))?.[1]
  const line = reading.lineOf(header.from)
  if (keyword === 'def') return `expected an indented block after function definition on line ${line}`
  if (keyword === 'class') return `expected an indented block after class definition on line ${line}`
  return `expected an indented block after '${keyword ?? ':'}' statement on line ${line}`
}

/** Splits the text at the newlines that end statements: not those in brackets, strings, or after a backslash. */
function logicalLines(text: string): { lines: LogicalLine[]; fault?: LayoutFault } {
  const lines: LogicalLine[] = []
  const brackets: { character: string; from: number }[] = []
  let current: LogicalLine | undefined
  let at = 0
  const fail = (from: number, message: string, unclosed?: true) => ({
    lines,
    fault: { rule: 'syntax', from, message, ofTokens: !unclosed, ...(unclosed && { unclosed }) } as const,
  })

  while (at < text.length) {
    if (!current && brackets.length === 0) {
      const line = startOfLine(text, at)
      at = line.from
      if (!/[#\r\n]/.test(text[at] ?? '\n')) current = line
    }
    const character = text[at] ?? ''
    if (character === '\n') {
      if (brackets.length === 0 && current) {
        lines.push(current)
        current = undefined
      }
      at++
      continue
    }
    if (/[ \t\f\r]/.test(character)) {
      at++
      continue
    }
    if (character === '#') {
      at = endOfLine(text, at)
      continue
    }
    if (character === '\\') {
      const rest = /^\\\r?\n/.exec(text.slice(at, at + 3))
      if (!rest) return fail(at, 'unexpected character after line continuation character')
      at += rest[0].length
      if (at >= text.length) return fail(at, 'unexpected EOF while parsing')
      continue
    }
    const quote = /^(?:[rR][bBfF]?|[bBfF][rR]?|[uU])?("""|'''|"|')/.exec(text.slice(at, at + 5))
    if (quote?.[1]) {
      const open = at + quote[0].length - quote[1].length
      const end = endOfString(text, open, quote[1])
      if (end === undefined) return fail(open, unterminated(text, open, quote[1]))
      at = end
    } else if ('([{'.includes(character)) {
      brackets.push({ character, from: at++ })
      if (brackets.length > MAX_BRACKETS) return fail(at, 'too many nested parentheses')
    } else if (')]}'.includes(character)) {
      const open = brackets.pop()
      if (!open) return fail(at, `unmatched '${character}'`)
      if (!matches(open.character, character)) return fail(at, mismatch(text, open, at))
      at++
    } else {
      const word = /^[\w\u{80}-\u{10ffff}]+/u.exec(text.slice(at, at + 200))?.[0]
      const stranger = word ? strangerIn(word) : strangerIn(character)
      if (stranger) return fail(at + stranger.index, stranger.message)
      at += word?.length ?? 1
    }
    if (current) current.to = at
  }
  const open = brackets.at(-1)
  if (open) return fail(open.from, `'${open.character}' was never closed`, true)
  if (current) lines.push(current)
  return { lines }
}

function startOfLine(text: string, from: number): LogicalLine {
  let indent = 0
  let narrowIndent = 0
  let at = from
  for (; ' \t\f'.includes(text[at] ?? 'x'); at++) {
    if (text[at] === '\f') indent = narrowIndent = 0
    else {
      indent = text[at] === '\t' ? indent + 8 - (indent % 8) : indent + 1
      narrowIndent++
    }
  }
  return { from: at, to: at, indent, narrowIndent }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** The offset after the closing quote, or undefined where there is none. `from` is the opening quote. */
export function endOfString(text: string, from: number, quote: string): number | undefined {
  for (let at = from + quote.length; at < text.length; at++) {
    if (text[at] === '\\') at += text[at + 1] === '\r' && text[at + 2] === '\n' ? 2 : 1
    else if (text[at] === '\n' && quote.length === 1) return undefined
    else if (text.startsWith(quote, at)) return at + quote.length
  }
  return undefined
}

function unterminated(text: string, from: number, quote: string): string {
  const counter = new Reading(text)
  const last = quote.length === 1 ? endOfLine(text, from) : text.trimEnd().length
  return `unterminated ${quote.length === 3 ? 'triple-quoted ' : ''}string literal (detected at line ${counter.lineOf(last)})`
}

const matches = (open: string, close: string) => '([{'.indexOf(open) === ')]}'.indexOf(close)

function mismatch(text: string, open: { character: string; from: number }, at: number): string {
  const counter = new Reading(text)
  const line = counter.lineOf(open.from)
  const where = line === counter.lineOf(at) ? '' : ` on line ${line}`
  return `closing parenthesis '${text[at] ?? ''}' does not match opening parenthesis '${open.character}'${where}`
}

/** A character that no Python token has: a typographic quote pasted from a slide, an emoji, a `$`. */
function strangerIn(word: string): { index: number; message: string } | undefined {
  const match = /[^\p{XID_Continue}!%&*+,\-./:;<=>@^`|~]/u.exec(word)
  if (!match) return undefined
  const code = match[0].codePointAt(0) ?? 0
  if (code < 0x80) return code === 0x24 || code === 0x3f ? { index: match.index, message: 'invalid syntax' } : undefined
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const kind = /\P{C}/u.test(match[0])
    ? `invalid character '${match[0]}' (${name})`
    : `invalid non-printable character ${name}`
  return { index: match.index, message: kind }
}
