/**
 * Whether a prange loop can be split: what each name of its body is to the iterations. A sum, product, minimum or maximum
 * is a reduction; what every iteration sets before it reads is private; anything else carries a value from one iteration
 * to the next. Arrays may be written where each iteration has an element of its own.
 */
import type { BinaryOp, Expr, For, Span, Stmt } from '../../ast.ts'
import type { Rule } from '../../diagnostics.ts'
import { assignedNames } from '../../2-infer/statements.ts'
import { blocksOf, childrenOf, namesIn } from './fuse.ts'

export type Combine = '+' | '*' | '&' | '|' | '^' | 'min' | 'max'

export interface Split {
  /** How to combine each reduced variable. */
  reductions: Map<string, Combine>
  faults: { rule: Rule; span: Span; parameters: Record<string, string> }[]
}

export function splitLoop(loop: For, isArray: (name: string) => boolean, isKnown: (name: string) => boolean): Split {
  const assigned = new Set([...assignedNames(loop.body), ...targetNames(loop.target)])
  const reductions = new Map<string, Combine>()
  const faults: Split['faults'] = []
  for (const name of assigned) {
    if (targetNames(loop.target).includes(name)) continue
    const combine = reductionOf(loop.body, name)
    if (combine && isKnown(name) && (!isArray(name) || foldsInPlace(loop.body, name))) reductions.set(name, combine)
    else if (isKnown(name) && firstUse(loop.body, name) === 'read') {
      const span = findRead(loop.body, name) ?? loop.span
      faults.push({ rule: 'loop-carried', span, parameters: { name } })
    }
  }
  checkArrays(loop, assigned, faults)
  checkExits(loop.body, faults)
  return { reductions, faults }
}

const targetNames = (target: Expr): string[] =>
  target.kind === 'name' ? [target.name] : target.kind === 'tuple' ? target.items.flatMap(targetNames) : []

const COMBINES: Partial<Record<BinaryOp, Combine>> = { '+': '+', '-': '+', '*': '*', '&': '&', '|': '|', '^': '^' }

/** The one way every statement that names it folds into it, or undefined. */
function reductionOf(body: readonly Stmt[], name: string): Combine | undefined {
  let combine: Combine | undefined
  const visit = (stmts: readonly Stmt[]): boolean =>
    stmts.every((stmt) => {
      if (!namesIn(stmt).includes(name)) return true
      switch (stmt.kind) {
        case 'if':
        case 'while':
          return !mentions(stmt.test, name) && visit(stmt.body) && visit(stmt.orelse)
        case 'for':
          return !mentions(stmt.iter, name) && visit(stmt.body) && visit(stmt.orelse)
        default: {
          const own = foldOf(stmt, name)
          if (!own || (combine && combine !== own)) return false
          combine = own
          return true
        }
      }
    })
  return visit(body) ? combine : undefined
}

/** Whether an array is only ever added to as a whole, `name += row`: each chunk can add to one of its own. */
const foldsInPlace = (body: readonly Stmt[], name: string): boolean =>
  body.every((stmt) => {
    if (!namesIn(stmt).includes(name)) return true
    return stmt.kind === 'augAssign' || (stmt.kind !== 'assign' && foldsInPlace(blocksOf(stmt), name))
  })

/** `name += x`, `name = name + x`, `name = max(name, x)`, `if x > name: name = x` is not one of them. */
function foldOf(stmt: Stmt, name: string): Combine | undefined {
  if (stmt.kind === 'augAssign') {
    return stmt.target.kind === 'name' && stmt.target.name === name && !mentions(stmt.value, name)
      ? COMBINES[stmt.op]
      : undefined
  }
  if (stmt.kind !== 'assign' || stmt.targets.length !== 1) return undefined
  const [target] = stmt.targets
  if (target?.kind !== 'name' || target.name !== name) return undefined
  const { value } = stmt
  const isSelf = (expr: Expr | undefined) => expr?.kind === 'name' && expr.name === name
  if (value.kind === 'binary') {
    if (isSelf(value.left) && !mentions(value.right, name)) return COMBINES[value.op]
    const commutes = value.op === '+' || value.op === '*'
    return commutes && isSelf(value.right) && !mentions(value.left, name) ? COMBINES[value.op] : undefined
  }
  if (value.kind === 'call' && value.args.length === 2 && value.keywords.length === 0) {
    const [a, b] = value.args
    const word = value.func.kind === 'name' ? value.func.name : value.func.kind === 'attribute' ? value.func.name : ''
    const combine = { min: 'min', minimum: 'min', fmin: 'min', max: 'max', maximum: 'max' }[word] as Combine | undefined
    const other = isSelf(a) ? b : isSelf(b) ? a : undefined
    return combine && other && !mentions(other, name) ? combine : undefined
  }
  return undefined
}

const mentions = (expr: Expr, name: string): boolean =>
  (expr.kind === 'name' && expr.name === name) || childrenOf(expr).some((child) => mentions(child, name))

/** What happens to a name first on some path through a body: read, or set on every path that gets that far. */
function firstUse(body: readonly Stmt[], name: string): 'read' | 'set' | 'none' {
  for (const stmt of body) {
    const use = useOf(stmt, name)
    if (use !== 'none') return use
  }
  return 'none'
}

function useOf(stmt: Stmt, name: string): 'read' | 'set' | 'none' {
  switch (stmt.kind) {
    case 'assign': {
      if (mentions(stmt.value, name)) return 'read'
      if (stmt.targets.some((target) => targetNames(target).includes(name))) return 'set'
      return stmt.targets.some((target) => mentions(target, name)) ? 'read' : 'none'
    }
    case 'augAssign':
      return mentions(stmt.value, name) || mentions(stmt.target, name) ? 'read' : 'none'
    case 'if': {
      if (mentions(stmt.test, name)) return 'read'
      const [a, b] = [firstUse(stmt.body, name), firstUse(stmt.orelse, name)]
      if (a === 'read' || b === 'read') return 'read'
      // Set on one path only: what follows may read the old value.
      return a === 'set' && b === 'set' ? 'set' : 'none'
    }
    case 'while':
      if (mentions(stmt.test, name)) return 'read'
      return firstUse(stmt.body, name) === 'read' ? 'read' : 'none'
    case 'for': {
      if (mentions(stmt.iter, name)) return 'read'
      if (targetNames(stmt.target).includes(name)) return 'set'
      return firstUse(stmt.body, name) === 'read' ? 'read' : 'none'
    }
    default:
      return namesIn(stmt).includes(name) ? 'read' : 'none'
  }
}

function findRead(body: readonly Stmt[], name: string): Span | undefined {
  return body.find((stmt) => namesIn(stmt).includes(name))?.span
}

/** Elements written must belong to one iteration: the index depends on the loop's variable, and on no element of an array. */
function checkArrays(loop: For, assigned: ReadonlySet<string>, faults: Split['faults']): void {
  const index = targetNames(loop.target)[0] ?? 'i'
  const written = new Map<string, { text: string; span: Span }>()
  const own = new Map<string, ReadonlySet<string>>([[index, WHOLE]])
  const fail = (name: string, span: Span) => {
    if (!faults.some((fault) => fault.rule === 'array-race' && fault.parameters['name'] === name))
      faults.push({ rule: 'array-race', span, parameters: { name, index } })
  }
  const write = (target: Expr): void => {
    if (target.kind === 'tuple') return target.items.forEach(write)
    if (target.kind !== 'subscript' || target.object.kind !== 'name' || assigned.has(target.object.name)) return
    const { name } = target.object
    if (!tellsApart(waysOf(target.index, own)) || hasElement(target.index)) return fail(name, target.span)
    const text = printIndex(target.index)
    const before = written.get(name)
    if (before && before.text !== text && !offsetsDiffer(before.text, text, index)) return
    written.set(name, { text, span: target.span })
  }
  // Names computed from the loop's variable tell iterations apart as well as the variable itself.
  const collect = (stmts: readonly Stmt[]): void =>
    stmts.forEach((stmt) => {
      if (stmt.kind === 'assign') {
        const ways = waysOf(stmt.value, own)
        if (ways.size > 0) stmt.targets.flatMap(targetNames).forEach((name) => own.set(name, ways))
        stmt.targets.forEach(write)
      } else if (stmt.kind === 'augAssign') write(stmt.target)
      else if (stmt.kind === 'if' || stmt.kind === 'while' || stmt.kind === 'for') {
        collect(stmt.body)
        collect(stmt.orelse)
      }
    })
  collect(loop.body)
  const read = (expr: Expr): void => {
    if (expr.kind === 'subscript' && expr.object.kind === 'name') {
      const place = written.get(expr.object.name)
      if (
        place &&
        printIndex(expr.index) !== place.text &&
        mentions(expr.index, index) &&
        !sameRow(expr.index, place.text)
      )
        fail(expr.object.name, expr.span)
    }
    childrenOf(expr).forEach(read)
  }
  const readIn = (stmts: readonly Stmt[]): void =>
    stmts.forEach((stmt) => {
      expressionsIn(stmt).forEach(read)
      if (stmt.kind === 'if' || stmt.kind === 'while' || stmt.kind === 'for') {
        readIn(stmt.body)
        readIn(stmt.orelse)
      }
    })
  readIn(loop.body)
}

/** `a[i, j]` and `a[i, k]` lie in the iteration's own row. */
const sameRow = (index: Expr, text: string): boolean =>
  index.kind === 'tuple' && text.includes(', ') && printIndex(index.items[0] ?? index) === text.split(', ')[0]

/** Two writes such as a[2*i] and a[2*i + 1] are left to the author; a[i] and a[i + 1] meet. */
const offsetsDiffer = (a: string, b: string, index: string): boolean => a === index || b === index

const WHOLE: ReadonlySet<string> = new Set(['whole'])
/** They give the same for several numbers. */
const LOSSY: ReadonlySet<string> = new Set(['//', '%', '>>', '&', '|', '@'])

/** How an expression depends on the loop's variable: on the whole of it, or through what an operator leaves of it. */
function waysOf(expr: Expr, own: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  if (expr.kind === 'name') return own.get(expr.name) ?? new Set()
  const ways = new Set(childrenOf(expr).flatMap((child) => [...waysOf(child, own)]))
  const loss =
    expr.kind === 'binary' && LOSSY.has(expr.op)
      ? expr.op
      : expr.kind === 'call' && !(expr.func.kind === 'name' && expr.func.name === 'int')
        ? 'call'
        : undefined
  return loss && ways.delete('whole') ? ways.add(loss) : ways
}

/** `i // m` and `i % m` together tell iterations apart, one of them does not. */
const tellsApart = (ways: ReadonlySet<string>): boolean => ways.has('whole') || (ways.has('//') && ways.has('%'))

/** An index taken from an array may be the same for two iterations. */
const hasElement = (expr: Expr): boolean => expr.kind === 'subscript' || childrenOf(expr).some(hasElement)

function expressionsIn(stmt: Stmt): Expr[] {
  switch (stmt.kind) {
    case 'assign':
      return [stmt.value]
    case 'augAssign':
      return [stmt.value]
    case 'if':
    case 'while':
      return [stmt.test]
    case 'for':
      return [stmt.iter]
    case 'expression':
      return [stmt.value]
    default:
      return []
  }
}

function printIndex(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.name
    case 'int':
      return String(expr.value)
    case 'tuple':
      return expr.items.map(printIndex).join(', ')
    case 'binary':
      return `(${printIndex(expr.left)} ${expr.op} ${printIndex(expr.right)})`
    case 'unary':
      return `${expr.op}${printIndex(expr.operand)}`
    default:
      return `${expr.kind}@${expr.span.start}`
  }
}

function checkExits(body: readonly Stmt[], faults: Split['faults'], inner = false): void {
  for (const stmt of body) {
    if (stmt.kind === 'return' || (stmt.kind === 'break' && !inner))
      faults.push({ rule: 'prange-exit', span: stmt.span, parameters: { what: stmt.kind } })
    if (stmt.kind === 'if') [stmt.body, stmt.orelse].forEach((part) => checkExits(part, faults, inner))
    if (stmt.kind === 'while' || stmt.kind === 'for') checkExits(stmt.body, faults, true)
  }
}
