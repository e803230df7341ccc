/**
 * Temporaries out of loops: an array expression assigned to a name that only the very next statement reads, once, is put
 * off and fused into that reader. `r = randn(3) * s + m; x = dot(w, r)` makes no array at all.
 */
import type { Assign, Expr, Stmt } from '../../ast.ts'
import type { Build } from './build.ts'

export function deferred(build: Build, stmt: Assign, following: Stmt | undefined): boolean {
  const [target] = stmt.targets
  if (!following || stmt.targets.length !== 1 || target?.kind !== 'name') return false
  if (following.kind !== 'assign' && following.kind !== 'return' && following.kind !== 'augAssign') return false
  if (following.kind === 'augAssign' && following.target.kind !== 'name') return false
  const value = following.value
  if (!value) return false
  const { name } = target
  const here = namesIn(following).filter((each) => each === name).length
  const everywhere = build.typed.def.body.flatMap(namesIn).filter((each) => each === name).length
  // One assignment and one read in the whole function, and nothing in the reader that could come in between.
  if (here !== 1 || everywhere !== 2 || !readsFirst(build, value, name)) return false
  build.lowering.changed('keepNoTemporary')
  return true
}

/** Whether `name` is read before anything in the expression has an effect: only one call, and it takes the name. */
function readsFirst(build: Build, expr: Expr, name: string): boolean {
  let calls = 0
  let reader = false
  const visit = (each: Expr): void => {
    if (each.kind === 'call') {
      const resolution = build.typed.resolutions.get(each)
      calls++
      if (each.args.some((arg) => arg.kind === 'name' && arg.name === name) && resolution?.kind === 'builtin')
        reader = true
    }
    childrenOf(each).forEach(visit)
  }
  visit(expr)
  return calls === 0 || (calls === 1 && reader)
}

export function namesIn(node: Stmt): string[] {
  const names: string[] = []
  const expr = (each: Expr): void => {
    if (each.kind === 'name') names.push(each.name)
    childrenOf(each).forEach(expr)
  }
  // An augmented assignment reads and writes its target.
  if (node.kind === 'augAssign') expr(node.target)
  partsOf(node).forEach(expr)
  return [...names, ...blocksOf(node).flatMap(namesIn)]
}

/** The expressions directly in a statement, targets among them. */
export function partsOf(node: Stmt): Expr[] {
  switch (node.kind) {
    case 'assign':
      return [...node.targets, node.value]
    case 'augAssign':
      return [node.target, node.value]
    case 'if':
    case 'while':
    case 'assert':
      return [node.test]
    case 'for':
      return [node.target, node.iter]
    case 'return':
      return node.value ? [node.value] : []
    case 'expression':
      return [node.value]
    case 'raise':
      return node.args
    case 'break':
    case 'continue':
    case 'pass':
      return []
    default:
      return node satisfies never
  }
}

/** The statements inside a statement. */
export const blocksOf = (node: Stmt): Stmt[] =>
  node.kind === 'if' || node.kind === 'while' || node.kind === 'for' ? [...node.body, ...node.orelse] : []

/** The expressions directly inside one. */
export function childrenOf(expr: Expr): Expr[] {
  switch (expr.kind) {
    case 'tuple':
    case 'list':
      return expr.items
    case 'unary':
      return [expr.operand]
    case 'binary':
      return [expr.left, expr.right]
    case 'boolOp':
      return expr.values
    case 'compare':
      return [expr.left, ...expr.comparators]
    case 'conditional':
      return [expr.test, expr.body, expr.orelse]
    case 'call':
      return [expr.func, ...expr.args, ...expr.keywords.map(({ value }) => value)]
    case 'attribute':
      return [expr.object]
    case 'subscript':
      return [expr.object, expr.index]
    case 'slice':
      return [expr.lower, expr.upper, expr.step].filter((part) => part !== undefined)
    case 'formatted':
      return expr.parts.filter((part) => typeof part !== 'string')
    case 'int':
    case 'float':
    case 'bool':
    case 'none':
    case 'string':
    case 'name':
    case 'function':
      return []
    default:
      return expr satisfies never
  }
}
