/** Whose memory is written: what belongs to the module is frozen when a function is compiled, as Numba freezes it. */
import type { Expr } from '../ast.ts'
import { isArray, type Type } from '../types.ts'
import { libraryPath } from './scope.ts'
import { report, type Frame } from './statements.ts'
import type { Owner } from './typed.ts'

/** Methods and functions of NumPy whose result may lie in the memory of what they are given. */
const VIEWS = new Set(['reshape', 'ravel', 'transpose', 'asarray', 'ascontiguousarray'])
const LIST_CHANGES = new Set(['append', 'extend', 'insert', 'pop', 'remove', 'clear', 'sort', 'reverse'])

/**
 * Refuses to write into what belongs to the module: it is a copy as of compiling, so Python would see nothing of it. What
 * belongs to the caller is noted for the caller.
 */
export function noteWrite(frame: Frame, object: Expr): void {
  const owner = ownerOf(frame, object)
  if (typeof owner === 'string') report(frame, 'frozen-global', object.span, { name: owner })
  if (typeof owner === 'number') frame.typed.writes.add(owner)
}

export function noteMethod(frame: Frame, object: Expr, name: string): void {
  if (LIST_CHANGES.has(name)) noteWrite(frame, object)
}

/** A called function may write into its arguments. */
export function noteCall(frame: Frame, writes: ReadonlySet<number>, args: readonly (Expr | undefined)[]): void {
  for (const index of writes) {
    const arg = args[index]
    if (arg) noteWrite(frame, arg)
  }
}

/** Whose memory a value's elements lie in; undefined where it is the function's own, or a number. */
export function ownerOf(frame: Frame, expr: Expr): Owner | undefined {
  switch (expr.kind) {
    case 'name': {
      if (frame.locals.has(expr.name)) return frame.env.get(expr.name)?.owner
      const meaning = frame.typed.scope.lookup(expr.name)
      return meaning?.kind === 'frozen' || meaning?.kind === 'constant' ? expr.name : undefined
    }
    case 'subscript':
      return picksView(frame, expr.index) ? ownerOf(frame, expr.object) : undefined
    case 'attribute':
      return expr.name === 'T' ? ownerOf(frame, expr.object) : undefined
    case 'conditional':
      return joinOwners(ownerOf(frame, expr.body), ownerOf(frame, expr.orelse))
    case 'call': {
      if (expr.func.kind !== 'attribute' || !VIEWS.has(expr.func.name)) return undefined
      const path = libraryPath(expr.func, frame.typed.scope, (name) => frame.locals.has(name))
      const [first] = expr.args
      if (path === undefined) return ownerOf(frame, expr.func.object)
      return path.startsWith('numpy.') && first ? ownerOf(frame, first) : undefined
    }
    default:
      return undefined
  }
}

/** Where paths meet, the module's memory is the one that may not be written. */
export function joinOwners(left: Owner | undefined, right: Owner | undefined): Owner | undefined {
  return [left, right].find((owner) => typeof owner === 'string') ?? left ?? right
}

/** Numbers and slices pick a part in place, arrays a copy. */
function picksView(frame: Frame, index: Expr): boolean {
  const copies = (type: Type | undefined) => type !== undefined && (isArray(type) || type.kind === 'list')
  const parts = index.kind === 'tuple' ? index.items : [index]
  return !parts.some((part) => part.kind === 'list' || copies(frame.typed.types.get(part)))
}
