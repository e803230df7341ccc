import type { SyntaxNode } from './grammar/tree.ts'
import { BINARY_OPS, COMPARE_OPS, type BinaryOp, type CompareOp, type Expr, type Span, type Stmt } from '../ast.ts'
import type { Rule } from '../diagnostics.ts'
import { readBoolean } from './booleans.ts'
import { readCall } from './calls.ts'
import { readComprehension } from './comprehensions.ts'
import { readLambda } from './inner-functions.ts'
import { readNumber, readString } from './literals.ts'
import { childrenOf, rangeOf, splitAt, type Range, type Reading } from './reading.ts'
import { readSubscript } from './subscripts.ts'

/** Deeper nesting than this is refused, as CPython refuses it at some depth: every later phase recurses. */
const MAX_DEPTH = 400

/** Expressions of Python that are outside the subset. */
const OUTSIDE: Record<string, Rule> = {
  DictionaryComprehensionExpression: 'comprehension',
  SetComprehensionExpression: 'comprehension',
  DictionaryExpression: 'dict',
  SetExpression: 'set',
  AwaitExpression: 'async',
  YieldExpression: 'generator',
  NamedExpression: 'walrus',
  Ellipsis: 'ellipsis',
}

let depth = 0

/** One expression node of the concrete tree. What is outside the subset is reported and read as None. */
export function readExpression(reading: Reading, node: SyntaxNode): Expr {
  if (depth >= MAX_DEPTH) {
    reading.report('too-deep', node)
    return placeholder(reading, node)
  }
  depth++
  try {
    return readNode(reading, node)
  } finally {
    depth--
  }
}

function readNode(reading: Reading, node: SyntaxNode): Expr {
  const span = reading.span(node)
  switch (node.name) {
    case 'Number':
      return readNumber(reading, node)
    case 'Boolean':
      return { kind: 'bool', value: reading.textOf(node) === 'True', span }
    case 'None':
      return { kind: 'none', span }
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return readString(reading, node)
    case 'VariableName':
      return { kind: 'name', name: nameOf(reading, node), span }
    case 'ParenthesizedExpression':
      return readParenthesized(reading, node)
    case 'TupleExpression':
      return { kind: 'tuple', items: readItems(reading, childrenOf(node).slice(1, -1)), span }
    case 'ArrayExpression':
      return { kind: 'list', items: readItems(reading, childrenOf(node).slice(1, -1)), span }
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
      return readComprehension(reading, node)
    case 'UnaryExpression':
      return readUnary(reading, node)
    case 'BinaryExpression':
      return readBinary(reading, node)
    case 'ConditionalExpression':
      return readConditional(reading, node)
    case 'LambdaExpression':
      return readLambda(reading, node)
    case 'CallExpression':
      return readCall(reading, node)
    case 'MemberExpression':
      return readMember(reading, node)
  }
  const rule = OUTSIDE[node.name]
  if (rule) reading.report(rule, node)
  else reading.syntaxError(node, 'invalid syntax')
  return placeholder(reading, node)
}

/** `a` or, with commas, the tuple `a, b`: what stands after `return`, `=`, `in` and between square brackets. */
export function readExpressionList(reading: Reading, nodes: SyntaxNode[]): Expr {
  const [only] = nodes
  if (nodes.length === 1 && only) return readExpression(reading, only)
  return { kind: 'tuple', items: readItems(reading, nodes), span: reading.span(rangeOf(nodes)) }
}

/** What stands where an expression was refused: the report has been made, later readers only need a node. */
export const placeholder = (reading: Reading, range: Range): Expr => ({ kind: 'none', span: reading.span(range) })

/** Identifiers are compared in normal form, as CPython does (PEP 3131). */
export const nameOf = (reading: Reading, range: Range): string => reading.textOf(range).normalize('NFKC')

function readItems(reading: Reading, nodes: SyntaxNode[]): Expr[] {
  return splitAt(',', nodes).flatMap((group) => {
    const [first] = group
    if (first && group.length === 1) return [readExpression(reading, first)]
    if (first?.name === '*') reading.report('unpacking', rangeOf(group))
    return []
  })
}

function readParenthesized(reading: Reading, node: SyntaxNode): Expr {
  const inner = childrenOf(node).slice(1, -1)
  const [first] = inner
  if (!first) return placeholder(reading, node)
  if (first.name !== '*') return { ...readExpression(reading, first), span: reading.span(node) }
  reading.syntaxError(rangeOf(inner), 'cannot use starred expression here')
  return placeholder(reading, node)
}

function readUnary(reading: Reading, node: SyntaxNode): Expr {
  const [operator, operand] = childrenOf(node)
  if (!operator || !operand) return placeholder(reading, node)
  const op = reading.textOf(operator)
  if (op !== '-' && op !== '+' && op !== '~' && op !== 'not') throw new Error(`unknown unary operator ${op}`)
  return { kind: 'unary', op, operand: readExpression(reading, operand), span: reading.span(node) }
}

function readBinary(reading: Reading, node: SyntaxNode): Expr {
  const operator = operatorOf(reading, node)
  if (operator === 'and' || operator === 'or') return readBoolean(reading, node, operator)
  if (isCompareOp(operator)) return readCompare(reading, node)
  const [left, opNode, right] = childrenOf(node)
  if (!isBinaryOp(operator) || !left || !opNode || !right) {
    reading.syntaxError(node, 'invalid syntax')
    return placeholder(reading, node)
  }
  return {
    kind: 'binary',
    op: operator,
    left: readExpression(reading, left),
    right: readExpression(reading, right),
    opSpan: reading.span(opNode),
    span: reading.span(node),
  }
}

/** The operator between the two operands, with one space between its words: `not in`, `is not`. */
export function operatorOf(reading: Reading, node: SyntaxNode): string {
  return childrenOf(node)
    .slice(1, -1)
    .map((part) => reading.textOf(part))
    .join(' ')
}

const isCompareOp = (text: string): text is CompareOp => (COMPARE_OPS as readonly string[]).includes(text)
const isBinaryOp = (text: string): text is BinaryOp => (BINARY_OPS as readonly string[]).includes(text)

/** The tree nests a chain to the left, `(a < b) < c`; Python means one comparison of three. */
function readCompare(reading: Reading, node: SyntaxNode): Expr {
  const ops: CompareOp[] = []
  const operands: SyntaxNode[] = []
  let left: SyntaxNode | undefined = node
  while (left?.name === 'BinaryExpression') {
    const op = operatorOf(reading, left)
    if (!isCompareOp(op)) break
    const parts: SyntaxNode[] = childrenOf(left)
    const right = parts.at(-1)
    if (right) operands.push(right)
    ops.push(op)
    left = parts[0]
  }
  if (!left) throw new Error('a comparison without operands')
  return {
    kind: 'compare',
    left: readExpression(reading, left),
    ops: ops.reverse(),
    comparators: operands.reverse().map((operand) => readExpression(reading, operand)),
    span: reading.span(node),
  }
}

function readConditional(reading: Reading, node: SyntaxNode): Expr {
  const [body, , test, , orelse] = childrenOf(node)
  if (!body || !test || !orelse) return placeholder(reading, node)
  const span = reading.span(node)
  const condition = readExpression(reading, test)
  const [then, otherwise] = [body, orelse].map((side) => reading.withAhead(() => readExpression(reading, side)))
  if (!then || !otherwise) throw new Error('a conditional expression has two sides')
  if (then.ahead.length + otherwise.ahead.length > 0)
    return readApart(reading, span, (result) => ({
      kind: 'if',
      test: condition,
      body: result(then),
      orelse: result(otherwise),
      span,
    }))
  return { kind: 'conditional', body: then.value, test: condition, orelse: otherwise.value, span }
}

type Side = ReturnType<typeof Reading.prototype.withAhead<Expr>>

/** An expression of which only one side is worked out, as a statement that runs ahead: so do the sides' own loops then. */
export function readApart(reading: Reading, span: Span, make: (result: (side: Side) => Stmt[]) => Stmt): Expr {
  const name: Expr = { kind: 'name', name: reading.hiddenName('either'), span }
  const result = ({ value, ahead }: Side): Stmt[] => [
    ...ahead,
    { kind: 'assign', targets: [name], value, span: value.span },
  ]
  reading.runAhead(make(result))
  return name
}

function readMember(reading: Reading, node: SyntaxNode): Expr {
  const [object, dot, property] = childrenOf(node)
  if (!object || dot?.name !== '.') return readSubscript(reading, node)
  if (!property) return placeholder(reading, node)
  return {
    kind: 'attribute',
    object: readExpression(reading, object),
    name: nameOf(reading, property),
    nameSpan: reading.span(property),
    span: reading.span(node),
  }
}
