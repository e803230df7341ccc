/** Types of statements: variables keep a type per program point, as in SSA form; loops are walked until nothing changes. */
import type { Assign, AugAssign, Expr, For, If, Raise, Span, Stmt, Target, While } from '../ast.ts'
import type { Type } from '../types.ts'
import {
  bool,
  converts,
  declaredType,
  insideOf,
  int64,
  isArray,
  isInteger,
  isScalar,
  listType,
  none,
  rowType,
  scalar,
  tupleType,
  typeName,
  unify,
  unknown,
} from '../types.ts'
import { inferArgument } from './calls.ts'
import { decide } from './decide.ts'
import { join, sameTypes } from './env.ts'
import { inferExpr, subscriptType } from './expressions.ts'
import { binaryType } from './operators.ts'
import type { Typing } from './program.ts'
import { noteWrite, ownerOf } from './owners.ts'
import { libraryPath } from './scope.ts'
import type { Rule } from '../diagnostics.ts'
import type { Env, Owner, Typed } from './typed.ts'

/** State while one function is typed. */
export interface Frame {
  typing: Typing
  typed: Typed
  /** Names assigned anywhere in the function: local, whatever the module calls so. */
  locals: Set<string>
  env: Env
  /** Whether the current point can be reached. */
  live: boolean
  loops: { breaks: Env[]; continues: Env[] }[]
  returns: { type: Type; span: Span } | undefined
  /** What the lists under a name hold, from all that is put into them anywhere in the function. */
  lists: Map<string, Type>
  /** More is known of a list than when it was made: the function is typed anew. */
  stale: boolean
}

export const report = (
  frame: Frame,
  rule: Rule,
  span: Span,
  parameters: Record<string, string> = {},
  related: { span: Span; message: string }[] = [],
): void => frame.typing.report(frame.typed.scope, rule, span, parameters, related)

export function inferBody(typing: Typing, typed: Typed): void {
  const lists = new Map<string, Type>()
  const faults = typing.diagnostics.length
  while (inferOnce(typing, typed, lists)) {
    typing.diagnostics.length = faults
    for (const key of typing.functions.keys()) if (key.includes('list(undefined)')) typing.functions.delete(key)
  }
  if (typing.diagnostics.length > faults) return
  for (const [expr, type] of typed.types) {
    if (type.kind === 'list' && type.item === unknown && (expr.kind === 'list' || expr.kind === 'call'))
      typing.report(typed.scope, 'empty-list', expr.span)
  }
}

/** Whether it has to be done again. */
function inferOnce(typing: Typing, typed: Typed, lists: Map<string, Type>): boolean {
  const { def } = typed
  const frame: Frame = {
    typing,
    typed,
    locals: new Set([...def.params.map(({ name }) => name), ...assignedNames(def.body)]),
    env: new Map(),
    live: true,
    loops: [],
    returns: undefined,
    lists,
    stale: false,
  }
  def.params.forEach(({ name, span }, index) => {
    frame.env.set(name, { type: typed.argTypes[index] ?? unknown, origin: span, owner: index })
  })
  inferBlock(frame, def.body)
  if (frame.live) noteReturn(frame, none, def.body.at(-1)?.span ?? def.span)
  const result = frame.returns?.type ?? (typed.recursive ? unknown : none)
  typed.resultType = declaredResult(typed, result) ?? result
  return frame.stale
}

/** Notes what is put into the list under a name. */
export function noteItems(frame: Frame, name: string, item: Type | undefined): void {
  const variable = frame.env.get(name)
  if (!item || item.kind === 'unknown' || variable?.type.kind !== 'list') return
  const known = frame.lists.get(name) ?? unknown
  const unified = unify(unify(variable.type.item, known) ?? known, item)
  if (!unified || unified === variable.type.item) return
  frame.env.set(name, { type: listType(unified), origin: variable.origin })
  if (unified === known) return
  frame.lists.set(name, unified)
  frame.stale = true
}

/** A list that is made here is made for what is put into it later. */
function madeFor(frame: Frame, name: string, value: Expr, type: Type): Type {
  const item = type.kind === 'list' ? frame.lists.get(name) : undefined
  const wanted = type.kind === 'list' && item && unify(type.item, item)
  if (!wanted || wanted === type.item) return type
  return retype(frame, value, listType(wanted)) ? listType(wanted) : type
}

/** The same for `a, b = [], []`. */
function madeForAll(frame: Frame, target: Target | Expr, value: Expr, type: Type): Type {
  if (target.kind === 'name') return madeFor(frame, target.name, value, type)
  if (target.kind !== 'tuple' || value.kind !== 'tuple' || type.kind !== 'tuple') return type
  const items = type.items.map((item, index) => {
    const [name, own] = [target.items[index], value.items[index]]
    return name && own ? madeForAll(frame, name, own, item) : item
  })
  const made = tupleType(items)
  if (made !== type) frame.typed.types.set(value, made)
  return made
}

function retype(frame: Frame, value: Expr, to: Type): boolean {
  const parts =
    value.kind === 'binary'
      ? [value.left, value.right].filter((part) => frame.typed.types.get(part)?.kind === 'list')
      : []
  const fresh =
    value.kind === 'list' ||
    (value.kind === 'call' && value.args.length === 0) ||
    (parts.length > 0 && parts.every((part) => retype(frame, part, to)))
  if (fresh) frame.typed.types.set(value, to)
  return fresh
}

/** What the explicit signature for these arguments promises, if what is returned converts to it. */
function declaredResult({ def, argTypes }: Typed, result: Type): Type | undefined {
  const signature = def.signatures.find(
    ({ params }) => params.length === argTypes.length && params.every((each, i) => declaredType(each) === argTypes[i]),
  )
  const declared = signature?.result && declaredType(signature.result)
  if (!declared) return undefined
  return (isScalar(declared) && isScalar(result)) || converts(result, declared) ? declared : undefined
}

function inferBlock(frame: Frame, body: readonly Stmt[]): void {
  for (const stmt of body) {
    if (!frame.live) return
    inferStmt(frame, stmt)
    if (frame.live) frame.typed.dead.delete(stmt)
    else frame.typed.dead.add(stmt)
  }
}

function inferStmt(frame: Frame, stmt: Stmt): void {
  switch (stmt.kind) {
    case 'assign':
      return inferAssign(frame, stmt)
    case 'augAssign':
      return inferAugAssign(frame, stmt)
    case 'if':
      return inferIf(frame, stmt)
    case 'while':
    case 'for':
      return inferLoop(frame, stmt)
    case 'return':
      noteReturn(frame, stmt.value ? inferExpr(frame, stmt.value) : none, stmt.span)
      frame.live = false
      return
    case 'break':
    case 'continue': {
      const loop = frame.loops.at(-1)
      loop?.[stmt.kind === 'break' ? 'breaks' : 'continues'].push(new Map(frame.env))
      frame.live = false
      return
    }
    case 'pass':
      return
    case 'assert':
      inferCondition(frame, stmt.test)
      if (stmt.message && stmt.message.kind !== 'string') report(frame, 'message-not-constant', stmt.message.span)
      return
    case 'raise':
      checkMessage(frame, stmt)
      frame.live = false
      return
    case 'expression':
      if (stmt.value.kind !== 'string') inferExpr(frame, stmt.value)
      return
    default:
      stmt satisfies never
  }
}

function checkMessage(frame: Frame, stmt: Raise): void {
  for (const arg of stmt.args) {
    const constant = arg.kind === 'string' || arg.kind === 'int' || arg.kind === 'float'
    if (!constant) report(frame, 'message-not-constant', arg.span)
  }
}

function noteReturn(frame: Frame, type: Type, span: Span): void {
  if (type.kind === 'unknown') return
  if (hasFunction(type)) return report(frame, 'function-value', span)
  const { returns } = frame
  if (!returns) {
    frame.returns = { type, span }
    return
  }
  const unified = unify(returns.type, type)
  if (unified) {
    frame.returns = { type: unified, span: returns.span }
    return
  }
  report(frame, 'return-types', span, { left: typeName(returns.type), right: typeName(type) }, [
    { span: returns.span, message: `here it returns ${typeName(returns.type)}` },
    { span, message: `here it returns ${typeName(type)}` },
  ])
}

function inferAssign(frame: Frame, stmt: Assign): void {
  const [first] = stmt.targets
  const given = inferExpr(frame, stmt.value)
  const type = first ? madeForAll(frame, first, stmt.value, given) : given
  const owner = ownerOf(frame, stmt.value)
  for (const target of stmt.targets) assignTo(frame, target, type, stmt.value.span, owner)
}

function assignTo(frame: Frame, target: Target | Expr, type: Type, origin: Span, owner?: Owner): void {
  if (type.kind === 'unknown' && target.kind === 'name') {
    frame.env.set(target.name, { type, origin })
    return
  }
  switch (target.kind) {
    case 'name':
      if (type.kind === 'dtype') report(frame, 'not-a-value', origin, { name: typeName(type), what: 'type' })
      frame.env.set(target.name, { type, origin, ...(owner === undefined ? {} : { owner }) })
      return
    case 'tuple': {
      const items = unpacked(type, target.items.length)
      if (!items || items.length !== target.items.length) {
        if (type.kind !== 'unknown')
          report(frame, 'cannot-unpack', target.span, { type: typeName(type), count: String(target.items.length) })
        for (const item of target.items) assignTo(frame, item, unknown, origin)
        return
      }
      target.items.forEach((item, index) => assignTo(frame, item, items[index] ?? unknown, origin))
      return
    }
    case 'subscript': {
      const object = inferExpr(frame, target.object)
      const place = subscriptType(frame, target, object)
      frame.typed.types.set(target, place)
      noteWrite(frame, target.object)
      if (place.kind === 'unknown' || type.kind === 'unknown') return
      if (object.kind === 'tuple') report(frame, 'tuple-store', target.span)
      else if (!(isArray(object) || object.kind === 'list') || !storable(type, place))
        report(frame, 'cannot-assign', target.span, { value: typeName(type), target: typeName(object) })
      return
    }
    default:
      report(frame, 'cannot-assign', target.span, { value: typeName(type), target: 'this' })
  }
}

/** A function may be called, named and handed on, and that is all. */
export const hasFunction = (type: Type): boolean =>
  type.kind === 'function' || (type.kind === 'tuple' && type.items.some(hasFunction))

/** What a value falls into; how many items an array or a list has is seen when it runs. */
function unpacked(type: Type, count: number): readonly Type[] | undefined {
  if (type.kind === 'tuple') return type.items
  const item = isArray(type) ? (type.ndim === 1 ? scalar(type.dtype) : rowType(type)) : undefined
  const each = type.kind === 'list' ? type.item : item
  return each && Array.from({ length: count }, () => each)
}

/** Whether an element or a part of an array takes a value: numbers convert as NumPy's assignment does. */
function storable(value: Type, place: Type): boolean {
  if (isScalar(place)) return isScalar(insideOf(value))
  if (place.kind === 'tuple' || place.kind === 'list') return unify(value, place) === place
  if (!isArray(place)) return false
  if (value.kind === 'tuple') return place.ndim === 1 && value.items.every((item) => isScalar(insideOf(item)))
  if (value.kind === 'list') return place.ndim === 1 && isScalar(value.item)
  return isScalar(value) || (isArray(value) && value.ndim <= place.ndim)
}

function inferAugAssign(frame: Frame, stmt: AugAssign): void {
  const { target } = stmt
  const left = target.kind === 'name' ? inferExpr(frame, target) : inferExpr(frame, target)
  const right = inferExpr(frame, stmt.value)
  if (target.kind === 'subscript') noteWrite(frame, target.object)
  else if (isArray(left) || left.kind === 'list') noteWrite(frame, target)
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    if (target.kind === 'name') frame.env.set(target.name, { type: unknown, origin: stmt.span })
    return
  }
  const type = binaryType(stmt.op, insideOf(left), insideOf(right))
  if (!type) {
    report(frame, 'operator-types', stmt.span, { op: `${stmt.op}=`, left: typeName(left), right: typeName(right) })
    return
  }
  if (isArray(left)) {
    // In place: the array keeps its type, whatever is added to it.
    if (!isArray(type) || type.ndim !== left.ndim || !converts(scalar(type.dtype), scalar(left.dtype)))
      report(frame, 'cannot-assign', stmt.span, { value: typeName(type), target: typeName(left) })
    return
  }
  if (target.kind === 'name') frame.env.set(target.name, { type, origin: stmt.span })
  else if (!storable(type, left))
    report(frame, 'cannot-assign', stmt.span, { value: typeName(type), target: `an element of type ${typeName(left)}` })
}

export function inferCondition(frame: Frame, test: Expr): void {
  const type = inferExpr(frame, test)
  if (isScalar(type) || ['unknown', 'none', 'optional', 'tuple', 'list'].includes(type.kind)) return
  report(frame, 'not-a-condition', test.span, { type: typeName(type) })
}

function inferIf(frame: Frame, stmt: If): void {
  inferCondition(frame, stmt.test)
  const known = decide(frame, stmt.test)
  if (known !== undefined) {
    frame.typed.decided.set(stmt.test, known)
    inferBlock(frame, known ? stmt.body : stmt.orelse)
    frame.typed.afters.set(stmt, new Map(frame.env))
    return
  }
  frame.typed.decided.delete(stmt.test)
  const before = frame.env
  frame.env = new Map(before)
  inferBlock(frame, stmt.body)
  const [thenEnv, thenLive] = [frame.env, frame.live]
  frame.env = new Map(before)
  frame.live = true
  inferBlock(frame, stmt.orelse)
  const paths = [...(thenLive ? [thenEnv] : []), ...(frame.live ? [frame.env] : [])]
  frame.live = paths.length > 0
  frame.env = join(paths)
  frame.typed.afters.set(stmt, new Map(frame.env))
}

function inferLoop(frame: Frame, stmt: While | For): void {
  const { typing, typed } = frame
  const item = stmt.kind === 'for' ? iterationType(frame, stmt.iter) : undefined
  const seen = typing.diagnostics.length
  const before = frame.env
  let header: Env = new Map(before)
  for (;;) {
    typing.diagnostics.length = seen
    const loop: Frame['loops'][number] = { breaks: [], continues: [] }
    frame.loops.push(loop)
    frame.env = new Map(header)
    frame.live = true
    let endless = false
    let exit: Env = new Map(header)
    if (stmt.kind === 'for') assignTo(frame, stmt.target, item ?? unknown, stmt.iter.span, ownerOf(frame, stmt.iter))
    else {
      inferCondition(frame, stmt.test)
      endless = decide(frame, stmt.test) === true
      exit = new Map(frame.env)
    }
    inferBlock(frame, stmt.body)
    frame.loops.pop()
    const backs = [...(frame.live ? [frame.env] : []), ...loop.continues]
    const next = join([header, ...backs])
    // `x = x + 1` alone gives x no type: nothing sets it, and the next walk shall say so, too.
    for (const [name, { type }] of next) if (type.kind === 'unknown' && !header.has(name)) next.delete(name)
    if (!sameTypes(next, header)) {
      header = next
      continue
    }
    typed.headers.set(stmt, header)
    if (endless) typed.decided.set(stmt.kind === 'while' ? stmt.test : stmt.iter, true)
    frame.live = !endless
    frame.env = exit
    if (frame.live) inferBlock(frame, stmt.orelse)
    const paths = [...(frame.live ? [frame.env] : []), ...loop.breaks]
    frame.live = paths.length > 0
    frame.env = join(paths)
    typed.afters.set(stmt, new Map(frame.env))
    return
  }
}

/** Type of one item of what a `for` goes over; the types of its parts are noted on the way. */
function iterationType(frame: Frame, iter: Expr): Type {
  if (iter.kind === 'call') {
    const path = libraryPath(iter.func, frame.typed.scope, (name) => frame.locals.has(name))
    const inner = () => iter.args.map((arg) => iterationType(frame, arg))
    switch (path) {
      case 'builtins.range':
      case 'numba.prange':
        for (const arg of iter.args) {
          const type = inferExpr(frame, arg)
          if (type.kind !== 'unknown' && !isInteger(type) && type !== bool)
            report(frame, 'call-types', arg.span, {
              name: iter.func.kind === 'name' ? iter.func.name : 'range',
              types: typeName(type),
              signature: 'range(stop) or range(start, stop, step) with whole numbers',
            })
        }
        if (iter.args.length === 0 || iter.args.length > 3 || iter.keywords.length > 0)
          report(frame, 'call-arguments', iter.span, {
            message: 'range takes one to three whole numbers.',
            signature: 'range(start, stop, step)',
          })
        return int64
      case 'builtins.enumerate': {
        for (const arg of iter.args.slice(1)) inferExpr(frame, arg)
        for (const { value } of iter.keywords) inferExpr(frame, value)
        const [first] = iter.args
        return tupleOf([int64, first ? iterationType(frame, first) : unknown])
      }
      case 'builtins.zip':
        return tupleOf(inner())
      case 'builtins.reversed': {
        const [first] = iter.args
        return first ? iterationType(frame, first) : unknown
      }
    }
  }
  const type = inferArgument(frame, iter)
  if (type.kind === 'unknown') return unknown
  if (isArray(type)) return type.ndim === 1 ? scalar(type.dtype) : rowType(type)
  if (type.kind === 'list') return type.item
  if (type.kind === 'tuple' && type.items.length > 0) {
    const unified = type.items.reduce<Type | undefined>((all, each) => all && unify(all, each), type.items[0])
    if (unified) return unified
  }
  if (isScalar(type)) report(frame, 'number-in-for', iter.span)
  else report(frame, 'not-iterable', iter.span, { type: typeName(type) })
  return unknown
}

const tupleOf = (items: Type[]): Type => (items.some(({ kind }) => kind === 'unknown') ? unknown : tupleType(items))

/** Names a function's body binds. */
export function assignedNames(body: readonly Stmt[]): string[] {
  const names: string[] = []
  const target = (expr: Expr): void => {
    if (expr.kind === 'name') names.push(expr.name)
    else if (expr.kind === 'tuple') expr.items.forEach(target)
  }
  const visit = (stmt: Stmt): void => {
    switch (stmt.kind) {
      case 'assign':
        return stmt.targets.forEach(target)
      case 'augAssign':
        return target(stmt.target)
      case 'for':
        target(stmt.target)
        return [...stmt.body, ...stmt.orelse].forEach(visit)
      case 'if':
      case 'while':
        return [...stmt.body, ...stmt.orelse].forEach(visit)
    }
  }
  body.forEach(visit)
  return names
}
