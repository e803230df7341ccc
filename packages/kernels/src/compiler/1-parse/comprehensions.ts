/** `[f(x) for x in xs if x > 0]` becomes the loop that appends to a list, in front of the statement it stands in. */
import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr, Span, Stmt } from '../ast.ts'
import { readExpression, readExpressionList } from './expressions.ts'
import { childrenOf, rangeOf, type Range, type Reading } from './reading.ts'
import { readTarget } from './targets.ts'

type Clause = { kind: 'for'; target: SyntaxNode[]; iter: SyntaxNode[] } | { kind: 'if'; test: SyntaxNode[] }

export const readComprehension = (reading: Reading, node: SyntaxNode): Expr =>
  readClauses(reading, node, childrenOf(node).slice(1, -1))

/** An element and its `for` and `if` clauses; those of a generator expression make a list, too. */
export function readClauses(reading: Reading, range: Range, parts: SyntaxNode[]): Expr {
  const span = reading.span(range)
  const { element, clauses } = clausesOf(parts)
  const list: Expr = { kind: 'name', name: reading.hiddenName('list'), span }
  // Its variables are its own: they get names no other variable has.
  const names = new Map<string, string>()
  const build = (at: number): Stmt[] => {
    const clause = clauses[at]
    if (!clause) {
      const { value, ahead } = reading.withAhead(() => renamed(readExpression(reading, element), names))
      const append: Expr = { kind: 'attribute', object: list, name: 'append', nameSpan: span, span }
      const call: Expr = { kind: 'call', func: append, args: [value], keywords: [], span }
      return [...renamed(ahead, names), { kind: 'expression', value: call, span: value.span }]
    }
    if (clause.kind === 'if') {
      const { value, ahead } = reading.withAhead(() => renamed(readExpressionList(reading, clause.test), names))
      return [...renamed(ahead, names), { kind: 'if', test: value, body: build(at + 1), orelse: [], span: value.span }]
    }
    const { value: iter, ahead } = reading.withAhead(() => renamed(readExpressionList(reading, clause.iter), names))
    const target = readTarget(reading, clause.target, true)
    for (const name of namesOf(target)) names.set(name, reading.hiddenName(name))
    const own: Span = reading.span(rangeOf([...clause.target, ...clause.iter]))
    const loop: Stmt = { kind: 'for', target: renamed(target, names), iter, body: build(at + 1), orelse: [], span: own }
    return [...renamed(ahead, names), loop]
  }
  reading.runAhead({ kind: 'assign', targets: [list], value: { kind: 'list', items: [], span }, span }, ...build(0))
  return list
}

function clausesOf(parts: SyntaxNode[]): { element: SyntaxNode; clauses: Clause[] } {
  const [element] = parts
  if (!element) throw new Error('a comprehension without its element')
  const clauses: Clause[] = []
  let into: SyntaxNode[] | undefined
  for (const part of parts.slice(1)) {
    const last = clauses.at(-1)
    if (part.name === 'for') {
      into = []
      clauses.push({ kind: 'for', target: into, iter: [] })
    } else if (part.name === 'if') {
      into = []
      clauses.push({ kind: 'if', test: into })
    } else if (part.name === 'in' && last?.kind === 'for') into = last.iter
    else into?.push(part)
  }
  return { element, clauses }
}

const namesOf = (target: Expr): string[] =>
  target.kind === 'name' ? [target.name] : target.kind === 'tuple' ? target.items.flatMap(namesOf) : []

/** The same tree with other names for some variables. */
function renamed<T>(tree: T, names: ReadonlyMap<string, string>): T {
  if (names.size === 0 || typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map((each: unknown) => renamed(each, names)) as T
  const copy = Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, renamed(value as unknown, names)]))
  const other = copy['kind'] === 'name' ? names.get(String(copy['name'])) : undefined
  return { ...copy, ...(other !== undefined && { name: other }) } as T
}
