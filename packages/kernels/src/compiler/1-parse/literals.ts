import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr } from '../ast.ts'
import { readExpression } from './expressions.ts'
import { childrenOf, type Reading } from './reading.ts'
import { numberFault } from './syntax.ts'

const DECIMAL = /^(?:0(?:_?0)*|[1-9](?:_?\d)*)$/
const PREFIXED = /^0(?:[xX](?:_?[\da-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$/
const FLOAT = /^(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/

/** A number, by Python's rules for underscores and leading zeros, which the token does not check. */
export function readNumber(reading: Reading, node: SyntaxNode): Expr {
  const text = reading.textOf(node)
  const span = reading.span(node)
  const digits = text.replaceAll('_', '')
  if (DECIMAL.test(text) || PREFIXED.test(text)) return { kind: 'int', value: BigInt(digits), span }
  if (/[jJ]$/.test(text)) reading.report('complex-number', node)
  else if (/^0[\d_]+$/.test(text) && !/__|_$/.test(text))
    reading.syntaxError(
      node,
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    )
  else if (FLOAT.test(text)) return { kind: 'float', value: Number(digits), span }
  else reading.syntaxError(node, numberFault(text))
  return { kind: 'int', value: 0n, span }
}

/** A string, adjacent strings, or an f-string. */
export function readString(reading: Reading, node: SyntaxNode): Expr {
  const pieces = node.name === 'ContinuedString' ? childrenOf(node) : [node]
  const parts = pieces.flatMap((piece) => partsOf(reading, piece))
  const span = reading.span(node)
  if (!pieces.some(({ name }) => name === 'FormatString')) return { kind: 'string', value: parts.join(''), span }
  const joined: (string | Expr)[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return { kind: 'formatted', parts: joined.filter((part) => part !== ''), span }
}

function partsOf(reading: Reading, node: SyntaxNode): (string | Expr)[] {
  const text = reading.textOf(node)
  const [, prefix = '', quote = ''] = /^([a-zA-Z]*)("""|'''|"|')/.exec(text) ?? []
  if (/b/i.test(prefix)) reading.report('bytes', node)
  const raw = /r/i.test(prefix)
  const from = node.from + prefix.length + quote.length
  const to = node.to - quote.length
  const decode = (piece: string) => {
    if (!raw && MALFORMED.test(piece))
      reading.syntaxError(node, '(unicode error) a \\x, \\u or \\U escape is cut short')
    return raw ? piece : unescape(piece)
  }
  if (node.name !== 'FormatString') return [decode(reading.text.slice(from, to))]

  const parts: (string | Expr)[] = []
  let at = from
  for (const child of childrenOf(node)) {
    if (child.name !== 'FormatReplacement') continue
    parts.push(decode(literalBraces(reading, node, reading.text.slice(at, child.from))))
    const [, expression] = childrenOf(child)
    if (expression) parts.push(readExpression(reading, expression))
    at = child.to
  }
  parts.push(decode(literalBraces(reading, node, reading.text.slice(at, to))))
  return parts
}

/** An escape with too few hexadecimal digits, or beyond Unicode's last character. */
const MALFORMED = /(?<!\\)(?:\\\\)*\\(?:x(?![\da-fA-F]{2})|u(?![\da-fA-F]{4})|U(?!(?:000[\da-fA-F]|0010)[\da-fA-F]{4}))/

function literalBraces(reading: Reading, node: SyntaxNode, text: string): string {
  const rest = text.replaceAll('{{', '').replaceAll('}}', '')
  if (rest.includes('}')) reading.syntaxError(node, "f-string: single '}' is not allowed")
  return text.replaceAll('{{', '{').replaceAll('}}', '}')
}

const ESCAPES: Record<string, string> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|\r?([\s\S]))/g,
    (whole, x?: string, u?: string, long?: string, octal?: string, simple?: string) => {
      const hex = x ?? u ?? long
      const code = hex === undefined ? Number.parseInt(octal ?? 'z', 8) : Number.parseInt(hex, 16)
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      return ESCAPES[simple ?? ''] ?? whole
    },
  )
}
