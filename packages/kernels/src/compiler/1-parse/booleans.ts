import type { SyntaxNode } from '@lezer/common'
import type { BoolOp, Expr } from '../ast.ts'
import { operatorOf, readExpression } from './expressions.ts'
import { childrenOf, type Reading } from './reading.ts'

/** The boolean level of an expression in source order: `not`, `and`, `or`, and the operands between them. */
type Token = { word: 'not' | 'and' | 'or'; from: number } | { word: 'operand'; node: SyntaxNode; from: number }

/**
 * Reads `and`, `or` and `not` by Python's precedence. Lezer's grammar gives `not` the widest operand it can
 * (`not a or b` as `not (a or b)`), so its nesting is set aside here: the words are laid out flat and parsed again.
 */
export function readBoolean(reading: Reading, node: SyntaxNode): Expr {
  const tokens = flatten(reading, node)
  let at = 0
  const end = node.to

  return either('or', () => either('and', negation))

  function either(op: BoolOp['op'], operand: () => Expr): Expr {
    const first = operand()
    if (tokens[at]?.word !== op) return first
    const values = [first]
    while (tokens[at]?.word === op) {
      at++
      values.push(operand())
    }
    return { kind: 'boolOp', op, values, span: spanning(first, values.at(-1) ?? first) }
  }

  function negation(): Expr {
    const token = tokens[at++]
    if (token?.word === 'operand') return readExpression(reading, token.node)
    if (token?.word !== 'not') throw new Error('a boolean expression without its operand')
    const operand = negation()
    return { kind: 'unary', op: 'not', operand, span: reading.span({ from: token.from, to: operand.span.end }) }
  }

  function spanning(first: Expr, last: Expr) {
    return reading.span({ from: first.span.start, to: Math.min(last.span.end, end) })
  }
}

function flatten(reading: Reading, node: SyntaxNode): Token[] {
  const tokens: Token[] = []
  const pending: (SyntaxNode | Token)[] = [node]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ('word' in next) tokens.push(next)
    else pending.push(...parts(reading, next).reverse())
  }
  return tokens
}

function parts(reading: Reading, node: SyntaxNode): (SyntaxNode | Token)[] {
  const children = childrenOf(node)
  const first = children[0]
  const last = children.at(-1)
  if (node.name === 'UnaryExpression' && first?.name === 'not' && last) return [{ word: 'not', from: node.from }, last]
  if (node.name === 'BinaryExpression' && first && last) {
    const word = operatorOf(reading, node)
    if (word === 'and' || word === 'or') return [first, { word, from: first.to }, last]
  }
  return [{ word: 'operand', node, from: node.from }]
}
