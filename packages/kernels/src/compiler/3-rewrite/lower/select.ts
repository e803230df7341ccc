/**
 * Selection instead of sorting: `a.sort(); return a[k]` asks for one element of the sorted array, and to find it takes two
 * passes where sorting takes ten. Only for an array that the function made itself and that nothing else can see: whether it
 * is sorted cannot be told from outside.
 */
import type { Call, Expr, ExpressionStmt, Stmt } from '../../ast.ts'
import { isArray, isInteger } from '../../types.ts'
import type { Build } from './build.ts'
import { blocksOf, childrenOf, partsOf } from './fuse.ts'

/** More elements than these are read more cheaply from a sorted array. */
const FEW = 2
const MAKERS = /^numpy\.(empty|zeros|ones|full|arange|linspace|random\.\w+)$/

/** Whether this statement sorts an array of which only few elements are read from here on; they are selected then. */
export function leavesSortOut(build: Build, stmt: ExpressionStmt): boolean {
  const { def, scope, types } = build.typed
  const name = sortedName(stmt.value)
  const at = def.body.indexOf(stmt)
  if (name === undefined || at < 0 || !scope.userCode || def.params.some((param) => param.name === name)) return false
  const type = stmt.value.kind === 'call' && stmt.value.func.kind === 'attribute' && types.get(stmt.value.func.object)
  if (!type || !isArray(type) || type.ndim !== 1) return false

  const before = usesOf(build, def.body.slice(0, at), name)
  const after = usesOf(build, def.body.slice(at + 1), name)
  if (before.made !== 1 || before.other > 0) return false
  if (after.made + after.stored + after.looped + after.other > 0 || after.read === 0 || after.read > FEW) return false
  build.selected.add(name)
  build.lowering.changed('selectNotSort')
  return true
}

const sortedName = (expr: Expr): string | undefined =>
  expr.kind === 'call' &&
  expr.func.kind === 'attribute' &&
  expr.func.name === 'sort' &&
  expr.func.object.kind === 'name' &&
  expr.args.length + expr.keywords.length === 0
    ? expr.func.object.name
    : undefined

/** How often an array's name is used for what. */
interface Uses {
  /** Given a new array of its own. */
  made: number
  /** One element read; of these, inside a loop. */
  read: number
  looped: number
  stored: number
  /** Anything that may let somebody else see it. */
  other: number
}

function usesOf(build: Build, body: readonly Stmt[], name: string): Uses {
  const uses: Uses = { made: 0, read: 0, looped: 0, stored: 0, other: 0 }
  const named = (expr: Expr | undefined) => expr?.kind === 'name' && expr.name === name
  const isElement = (expr: Expr): boolean => {
    if (expr.kind !== 'subscript' || !named(expr.object)) return false
    const index = build.typed.types.get(expr.index)
    return index !== undefined && isInteger(index)
  }
  const visit = (expr: Expr, looped: boolean): void => {
    if (named(expr)) uses.other++
    else if (expr.kind === 'subscript' && isElement(expr)) {
      uses.read++
      if (looped) uses.looped++
      visit(expr.index, looped)
    } else if (expr.kind === 'attribute' && named(expr.object)) uses.other += expr.name === 'size' ? 0 : 1
    else if (expr.kind === 'call' && asksLength(build, expr) && named(expr.args[0])) return
    else childrenOf(expr).forEach((child) => visit(child, looped))
  }
  const scan = (stmt: Stmt, looped: boolean): void => {
    const parts = new Set(partsOf(stmt))
    if (stmt.kind === 'assign' || stmt.kind === 'augAssign') {
      for (const target of stmt.kind === 'assign' ? stmt.targets : [stmt.target]) {
        if (named(target)) {
          uses.made += stmt.kind === 'assign' && !looped && makesNew(build, stmt.value) ? 1 : 2
        } else if (target.kind === 'subscript' && isElement(target)) {
          uses.stored++
          visit(target.index, looped)
        } else continue
        parts.delete(target)
      }
    }
    parts.forEach((part) => visit(part, looped || stmt.kind === 'while' || stmt.kind === 'for'))
    blocksOf(stmt).forEach((inner) => scan(inner, looped || stmt.kind === 'while' || stmt.kind === 'for'))
  }
  body.forEach((stmt) => scan(stmt, false))
  return uses
}

function makesNew(build: Build, expr: Expr): boolean {
  const resolution = build.typed.resolutions.get(expr)
  return resolution?.kind === 'builtin' && MAKERS.test(resolution.row.name)
}

function asksLength(build: Build, expr: Call): boolean {
  const resolution = build.typed.resolutions.get(expr)
  return resolution?.kind === 'builtin' && resolution.row.name === 'builtins.len'
}
