import type { BoolOp, Expr } from '../ast.ts'
import type { SyntaxNode } from './grammar/tree.ts'
import { operatorOf, readExpression } from './expressions.ts'
import { childrenOf, type Reading } from './reading.ts'

/** `a or b or c`: one node of three, as Python has it, where the tree nests pairs to the left. */
export function readBoolean(reading: Reading, node: SyntaxNode, op: BoolOp['op']): Expr {
  const operands: SyntaxNode[] = []
  let left = node
  while (left.name === 'BinaryExpression' && operatorOf(reading, left) === op) {
    const [first, , last] = childrenOf(left)
    if (!first || !last) throw new Error(`${op} without its operands`)
    operands.push(last)
    left = first
  }
  const values = [left, ...operands.reverse()].map((operand) => readExpression(reading, operand))
  return { kind: 'boolOp', op, values, span: reading.span(node) }
}
