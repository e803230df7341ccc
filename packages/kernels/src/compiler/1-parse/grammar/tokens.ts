/** Source text as Python's tokens, with the line ends and indentations that mean something. */
import { endOfString } from '../layout.ts'

export interface Token {
  /** The keyword or sign itself, or what else it is. */
  type: string
  from: number
  to: number
}

/** What a word is that is no name. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

const WORD = /[\w\u{80}-\u{10ffff}]+/uy
/** Looser than Python's numbers: which digits may stand where is checked when the number is read. */
const NUMBER =
  /(?:0[xX][_\da-fA-F]+|0[oO][_0-7]+|0[bB][_01]+|(?:\d[_\d]*(?:\.(?:\d[_\d]*)?)?|\.\d[_\d]*)(?:[eE][+-]?\d[_\d]*)?[jJ]?)/y
const QUOTE = /(?:[rR][bBfF]?|[bBfF][rR]?|[uU])?("""|'''|"|')/y
const SIGN = /\*\*=|\/\/=|>>=|<<=|\.\.\.|\*\*|\/\/|>>|<<|<=|>=|==|!=|->|:=|[-+*/%@&|^]=|[-+*/%@&|^~<>=()[\]{},:;.]/y
const BLANK = /[ \t\f\r]+|#[^\n]*|\\\r?\n/y

/**
 * All tokens of `text` between two offsets. `inBrackets` is for what stands in an f-string's braces, where a line's end
 * means nothing. Where no token can be read the last one is a `fault`; else it is `end`.
 */
export function tokensOf(text: string, from = 0, to = text.length, inBrackets = false): Token[] {
  const tokens: Token[] = []
  const indents = [0]
  let depth = inBrackets ? 1 : 0
  let at = from
  let lineBegins = !inBrackets
  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  const add = (type: string, end: number): void => {
    tokens.push({ type, from: at, to: Math.min(end, to) })
    at = end
  }
  const indent = (column: number): void => {
    if (column > (indents.at(-1) ?? 0)) {
      indents.push(column)
      add('indent', at)
    }
    while (column < (indents.at(-1) ?? 0)) {
      indents.pop()
      add('dedent', at)
    }
  }

  while (at < to) {
    if (lineBegins) {
      const column = columnOf(text, at)
      at = column.at
      // A line of blanks or a comment means nothing.
      lineBegins = /[#\r\n]/.test(text[at] ?? '\n')
      if (!lineBegins) indent(column.value)
    }
    const blank = read(BLANK)
    if (blank) {
      at += blank[0].length
      continue
    }
    if (at >= to) break
    const character = text[at] ?? ''
    if (character === '\n') {
      if (depth > 0 || lineBegins) at++
      else add('newline', at + 1)
      lineBegins = depth === 0
      continue
    }
    const quote = read(QUOTE)
    if (quote?.[1]) {
      const opening = at + quote[0].length - quote[1].length
      const end = endOfString(text, opening, quote[1])
      if (end === undefined || end > to) {
        at = opening
        break
      }
      add(/f/i.test(quote[0]) ? 'FormatString' : 'String', end)
      continue
    }
    const number = read(NUMBER)
    if (number) {
      add('Number', at + number[0].length)
      continue
    }
    const word = read(WORD)
    if (word) {
      add(KEYWORDS.has(word[0]) ? word[0] : 'VariableName', at + word[0].length)
      continue
    }
    const sign = read(SIGN)
    if (!sign) break
    if ('([{'.includes(sign[0])) depth++
    else if (')]}'.includes(sign[0])) depth = Math.max(0, depth - 1)
    add(sign[0], at + sign[0].length)
  }

  if (at < to) {
    add('fault', at)
    return tokens
  }
  if (!inBrackets && tokens.length > 0 && tokens.at(-1)?.type !== 'newline') add('newline', at)
  if (!inBrackets) indent(0)
  add('end', at)
  return tokens
}

function columnOf(text: string, from: number): { at: number; value: number } {
  let value = 0
  let at = from
  for (; ' \t\f'.includes(text[at] ?? 'x'); at++)
    value = text[at] === '\f' ? 0 : text[at] === '\t' ? value + 8 - (value % 8) : value + 1
  return { at, value }
}
