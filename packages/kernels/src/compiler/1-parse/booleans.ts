import type { BoolOp, Expr, Stmt } from '../ast.ts'
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
  const span = reading.span(node)
  const first = readExpression(reading, left)
  const others = operands.reverse().map((operand) => reading.withAhead(() => readExpression(reading, operand)))
  if (others.every(({ ahead }) => ahead.length === 0))
    return { kind: 'boolOp', op, values: [first, ...others.map(({ value }) => value)], span }
  // The loops of a comprehension run only if what stands before it leaves the question open.
  return others.reduce<Expr>((value, other) => {
    const name: Expr = { kind: 'name', name: reading.hiddenName(op), span }
    const set = (to: Expr): Stmt => ({ kind: 'assign', targets: [name], value: to, span: to.span })
    const test: Expr = op === 'and' ? name : { kind: 'unary', op: 'not', operand: name, span }
    const more = [...other.ahead, set(other.value)]
    reading.runAhead(set(value), { kind: 'if', test, body: more, orelse: [], span })
    return name
  }, first)
}
