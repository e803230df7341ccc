import type { SyntaxNode } from './grammar/tree.ts'
import { EXCEPTIONS } from '../../runtime/index.ts'
import type { Stmt } from '../ast.ts'
import { readExpression } from './expressions.ts'
import type { Reading } from './reading.ts'

/** `raise Name` or `raise Name(…)` */
export function readRaise(reading: Reading, node: SyntaxNode, parts: SyntaxNode[]): Stmt[] {
  const [, raised, from] = parts
  if (!raised) {
    reading.report('bare-raise', node)
    return []
  }
  if (from) reading.report('raise-from', { from: from.from, to: node.to })
  const value = readExpression(reading, raised)
  const callee = value.kind === 'call' ? value.func : value
  if (callee.kind !== 'name' || !(EXCEPTIONS as readonly string[]).includes(callee.name)) {
    reading.report('raise-custom', raised, { name: reading.textOf(raised) })
    return []
  }
  if (value.kind === 'call' && value.keywords.length > 0)
    reading.report('raise-custom', raised, { name: reading.textOf(raised) })
  const args = value.kind === 'call' ? value.args : []
  return [{ kind: 'raise', exception: callee.name, args, span: reading.span(node) }]
}
