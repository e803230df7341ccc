/**
 * Python's expressions by recursive descent, binary operators by how tightly they bind (Pratt). The tree keeps every sign,
 * so that whoever reads it can point at it.
 */
import { Cursor } from './cursor.ts'
import { stringPieces } from './strings.ts'
import { branch, leaf, Stumble, type SyntaxNode } from './tree.ts'

const OR = 1
const NOT = 3
const COMPARISON = 4
const BIT_OR = 5
const UNARY = 11
const POWER = 12

const COMPARISONS = ['<', '>', '<=', '>=', '==', '!=', 'in', 'not', 'is']
const BIT_SIGNS: Record<string, number> = { '|': BIT_OR, '^': 6, '&': 7, '<<': 8, '>>': 8 }
const ARITHMETIC_SIGNS: Record<string, number> = { '+': 9, '-': 9, '*': 10, '/': 10, '//': 10, '%': 10, '@': 10 }

const BINDING = new Map<string, number>([
  ['or', OR],
  ['and', 2],
  ...COMPARISONS.map((sign): [string, number] => [sign, COMPARISON]),
  ...Object.entries(BIT_SIGNS),
  ...Object.entries(ARITHMETIC_SIGNS),
  ['**', POWER],
])

/** An expression with `if … else …` and `lambda`, as most places allow it. */
export function test(c: Cursor): SyntaxNode {
  return c.nested(() => {
    if (c.is('lambda')) return lambda(c)
    const value = operation(c, OR)
    if (!c.is('if')) return value
    return branch('ConditionalExpression', [value, c.take(), operation(c, OR), c.expect('else'), test(c)])
  })
}

/** `name := value` too. */
export function namedTest(c: Cursor): SyntaxNode {
  const value = test(c)
  if (!c.is(':=') || value.name !== 'VariableName') return value
  return branch('NamedExpression', [value, c.take('AssignOp'), test(c)])
}

/** What can be assigned to, and more: no comparison, so that `in` stays for the loop it belongs to. */
export const target = (c: Cursor): SyntaxNode[] => starred(c, () => operation(c, BIT_OR))

/** `a, *b` */
export const expressionList = (c: Cursor): SyntaxNode[] =>
  c.list(
    () => starred(c, () => test(c)),
    () => beginsValue(c),
  )

export const targetList = (c: Cursor): SyntaxNode[] =>
  c.list(
    () => target(c),
    () => beginsValue(c),
  )

/** `yield value` in `name`. */
export function yielded(c: Cursor, name: string): SyntaxNode {
  const keyword = c.expect('yield')
  if (c.is('from')) return branch(name, [keyword, c.take(), test(c)])
  return branch(name, [keyword, ...(beginsValue(c) ? expressionList(c) : [])])
}

const VALUES = new Set([
  ...['VariableName', 'Number', 'String', 'FormatString', 'None', 'True', 'False', '...', '(', '[', '{'],
  ...['-', '+', '~', 'not', 'lambda', 'await', '*'],
])

export const beginsValue = (c: Cursor): boolean => VALUES.has(c.type)

export function argumentList(c: Cursor): SyntaxNode {
  return branch(
    'ArgList',
    c.bracketed('(', ')', () => {
      if (c.is('*') || c.is('**')) return [c.take(), test(c)]
      const value = test(c)
      if (value.name !== 'VariableName' && c.is('=')) throw new Stumble(value.from, NO_KEYWORD)
      if (value.name === 'VariableName' && (c.is('=') || c.is(':='))) return [value, c.take('AssignOp'), test(c)]
      return [value, ...clauses(c)]
    }),
  )
}

const NO_KEYWORD = 'expression cannot contain assignment, perhaps you meant "=="?'

/** `(a, b: int = 1, *rest, **more)` without its brackets; a lambda's have no types. */
export function parameters(c: Cursor, typed: boolean, end: string): SyntaxNode[] {
  const type = () => (typed && c.is(':') ? [branch('TypeDef', [c.take(), test(c)])] : [])
  const parameter = (): SyntaxNode[] => {
    if (c.is('/')) return [c.take()]
    if (c.is('*') || c.is('**')) return [c.take(), ...(c.is('VariableName') ? [c.take(), ...type()] : [])]
    const own = [c.expect('VariableName'), ...type()]
    return c.is('=') ? [...own, c.take('AssignOp'), test(c)] : own
  }
  return c.is(end) ? [] : c.list(parameter, () => !c.is(end))
}

function lambda(c: Cursor): SyntaxNode {
  return branch('LambdaExpression', [c.take(), ...parameters(c, false, ':'), c.expect(':'), test(c)])
}

function starred(c: Cursor, value: () => SyntaxNode): SyntaxNode[] {
  return c.is('*') ? [c.take(), operation(c, BIT_OR)] : [value()]
}

/** Operators that bind at least as tightly as `least`. */
function operation(c: Cursor, least: number): SyntaxNode {
  return c.nested(() => joined(c, least))
}

function joined(c: Cursor, least: number): SyntaxNode {
  let left = prefixed(c, least)
  for (;;) {
    const { type } = c.token
    const binding = BINDING.get(type)
    if (binding === undefined || binding < least) return left
    if (type === 'not' && c.ahead(1).type !== 'in') return left
    const operator = operatorNodes(c, type)
    // `**` is the only one that takes its right side first, and that may have a sign.
    const right = operation(c, binding === POWER ? UNARY : binding + 1)
    left = branch('BinaryExpression', [left, ...operator, right])
  }
}

function operatorNodes(c: Cursor, type: string): SyntaxNode[] {
  if (type === 'not') return [c.take(), c.take()]
  if (type === 'is') return [c.take(), ...c.optional('not')]
  if (type === 'in' || type === 'and' || type === 'or') return [c.take()]
  return [c.take(type in BIT_SIGNS ? 'BitOp' : COMPARISONS.includes(type) ? 'CompareOp' : 'ArithOp')]
}

function prefixed(c: Cursor, least: number): SyntaxNode {
  switch (c.type) {
    case 'not':
      return least <= NOT ? branch('UnaryExpression', [c.take(), operation(c, NOT)]) : c.stumble()
    case '-':
    case '+':
    case '~':
      return branch('UnaryExpression', [c.take(c.is('~') ? 'BitOp' : 'ArithOp'), operation(c, UNARY)])
    case 'await':
      return branch('AwaitExpression', [c.take(), trailed(c, atom(c))])
    default:
      return trailed(c, atom(c))
  }
}

function trailed(c: Cursor, atom: SyntaxNode): SyntaxNode {
  let value = atom
  for (;;) {
    if (c.is('(')) value = branch('CallExpression', [value, argumentList(c)])
    else if (c.is('[')) value = branch('MemberExpression', [value, ...subscript(c)])
    else if (c.is('.')) value = branch('MemberExpression', [value, c.take(), c.expect('VariableName', 'PropertyName')])
    else return value
  }
}

function subscript(c: Cursor): SyntaxNode[] {
  const bound = (): SyntaxNode[] => (beginsValue(c) ? [test(c)] : [])
  const nodes = c.bracketed('[', ']', () => {
    if (c.is('*')) return starred(c, () => test(c))
    const lower = c.is(':') ? [] : [namedTest(c)]
    if (!c.is(':')) return lower
    const upper = [c.take(), ...bound()]
    return [...lower, ...upper, ...(c.is(':') ? [c.take(), ...bound()] : [])]
  })
  return nodes.length > 2 ? nodes : c.stumble()
}

function atom(c: Cursor): SyntaxNode {
  switch (c.type) {
    case 'VariableName':
    case 'Number':
    case 'None':
      return c.take()
    case 'True':
    case 'False':
      return c.take('Boolean')
    case '...':
      return c.take('Ellipsis')
    case 'String':
    case 'FormatString':
      return strings(c)
    case '(':
      return parenthesized(c)
    case '[': {
      const nodes = display(c, '[', ']')
      return branch(isComprehension(nodes) ? 'ArrayComprehensionExpression' : 'ArrayExpression', nodes)
    }
    case '{':
      return braced(c)
    default:
      return c.stumble()
  }
}

function strings(c: Cursor): SyntaxNode {
  const pieces: SyntaxNode[] = []
  while (c.is('String') || c.is('FormatString')) pieces.push(string(c))
  const [only] = pieces
  return only && pieces.length === 1 ? only : branch('ContinuedString', pieces)
}

function string(c: Cursor): SyntaxNode {
  const node = c.take()
  return node.name === 'String' ? node : { ...node, children: replacements(c, node) }
}

/** What stands in the braces of an f-string. */
function replacements(c: Cursor, node: SyntaxNode): SyntaxNode[] {
  return stringPieces(c.text, node).map(({ from, to, valueTo }) => {
    const inner = new Cursor(c.text, from + 1, valueTo, true)
    if (inner.is('end')) throw new Stumble(from, 'f-string: empty expression not allowed')
    const value = inner.is('yield') ? [yielded(inner, 'YieldExpression')] : expressionList(inner)
    const selfDoc = inner.optional('=')
    if (beginsValue(inner)) inner.stumble('f-string: invalid syntax. Perhaps you forgot a comma?')
    if (!inner.is('end')) inner.stumble('f-string: invalid syntax')
    return { name: 'FormatReplacement', from, to, children: [leaf('{', from, from + 1), ...value, ...selfDoc] }
  })
}

function parenthesized(c: Cursor): SyntaxNode {
  if (c.ahead(1).type === 'yield') {
    const open = c.take()
    return branch('ParenthesizedExpression', [open, yielded(c, 'YieldExpression'), c.expect(')')])
  }
  const nodes = display(c, '(', ')')
  if (isComprehension(nodes)) return branch('ComprehensionExpression', nodes)
  const isTuple = nodes.length === 2 || nodes.some(({ name }) => name === ',')
  return branch(isTuple ? 'TupleExpression' : 'ParenthesizedExpression', nodes)
}

/** Values in brackets, or one value with its `for` and `if` clauses. */
function display(c: Cursor, open: string, close: string): SyntaxNode[] {
  let count = 0
  return c.bracketed(open, close, () => {
    const value = starred(c, () => namedTest(c))
    return count++ === 0 && value.length === 1 ? [...value, ...onlyClauses(c)] : value
  })
}

const isComprehension = (nodes: readonly SyntaxNode[]): boolean => nodes.some(({ name }) => name === 'for')

function clauses(c: Cursor): SyntaxNode[] {
  const nodes: SyntaxNode[] = []
  for (;;) {
    if (c.is('for') || (c.is('async') && c.ahead(1).type === 'for'))
      nodes.push(...c.optional('async'), c.take(), ...targetList(c), c.expect('in'), operation(c, OR))
    else if (c.is('if') && nodes.length > 0) nodes.push(c.take(), operation(c, OR))
    else break
  }
  return nodes
}

/** Where a comprehension stands alone: `[x for x in y, z]` is none. */
function onlyClauses(c: Cursor): SyntaxNode[] {
  const nodes = clauses(c)
  return nodes.length > 0 && c.is(',') ? c.stumble() : nodes
}

function braced(c: Cursor): SyntaxNode {
  let kind = 'Dictionary'
  let count = 0
  const nodes = c.bracketed('{', '}', () => {
    const first = count++ === 0
    if (c.is('**') && kind === 'Dictionary') return [c.take(), operation(c, BIT_OR)]
    if (first && c.is('*')) kind = 'Set'
    const value = starred(c, () => namedTest(c))
    if (first && !c.is(':')) kind = 'Set'
    if (kind === 'Set') return [...value, ...(first ? onlyClauses(c) : [])]
    if (!c.is(':')) c.stumble("':' expected after dictionary key")
    return [...value, c.take(), test(c), ...(first ? onlyClauses(c) : [])]
  })
  return branch(`${kind}${isComprehension(nodes) ? 'Comprehension' : ''}Expression`, nodes)
}
