/**
 * Functions inside functions, and lambdas. What one takes from the function around it becomes a parameter of its own, and
 * every call of it hands that on by name; so it is a function like any other, and reads what a variable holds when it is
 * called, as Python has it.
 */
import type { SyntaxNode } from './grammar/tree.ts'
import type { Call, Expr, FunctionDef, FunctionExpr, Name, Stmt } from '../ast.ts'
import { decoratorKind, decoratorParts, readJit } from './decorators.ts'
import { placeholder, readExpression } from './expressions.ts'
import { readFunction, readParams } from './functions.ts'
import { childrenOf, type Reading } from './reading.ts'

/** `def` in a function, with `@njit` or without, is an assignment. */
export function readInnerFunction(reading: Reading, node: SyntaxNode): Stmt[] {
  const parts = node.name === 'DecoratedStatement' ? childrenOf(node) : [node]
  const definition = parts.at(-1)
  const decorators = parts.slice(0, -1).map((part) => ({ part, ...decoratorParts(reading, part) }))
  const other = decorators.find(({ name }) => decoratorKind(name, []) !== 'jit')
  if (other) reading.report('decorator', other.part, { name: other.name })
  if (!definition) return []
  if (definition.name === 'ClassDefinition') {
    reading.report('class', definition)
    return []
  }
  const def = readFunction(reading, definition, () => readJit(reading, decorators[0]?.list))
  const name: Name = { kind: 'name', name: def.name, span: def.nameSpan }
  return [{ kind: 'assign', targets: [name], value: functionExpr(reading, def), span: def.span }]
}

export function readLambda(reading: Reading, node: SyntaxNode): Expr {
  const parts = childrenOf(node)
  const colon = parts.findIndex(({ name }) => name === ':')
  const body = parts.at(-1)
  if (colon < 0 || !body) return placeholder(reading, node)
  const params = readParams(reading, parts.slice(1, colon))
  const { value, ahead } = reading.withAhead(() => readExpression(reading, body))
  const span = reading.span(node)
  const returned: Stmt = { kind: 'return', value, span: value.span }
  return functionExpr(reading, {
    name: '<lambda>',
    nameSpan: span,
    params,
    body: [...ahead, returned],
    ...readJit(reading, undefined),
    span,
    faults: [],
  })
}

const functionExpr = (reading: Reading, def: FunctionDef): FunctionExpr => ({
  kind: 'function',
  def: { ...def, hiddenName: reading.hiddenName(def.name) },
  span: def.span,
})

/** Gives the inner functions of a function what they take from it, in their parameters and in all calls. */
export function handCaptures({ params, body }: Pick<FunctionDef, 'params' | 'body'>): void {
  const own = new Set([...params.map(({ name }) => name), ...boundIn(body)])
  /** By name: it may be defined several times. */
  const inner = new Map<string, FunctionDef[]>()
  visit(body, (node) => {
    // One without a name of its own can only be handed on: what it takes is kept, to be told of there.
    if (node['kind'] === 'function') {
      const def = node['def'] as FunctionDef
      def.captures = takenBy([def], own)
    }
    const [target] = node['kind'] === 'assign' ? (node['targets'] as Expr[]) : []
    const value = node['value'] as Expr | undefined
    if (target?.kind === 'name' && value?.kind === 'function')
      inner.set(target.name, [...(inner.get(target.name) ?? []), value.def])
  })
  if (inner.size === 0) return
  const taken = new Map([...inner].map(([name, defs]) => [name, takenBy(defs, own)]))
  // Who calls another inner function hands on what that one takes.
  for (let changed = true; changed;) {
    changed = false
    for (const [name, free] of taken) {
      const more = free
        .flatMap((each) => (each === name ? [] : (taken.get(each) ?? [])))
        .filter((each) => !free.includes(each))
      if (more.length === 0) continue
      taken.set(name, [...new Set([...free, ...more])])
      changed = true
    }
  }
  hand(body, taken)
  for (const [name, defs] of inner) {
    for (const def of defs) {
      const hidden = new Set([...def.params.map((param) => param.name), ...boundIn(def.body)])
      hand(def.body, new Map([...taken].filter(([each]) => !hidden.has(each))))
      const captures = taken.get(name) ?? []
      def.captures = captures
      def.params.push(...captures.map((free) => ({ name: free, span: def.nameSpan })))
    }
  }
}

const takenBy = (defs: FunctionDef[], own: ReadonlySet<string>): string[] => [
  ...new Set(defs.flatMap(freeIn).filter((free) => own.has(free))),
]

function hand(body: Stmt[], taken: ReadonlyMap<string, readonly string[]>): void {
  visit(body, (node) => {
    if (node['kind'] !== 'call') return
    const { func, keywords, span } = node as unknown as Call
    const free = func.kind === 'name' ? (taken.get(func.name) ?? []) : []
    for (const name of free) keywords.push({ name, value: { kind: 'name', name, span }, span })
  })
}

/** Names a function reads and does not bind itself. */
function freeIn({ params, body }: FunctionDef): string[] {
  const bound = new Set([...params.map(({ name }) => name), ...boundIn(body)])
  const free = new Set<string>()
  visit(body, (node) => {
    if (node['kind'] === 'name') free.add(String(node['name']))
    if (node['kind'] === 'function') freeIn(node['def'] as FunctionDef).forEach((name) => free.add(name))
  })
  return [...free].filter((name) => !bound.has(name))
}

function boundIn(body: Stmt[]): string[] {
  const names: string[] = []
  const bind = (target: Expr): void => {
    if (target.kind === 'name') names.push(target.name)
    else if (target.kind === 'tuple') target.items.forEach(bind)
  }
  visit(body, (node) => {
    if (node['kind'] === 'assign') (node['targets'] as Expr[]).forEach(bind)
    else if (node['kind'] === 'augAssign' || node['kind'] === 'for') bind(node['target'] as Expr)
  })
  return names
}

/** Every node of a tree but those inside inner functions. */
function visit(tree: unknown, look: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(tree)) return tree.forEach((each) => visit(each, look))
  if (typeof tree !== 'object' || tree === null) return
  const node = tree as Record<string, unknown>
  if (typeof node['kind'] === 'string') look(node)
  if (node['kind'] !== 'function') Object.values(node).forEach((each) => visit(each, look))
}
