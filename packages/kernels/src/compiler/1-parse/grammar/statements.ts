/** Python's statements by recursive descent, under the names of the rules that read them. */
import type { Cursor } from './cursor.ts'
import {
  argumentList,
  beginsValue,
  expressionList,
  namedTest,
  parameters,
  target,
  targetList,
  test,
  yielded,
} from './expressions.ts'
import { branch, type SyntaxNode } from './tree.ts'

/** A whole text. Throws Stumble where it stops being Python. */
export function script(c: Cursor): SyntaxNode {
  const children: SyntaxNode[] = []
  while (!c.is('end')) {
    if (c.is('newline')) c.take()
    else children.push(statement(c))
  }
  return { name: 'Script', from: 0, to: c.text.length, children }
}

type Rule = (c: Cursor) => SyntaxNode

const COMPOUND: Readonly<Record<string, Rule>> = {
  if: (c) => {
    const parts = [c.take(), namedTest(c), body(c)]
    while (c.is('elif')) parts.push(c.take(), namedTest(c), body(c))
    return branch('IfStatement', [...parts, ...elseBody(c)])
  },
  while: (c) => branch('WhileStatement', [c.take(), namedTest(c), body(c), ...elseBody(c)]),
  for: (c) => forLoop(c, []),
  try: tryStatement,
  with: (c) => withStatement(c, []),
  def: (c) => definition(c, []),
  class: (c) => {
    const head = [c.take(), c.expect('VariableName'), ...(c.is('(') ? [argumentList(c)] : [])]
    return branch('ClassDefinition', [...head, body(c)])
  },
  async: (c) => {
    const keyword = [c.take()]
    if (c.is('def')) return definition(c, keyword)
    if (c.is('for')) return forLoop(c, keyword)
    return c.is('with') ? withStatement(c, keyword) : c.stumble()
  },
  '@': (c) => {
    const parts: SyntaxNode[] = []
    while (c.is('@')) parts.push(decorator(c))
    const isDefinition = ['def', 'class', 'async'].includes(c.type)
    return branch('DecoratedStatement', [...parts, isDefinition ? statement(c) : c.stumble()])
  },
}

function statement(c: Cursor): SyntaxNode {
  return c.nested(() => {
    const rule = COMPOUND[c.type]
    if (rule) return rule(c)
    return (c.isWord('match') && c.attempt(() => matchStatement(c))) || simpleStatements(c)
  })
}

/** The statements of one line: one, or a group of them with its semicolons. */
function simpleStatements(c: Cursor): SyntaxNode {
  const nodes = [simpleStatement(c)]
  while (c.is(';')) {
    nodes.push(c.take())
    if (c.is('newline')) break
    nodes.push(simpleStatement(c))
  }
  c.expect('newline')
  const [only] = nodes
  return only && nodes.length === 1 ? only : branch('StatementGroup', nodes)
}

/** Those that begin with a keyword; the others begin with an expression. */
const SIMPLE: Readonly<Record<string, Rule>> = {
  pass: (c) => branch('PassStatement', [c.take()]),
  break: (c) => branch('BreakStatement', [c.take()]),
  continue: (c) => branch('ContinueStatement', [c.take()]),
  return: (c) => branch('ReturnStatement', [c.take(), ...(beginsValue(c) ? expressionList(c) : [])]),
  del: (c) => branch('DeleteStatement', [c.take(), ...targetList(c)]),
  yield: (c) => yielded(c, 'YieldStatement'),
  global: names,
  nonlocal: names,
  import: (c) =>
    branch('ImportStatement', [
      c.take(),
      ...c.list(
        () => [...dotted(c), ...alias(c)],
        () => true,
      ),
    ]),
  from: importFrom,
  assert: (c) => branch('AssertStatement', [c.take(), test(c), ...(c.is(',') ? [c.take(), test(c)] : [])]),
  raise: (c) => {
    const parts = [c.take()]
    if (beginsValue(c)) parts.push(test(c))
    if (parts.length > 1 && c.is('from')) parts.push(c.take(), test(c))
    return branch('RaiseStatement', parts)
  },
}

function simpleStatement(c: Cursor): SyntaxNode {
  const rule = SIMPLE[c.type]
  if (rule) return rule(c)
  const isPrint = c.isWord('print')
  const isType = c.isWord('type')
  const left = expressionList(c)
  const alone = left.length === 1 && left[0]?.name === 'VariableName' && beginsValue(c)
  if (alone && isPrint) return branch('PrintStatement', [...left, ...expressionList(c)])
  if (alone && isType && c.is('VariableName'))
    return branch('TypeDefinition', [...left, c.take(), c.expect('='), test(c)])
  if (UPDATES.has(c.type)) return branch('UpdateStatement', [...left, c.take('UpdateOp'), ...values(c)])
  const type = c.is(':') ? [branch('TypeDef', [c.take(), test(c)])] : []
  if (!c.is('='))
    return type.length > 0 ? branch('AssignStatement', [...left, ...type]) : branch('ExpressionStatement', left)
  const parts = [...left, ...type]
  while (c.is('=')) parts.push(c.take('AssignOp'), ...values(c))
  return branch('AssignStatement', parts)
}

const UPDATES = new Set('+= -= *= /= //= %= @= &= |= ^= <<= >>= **='.split(' '))

/** What stands right of an assignment. */
const values = (c: Cursor): SyntaxNode[] => (c.is('yield') ? [yielded(c, 'YieldExpression')] : expressionList(c))

function names(c: Cursor): SyntaxNode {
  return branch('ScopeStatement', [
    c.take(),
    ...c.list(
      () => [c.expect('VariableName')],
      () => true,
    ),
  ])
}

function dotted(c: Cursor): SyntaxNode[] {
  const nodes = [c.expect('VariableName')]
  while (c.is('.')) nodes.push(c.take(), c.expect('VariableName'))
  return nodes
}

const alias = (c: Cursor): SyntaxNode[] => (c.is('as') ? [c.take(), c.expect('VariableName')] : [])

function importFrom(c: Cursor): SyntaxNode {
  const parts = [c.take()]
  while (c.is('.') || c.is('...')) parts.push(c.take())
  if (c.is('VariableName') || parts.length === 1) parts.push(...dotted(c))
  parts.push(c.expect('import'))
  const name = () => [c.expect('VariableName'), ...alias(c)]
  if (c.is('*')) parts.push(c.take())
  else if (c.is('(')) parts.push(c.take(), ...c.list(name, () => !c.is(')')), c.expect(')'))
  else parts.push(...c.list(name, () => true))
  return branch('ImportStatement', parts)
}

/** `: statement; statement` on the same line, or an indented block. */
function body(c: Cursor): SyntaxNode {
  const parts = [c.expect(':')]
  if (!c.is('newline')) return branch('Body', [...parts, simpleStatements(c)])
  c.take()
  c.expect('indent')
  while (!c.is('dedent')) parts.push(statement(c))
  c.take()
  return branch('Body', parts)
}

const elseBody = (c: Cursor): SyntaxNode[] => (c.is('else') ? [c.take(), body(c)] : [])

function forLoop(c: Cursor, async: SyntaxNode[]): SyntaxNode {
  const head = [...async, c.take(), ...targetList(c), c.expect('in'), ...expressionList(c)]
  return branch('ForStatement', [...head, body(c), ...elseBody(c)])
}

function tryStatement(c: Cursor): SyntaxNode {
  const parts = [c.take(), body(c)]
  if (!c.is('except') && !c.is('finally')) c.stumble("expected 'except' or 'finally' block")
  while (c.is('except')) {
    parts.push(c.take(), ...c.optional('*'))
    if (!c.is(':')) parts.push(test(c), ...alias(c))
    parts.push(body(c))
  }
  parts.push(...elseBody(c))
  if (c.is('finally')) parts.push(c.take(), body(c))
  return branch('TryStatement', parts)
}

function withStatement(c: Cursor, async: SyntaxNode[]): SyntaxNode {
  const item = (): SyntaxNode[] => [test(c), ...(c.is('as') ? [c.take(), ...target(c)] : [])]
  const keyword = c.take()
  const inBrackets = c.attempt(() => {
    const items = c.bracketed('(', ')', item)
    return c.is(':') ? items : c.stumble()
  })
  return branch('WithStatement', [...async, keyword, ...(inBrackets ?? c.list(item, () => true)), body(c)])
}

function definition(c: Cursor, async: SyntaxNode[]): SyntaxNode {
  const head = [...async, c.take(), c.expect('VariableName')]
  const list = branch('ParamList', [c.expect('('), ...parameters(c, true, ')'), c.expect(')')])
  const result = c.is('->') ? [branch('TypeDef', [c.take(), test(c)])] : []
  return branch('FunctionDefinition', [...head, list, ...result, body(c)])
}

/** The names of `@numba.njit(…)` lie side by side; any other expression is a node of its own. */
function decorator(c: Cursor): SyntaxNode {
  const at = c.take()
  const value = namedTest(c)
  c.expect('newline')
  const [called, list] = value.name === 'CallExpression' ? value.children : [value]
  const path = called && dottedParts(called)
  return branch('Decorator', path ? [at, ...path, ...(list ? [list] : [])] : [at, value])
}

function dottedParts(node: SyntaxNode): SyntaxNode[] | undefined {
  if (node.name === 'VariableName') return [node]
  const [object, dot, property] = node.name === 'MemberExpression' ? node.children : []
  const before = dot?.name === '.' && object && dottedParts(object)
  return before && property ? [...before, dot, { ...property, name: 'VariableName' }] : undefined
}

/** `match value:` and its cases. What the patterns say nobody asks: the statement is outside the subset. */
function matchStatement(c: Cursor): SyntaxNode {
  const parts = [c.take('match'), ...expressionList(c), c.expect(':')]
  c.expect('newline')
  c.expect('indent')
  const cases: SyntaxNode[] = []
  while (!c.is('dedent')) {
    if (!c.isWord('case')) c.stumble()
    const clause = [c.take('case')]
    for (let depth = 0; depth > 0 || !c.is(':');) {
      if (['newline', 'end', 'fault'].includes(c.type)) c.stumble()
      if ('([{'.includes(c.type)) depth++
      else if (')]}'.includes(c.type)) depth--
      clause.push(c.take())
    }
    cases.push(branch('MatchClause', [...clause, body(c)]))
  }
  c.take()
  return branch('MatchStatement', [...parts, branch('MatchBody', cases)])
}
