import type { SyntaxNode } from './grammar/tree.ts'
import { BINARY_OPS, type Expr, type If, type Stmt, type While } from '../ast.ts'
import type { Rule } from '../diagnostics.ts'
import { readInnerFunction } from './inner-functions.ts'
import { placeholder, readExpression, readExpressionList } from './expressions.ts'
import { readRaise } from './raises.ts'
import { childrenOf, rangeOf, splitAt, type Reading } from './reading.ts'
import { describe, readTarget } from './targets.ts'

/** Statements of Python that are outside the subset. */
const OUTSIDE: Record<string, Rule> = {
  ClassDefinition: 'class',
  TryStatement: 'try',
  WithStatement: 'with',
  MatchStatement: 'match',
  DeleteStatement: 'del',
  ScopeStatement: 'global',
  ImportStatement: 'import-inside',
  YieldStatement: 'generator',
  TypeDefinition: 'type-alias',
}

/** Where a statement stands, for what only makes sense inside a loop. */
export interface Place {
  inLoop: boolean
}

/** A Body node `: …`: its statements, in order. */
export function readBody(reading: Reading, body: SyntaxNode | undefined, place: Place): Stmt[] {
  if (!body) return []
  return childrenOf(body).flatMap((node) => (node.name === ':' ? [] : readStatement(reading, node, place)))
}

/** One statement, behind the loops of its comprehensions; what is outside the subset is reported and left out. */
export function readStatement(reading: Reading, node: SyntaxNode, place: Place): Stmt[] {
  const { value, ahead } = reading.withAhead(() => readOne(reading, node, place))
  return [...ahead, ...value]
}

function readOne(reading: Reading, node: SyntaxNode, place: Place): Stmt[] {
  const span = reading.span(node)
  const parts = childrenOf(node)
  switch (node.name) {
    case 'StatementGroup':
      return parts.flatMap((part) => (part.name === ';' ? [] : readStatement(reading, part, place)))
    case 'ExpressionStatement':
      // A body of `...` does nothing, as pass does.
      if (parts.length === 1 && parts[0]?.name === 'Ellipsis') return [{ kind: 'pass', span }]
      return [{ kind: 'expression', value: readExpressionList(reading, parts), span }]
    case 'AssignStatement':
      return readAssign(reading, node, parts)
    case 'UpdateStatement':
      return readUpdate(reading, node, parts)
    case 'IfStatement':
      return [readIf(reading, node, parts, place)]
    case 'WhileStatement': {
      const [, test, body, , orelse] = parts
      const { value, ahead } = reading.withAhead(() =>
        test ? readExpression(reading, test) : placeholder(reading, node),
      )
      const loop = readLoop(reading, body, orelse, place)
      if (ahead.length === 0) return [{ kind: 'while', test: value, ...loop, span }]
      return whileAhead(reading, ahead, value, loop)
    }
    case 'ForStatement':
      return readFor(reading, node, parts, place)
    case 'ReturnStatement': {
      const values = parts.slice(1)
      return [
        values.length > 0
          ? { kind: 'return', value: readExpressionList(reading, values), span }
          : { kind: 'return', span },
      ]
    }
    case 'BreakStatement':
      if (!place.inLoop) reading.syntaxError(node, "'break' outside loop")
      return [{ kind: 'break', span }]
    case 'ContinueStatement':
      if (!place.inLoop) reading.syntaxError(node, "'continue' not properly in loop")
      return [{ kind: 'continue', span }]
    case 'PassStatement':
      return [{ kind: 'pass', span }]
    case 'AssertStatement': {
      const [test, message] = splitAt(',', parts.slice(1)).map((group) => readExpressionList(reading, group))
      return [{ kind: 'assert', test: test ?? placeholder(reading, node), ...(message && { message }), span }]
    }
    case 'FunctionDefinition':
    case 'DecoratedStatement':
      return readInnerFunction(reading, node)
    case 'RaiseStatement':
      return readRaise(reading, node, parts)
    case 'PrintStatement':
      reading.syntaxError(node, "Missing parentheses in call to 'print'. Did you mean print(...)?")
      return []
  }
  const rule = parts[0]?.name === 'async' ? 'async' : OUTSIDE[node.name]
  if (rule) reading.report(rule, headerOf(node, parts))
  else reading.syntaxError(node, 'invalid syntax')
  return []
}

/** A condition whose comprehensions run each time anew: they and the test go into the loop. */
function whileAhead(
  reading: Reading,
  ahead: Stmt[],
  test: Expr,
  { body, orelse }: Pick<While, 'body' | 'orelse'>,
): Stmt[] {
  const { span } = test
  const ended: Expr = { kind: 'name', name: reading.hiddenName('ended'), span }
  const set = (value: boolean): Stmt => ({
    kind: 'assign',
    targets: [ended],
    value: { kind: 'bool', value, span },
    span,
  })
  const leave: Stmt = { kind: 'if', test, body, orelse: [set(true), { kind: 'break', span }], span }
  const always: Expr = { kind: 'bool', value: true, span }
  const loop: Stmt = { kind: 'while', test: always, body: [...ahead, leave], orelse: [], span }
  return orelse.length > 0
    ? [set(false), loop, { kind: 'if', test: ended, body: orelse, orelse: [], span }]
    : [set(false), loop]
}

/** A compound statement without its block: where a report about it points. */
function headerOf(node: SyntaxNode, parts: SyntaxNode[]) {
  const body = parts.find(({ name }) => name === 'Body' || name === 'MatchBody')
  return { from: node.from, to: body?.from ?? node.to }
}

/** `a = b = value`, `a: int = value`, and `a: int`, which does nothing. */
function readAssign(reading: Reading, node: SyntaxNode, parts: SyntaxNode[]): Stmt[] {
  const groups = splitAt(
    'AssignOp',
    parts.filter(({ name }) => name !== 'TypeDef'),
  )
  const value = groups.pop()
  if (!value || !parts.some(({ name }) => name === 'AssignOp')) return []
  const targets = groups.map((group) => readTarget(reading, group))
  return [{ kind: 'assign', targets, value: readExpressionList(reading, value), span: reading.span(node) }]
}

function readUpdate(reading: Reading, node: SyntaxNode, parts: SyntaxNode[]): Stmt[] {
  const [left, operator, ...right] = parts
  if (!left || operator?.name !== 'UpdateOp') {
    reading.syntaxError(node, "'tuple' is an illegal expression for augmented assignment")
    return []
  }
  const target = readExpression(reading, left)
  const text = reading.textOf(operator).slice(0, -1)
  const op = BINARY_OPS.find((known) => known === text)
  const value = readExpressionList(reading, right)
  if (!op) throw new Error(`unknown augmented operator ${text}=`)
  if (target.kind === 'name' || target.kind === 'subscript' || target.kind === 'attribute')
    return [{ kind: 'augAssign', target, op, value, span: reading.span(node) }]
  const what = target.kind === 'tuple' || target.kind === 'list' ? target.kind : describe(reading, target)
  reading.syntaxError(left, `'${what}' is an illegal expression for augmented assignment`)
  return []
}

/** `elif` becomes an If alone in the `else` of the one before; built from the last branch to the first. */
function readIf(reading: Reading, node: SyntaxNode, parts: SyntaxNode[], place: Place): If {
  const branches: { from: number; test: Expr; ahead: Stmt[]; body: Stmt[] }[] = []
  let orelse: Stmt[] = []
  for (let at = 0; at < parts.length;) {
    const [keyword, next, after] = parts.slice(at, at + 3)
    if (keyword?.name === 'else') {
      orelse = readBody(reading, next, place)
      at += 2
    } else if (keyword && next) {
      const { value: test, ahead } = reading.withAhead(() => readExpression(reading, next))
      // What the first condition needs runs ahead of the whole statement.
      if (branches.length === 0) reading.runAhead(...ahead.splice(0))
      branches.push({ from: keyword.from, test, ahead, body: readBody(reading, after, place) })
      at += 3
    } else throw new Error('an if statement without its test')
  }
  for (const branch of branches.reverse()) {
    const { from, test, ahead, body } = branch
    orelse = [...ahead, { kind: 'if', test, body, orelse, span: reading.span({ from, to: node.to }) }]
  }
  const [whole] = orelse
  if (whole?.kind !== 'if') throw new Error('an if statement without a branch')
  return whole
}

function readFor(reading: Reading, node: SyntaxNode, parts: SyntaxNode[], place: Place): Stmt[] {
  if (parts[0]?.name === 'async') {
    reading.report('async', headerOf(node, parts))
    return []
  }
  const middle = parts.findIndex(({ name }) => name === 'in')
  const end = parts.findIndex(({ name }) => name === 'Body')
  const targetNodes = parts.slice(1, middle)
  if (targetNodes.some(({ name }) => name === '*')) {
    reading.report('unpacking', rangeOf(targetNodes))
    return []
  }
  const target = readTarget(reading, targetNodes, true)
  const iter = readExpressionList(reading, parts.slice(middle + 1, end))
  const loop = readLoop(reading, parts[end], parts[end + 2], place)
  return [{ kind: 'for', target, iter, ...loop, span: reading.span(node) }]
}

function readLoop(reading: Reading, body: SyntaxNode | undefined, orelse: SyntaxNode | undefined, place: Place) {
  return { body: readBody(reading, body, { inLoop: true }), orelse: readBody(reading, orelse, place) }
}
