import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr, Slice } from '../ast.ts'
import { placeholder, readExpression } from './expressions.ts'
import { childrenOf, rangeOf, splitAt, type Reading } from './reading.ts'

/** `a[i]`, `a[lower:upper:step]`, `a[i, :]` */
export function readSubscript(reading: Reading, node: SyntaxNode): Expr {
  const [object, bracket, ...rest] = childrenOf(node)
  const inside = rest.slice(0, -1)
  if (!object || !bracket) return placeholder(reading, node)
  const items = splitAt(',', inside).map((group) => readIndex(reading, group))
  const [only] = items
  const isTuple = items.length > 1 || inside.at(-1)?.name === ','
  const index: Expr =
    only && !isTuple
      ? only
      : { kind: 'tuple', items, span: reading.span(inside.length > 0 ? rangeOf(inside) : bracket) }
  return { kind: 'subscript', object: readExpression(reading, object), index, span: reading.span(node) }
}

function readIndex(reading: Reading, nodes: SyntaxNode[]): Expr {
  const [first] = nodes
  if (!first) throw new Error('an index of no nodes')
  if (!nodes.some(({ name }) => name === ':')) {
    if (first.name === '*') reading.report('unpacking', rangeOf(nodes))
    return readExpression(reading, nodes.at(-1) ?? first)
  }
  const slice: Slice = { kind: 'slice', span: reading.span(rangeOf(nodes)) }
  const parts = ['lower', 'upper', 'step'] as const
  let part = 0
  for (const node of nodes) {
    const name = parts[part]
    if (node.name === ':') part++
    else if (name) slice[name] = readExpression(reading, node)
  }
  return slice
}
