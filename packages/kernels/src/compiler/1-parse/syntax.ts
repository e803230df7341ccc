import { Cursor } from './grammar/cursor.ts'
import { script } from './grammar/statements.ts'
import { Stumble, type SyntaxNode } from './grammar/tree.ts'
import { KEYWORDS } from './grammar/tokens.ts'

export interface SyntaxFault {
  from: number
  to: number
  message: string
}

/** The tree of a text, or where it stops being Python and what CPython would say there. */
export function parseStrictly(text: string): { tree: SyntaxNode } | { fault: SyntaxFault } {
  try {
    return { tree: script(new Cursor(text)) }
  } catch (error) {
    if (!(error instanceof Stumble)) throw error
    const { at, words } = error
    return { fault: words === undefined ? explain(text, at) : { from: at, to: at, message: words } }
  }
}

const COMPOUND = /^(?:if|elif|else|for|while|def|class|try|except|finally|with|async)\b/
/** Headers whose colon CPython demands at once; in the others it only misses it at the line's end. */
const FORCED = /^(?:else|def|try|finally)\b/
const VALUE_KEYWORDS = /^(?:False|None|True)$/

function explain(text: string, position: number): SyntaxFault {
  const from = skipBlanks(text, position)
  const token = tokenAt(text, from)
  const to = from + (token?.length ?? 0)
  const lineFrom = text.lastIndexOf('\n', from - 1) + 1
  const before = text.slice(lineFrom, from)
  const statement = before.trimStart()
  const depth = bracketDepth(text.slice(Math.max(0, from - 4000), from))
  const atEnd = token === undefined || token === '\n'
  const at = (message: string, start = from) => ({ from: start, to, message })

  const number = /(?<![\w.])\.?\d[\w.]*$/.exec(before)
  if (number && position === from && /^\w/.test(token ?? ''))
    return at(numberFault(number[0] + (token ?? '')), Math.max(lineFrom, from - 1))
  if (/^\d+[\p{L}_]/u.test(token ?? '')) return at(numberFault(token ?? ''))
  if (/^exec\s/.test(statement) && /^["'\w]/.test(token ?? ''))
    return at("Missing parentheses in call to 'exec'. Did you mean exec(...)?", lineFrom + before.indexOf('exec'))
  if (COMPOUND.test(statement) && bracketDepth(statement) === 0 && !hasColon(statement)) {
    const complete = endsWithValue(statement) || /^(?:else|try|finally|except)\s*$/.test(statement)
    if ((atEnd || FORCED.test(statement)) && complete) return at("expected ':'")
  }
  const start = lineFrom + startOfItem(before)
  if (token === '=' && (/^(?:if|elif|while)\b/.test(statement) || depth > 0))
    return at("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", start)
  if (/\sif\s(?!.*\selse\b)/.test(before.slice(start - lineFrom)) && (atEnd || token === ')'))
    return at("expected 'else' after 'if' expression", start)
  if (token && depth > 0 && !/^(?:def|class)\b/.test(statement) && endsWithValue(before) && startsValue(token))
    return at('invalid syntax. Perhaps you forgot a comma?', start)
  return at('invalid syntax')
}

/** CPython's words for a number it cannot read. */
export function numberFault(text: string): string {
  const octal = /^0[oO][0-7_]*([89])/.exec(text)?.[1]
  const binary = /^0[bB][01_]*([2-9])/.exec(text)?.[1]
  if (octal) return `invalid digit '${octal}' in octal literal`
  if (binary) return `invalid digit '${binary}' in binary literal`
  const base = /^0[xX]/.test(text)
    ? 'hexadecimal'
    : /^0[oO]/.test(text)
      ? 'octal'
      : /^0[bB]/.test(text)
        ? 'binary'
        : 'decimal'
  return `invalid ${base} literal`
}

/** Where the expression that ends a line's text begins: after the bracket, comma, `=` or keyword before it. */
function startOfItem(before: string): number {
  let depth = 0
  for (let at = before.length - 1; at >= 0; at--) {
    const character = before[at] ?? ''
    if (')]}'.includes(character)) depth++
    else if ('([{'.includes(character) && depth-- === 0) return skipBlanks(before, at + 1)
    else if (depth === 0 && (character === ',' || /[^=<>!]=$/.test(before.slice(0, at + 1))))
      return skipBlanks(before, at + 1)
  }
  return /^\s*(?:(?:if|elif|while|return|assert)\s+)?/.exec(before)?.[0].length ?? 0
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (/[ \t\f\r]/.test(text[at] ?? 'x')) at++
  return at
}

/** The word, number, string start or sign at an offset; undefined at the text's end. */
function tokenAt(text: string, at: number): string | undefined {
  return /^(?:[\w\u{80}-\u{10ffff}]+|\n|[^\w\s])/u.exec(text.slice(at, at + 80))?.[0]
}

function endsWithValue(before: string): boolean {
  const word = /([\w\u{80}-\u{10ffff}]+|[)\]}"'])\s*$/u.exec(before)?.[1]
  return word !== undefined && (!KEYWORDS.has(word) || VALUE_KEYWORDS.test(word))
}

const startsValue = (token: string) => /^[\w"'([{]/.test(token) && (!KEYWORDS.has(token) || VALUE_KEYWORDS.test(token))

/** Whether a header's colon has come: one that no brackets and no string are around. */
function hasColon(statement: string): boolean {
  const plain = statement.replace(/"[^"\n]*"|'[^'\n]*'/g, '')
  return [...plain.matchAll(/:/g)].some(({ index }) => bracketDepth(plain.slice(0, index)) === 0)
}

function bracketDepth(text: string): number {
  let depth = 0
  for (const character of text.replace(/"[^"\n]*"|'[^'\n]*'|#.*/g, '')) {
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
  }
  return depth
}
