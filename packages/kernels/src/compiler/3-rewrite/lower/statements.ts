/** Statements. Variables that change type where paths meet are converted at the end of each path. */
import type { Assign, AugAssign, Expr, For, If, Stmt, Target, While } from '../../ast.ts'
import type { Env } from '../../2-infer/typed.ts'
import { binaryType } from '../../2-infer/operators.ts'
import type { ExceptionName } from '../../../runtime/index.ts'
import type { Label, Local, S, X } from '../../ir.ts'
import { get, i64, op, set } from '../../ir.ts'
import type { Type } from '../../types.ts'
import { isScalar, unknown } from '../../types.ts'
import { arithmetic, elementwiseBinary } from './elementwise.ts'
import type { Build } from './build.ts'
import { condition, listBinary, lowerExpr, lowerOperands } from './expressions.ts'
import { blocksOf, childrenOf, deferred, partsOf } from './fuse.ts'
import { iterate, rowOf } from './iteration.ts'
import { lengthOf, loadItem } from './lists.ts'
import { isParallelLoop, lowerPrange } from './prange.ts'
import { binaryScalar, convertScalar } from './scalars.ts'
import { leavesSortOut } from './select.ts'
import { assignSubscript, loadSubscript, place as placeOf, storeSubscript, unaliased } from './subscripts.ts'
import { scalarVal, toParts, type LazyVal, type Val } from './values.ts'

/** Where in a function lowering is. */
export interface Place {
  /** Variables and the type each has now. */
  env: Map<string, Type>
  exit: Label
  results: Local[]
  loops: { next: Label; exit: Label; header: Env; after: Env }[]
  live: boolean
  /** Array expressions put off until their only reader, the next statement, asks for them. */
  put?: Map<string, LazyVal>
}

export function lowerBlock(build: Build, place: Place, body: readonly Stmt[]): void {
  body.forEach((stmt, index) => {
    if (!place.live) return
    build.where = stmt.span
    lowerStmt(build, place, stmt, body[index + 1])
    build.flush()
    if (build.typed.dead.has(stmt)) place.live = false
  })
}

function lowerStmt(build: Build, place: Place, stmt: Stmt, following: Stmt | undefined): void {
  switch (stmt.kind) {
    case 'assign':
      return lowerAssign(build, place, stmt, following)
    case 'augAssign':
      return lowerAugAssign(build, place, stmt)
    case 'if':
      return lowerIf(build, place, stmt)
    case 'while':
      return lowerWhile(build, place, stmt)
    case 'for':
      return isParallelLoop(build, stmt) ? lowerPrange(build, place, stmt) : lowerFor(build, place, stmt)
    case 'return': {
      const value: Val = stmt.value ? lowerExpr(build, place, stmt.value) : { kind: 'none' }
      const parts = toParts(build.take(build.convert(build.exist(value), build.typed.resultType)))
      place.results.forEach((local, index) => {
        const part = parts[index]
        if (part) build.emit(set(local, part))
      })
      build.flush()
      build.emit({ k: 'br', to: place.exit })
      place.live = false
      return
    }
    case 'break':
    case 'continue': {
      const loop = place.loops.at(-1)
      if (!loop) throw new Error(`${stmt.kind} outside a loop`)
      const leaving = stmt.kind === 'break'
      settle(build, place, leaving ? loop.after : loop.header)
      build.emit({ k: 'br', to: leaving ? loop.exit : loop.next })
      place.live = false
      return
    }
    case 'pass':
      return
    case 'assert': {
      const text = stmt.message?.kind === 'string' ? stmt.message.value : ''
      const holds = condition(build, place, stmt.test)
      return build.if(
        holds,
        () => undefined,
        () => build.raise('AssertionError', text),
      )
    }
    case 'raise': {
      const text = stmt.args.map((arg) => ('value' in arg ? String(arg.value) : '')).join(', ')
      build.raise(stmt.exception as ExceptionName, text)
      place.live = false
      return
    }
    case 'expression':
      if (leavesSortOut(build, stmt)) return
      if (stmt.value.kind !== 'string') discard(build, lowerExpr(build, place, stmt.value))
      return
    default:
      stmt satisfies never
  }
}

/** A value nobody uses still has its effects. */
function discard(build: Build, value: Val): void {
  if (value.kind === 'lazy' && value.effects) build.materialize(value)
}

function lowerAssign(build: Build, place: Place, stmt: Assign, following: Stmt | undefined): void {
  const [target] = stmt.targets
  const value = lowerExpr(build, place, stmt.value)
  if (value.kind === 'lazy' && target?.kind === 'name' && deferred(build, stmt, following)) {
    place.put ??= new Map()
    place.put.set(target.name, value)
    place.env.set(target.name, value.type)
    return
  }
  const single = stmt.targets.length === 1
  const shared = single ? value : build.exist(value)
  for (const each of stmt.targets) assignTo(build, place, each, shared)
}

export function assignTo(build: Build, place: Place, target: Target | Expr, value: Val): void {
  switch (target.kind) {
    case 'name': {
      const type = build.typeOf(value)
      build.write(target.name, type, build.take(value))
      build.noteSet(target.name)
      place.env.set(target.name, type)
      return
    }
    case 'tuple': {
      // All parts are read before the first is written: `a, b = b, a`.
      const items = itemsOf(build, value, target.items.length).map((item) => fixed(build, build.take(item)))
      target.items.forEach((item, index) => {
        const part = items[index]
        if (part) assignTaken(build, place, item, part)
      })
      return
    }
    case 'subscript':
      return assignSubscript(build, place, target, value)
    default:
      throw new Error(`cannot assign to ${target.kind}`)
  }
}

/** The items of a tuple, or of an array or a list that must have as many. */
function itemsOf(build: Build, value: Val, count: number): readonly Val[] {
  if (value.kind === 'tuple') return value.items
  if (value.kind === 'list') {
    build.raiseIf(op('i64.ne', lengthOf(value), i64(count)), 'ValueError', UNPACKED)
    return Array.from({ length: count }, (_, index) => loadItem(build, value, i64(index)))
  }
  const array = build.array(value)
  build.raiseIf(op('i64.ne', array.shape[0] ?? i64(0), i64(count)), 'ValueError', UNPACKED)
  return Array.from({ length: count }, (_, index): Val => {
    if (array.type.ndim > 1) return rowOf(build, array, i64(index))
    return scalarVal(build.dtypeOf(array), build.spill(build.element(array, [i64(index)])))
  })
}

const UNPACKED = 'there are not as many values to unpack as names'

function assignTaken(build: Build, place: Place, target: Expr, value: Val): void {
  if (target.kind === 'name') {
    const type = build.typeOf(value)
    build.write(target.name, type, value)
    build.noteSet(target.name)
    place.env.set(target.name, type)
    return
  }
  build.own(value)
  assignTo(build, place, target as Target, value)
}

/** A copy of a value's parts in locals that nobody else writes. */
function fixed(build: Build, value: Val): Val {
  const copy = (x: X, name: string): X => {
    if (x.k === 'const') return x
    const local = build.local(x.type, name)
    build.emit(set(local, x))
    return get(local)
  }
  if (value.kind === 'scalar') return { ...value, x: copy(value.x, 'item') }
  if (value.kind === 'tuple') return { ...value, items: value.items.map((item) => fixed(build, item)) }
  if (value.kind === 'list') return { ...value, base: copy(value.base, 'item.list') }
  if (value.kind !== 'array') return value
  return {
    ...value,
    base: copy(value.base, 'item.block'),
    data: copy(value.data, 'item.data'),
    shape: value.shape.map((x) => copy(x, 'item.shape')),
    strides: value.strides.map((x) => copy(x, 'item.stride')),
  }
}

function lowerAugAssign(build: Build, place: Place, stmt: AugAssign): void {
  const { target, op: operator } = stmt
  const how = arithmetic(build)
  if (target.kind === 'subscript') {
    const spot = placeOf(build, place, target)
    const [current, right] = [loadSubscript(build, spot), lowerExpr(build, place, stmt.value)]
    if (current.kind === 'scalar' && right.kind === 'scalar') {
      const type = binaryType(operator, current.type, right.type)
      if (!type || !isScalar(type)) throw new Error('an operator lost its type')
      // The element is read before the right side runs only if that cannot change it; Python reads it first.
      const x = binaryScalar(build, operator, current, right, type, how)
      return storeSubscript(build, spot, scalarVal(type, x))
    }
    if (current.kind !== 'array') throw new Error('only arrays have parts')
    const type = binaryType(operator, build.typeOf(current), build.typeOf(right)) ?? unknown
    return storeSubscript(build, spot, elementwiseBinary(build, operator, current, right, type))
  }
  const [left, right] = lowerOperands(build, place, [target, stmt.value])
  if (!left || !right) throw new Error('an operator needs two operands')
  const type = binaryType(operator, build.typeOf(left), build.typeOf(right)) ?? unknown
  if (left.kind === 'array') {
    const value = right.kind === 'array' ? unaliased(build, right, left) : right
    const source = elementwiseBinary(
      build,
      operator,
      left,
      value.kind === 'lazy' && value.reads ? build.materialize(value) : value,
      type,
    )
    if (source.kind !== 'lazy') throw new Error('an operator on arrays is done element by element')
    const dtype = left.type.dtype
    build.eachIndex(left.shape, (indices) =>
      build.setElement(left, indices, convertScalar(source.at(indices), source.type.dtype, dtype)),
    )
    return
  }
  if (left.kind === 'list') {
    if (right.kind === 'list') build.callPrelude('list_extend', [left, right])
    else if (target.kind === 'name') assignTo(build, place, target, listBinary(build, left, right))
    return
  }
  if (left.kind === 'scalar' && right.kind === 'scalar' && isScalar(type) && target.kind === 'name')
    return assignTo(build, place, target, scalarVal(type, binaryScalar(build, operator, left, right, type, how)))
  if (target.kind === 'name') assignTo(build, place, target, elementwiseBinary(build, operator, left, right, type))
}

function lowerIf(build: Build, place: Place, stmt: If): void {
  const { typed } = build
  const known = typed.decided.get(stmt.test)
  if (known !== undefined) return lowerBlock(build, place, known ? stmt.body : stmt.orelse)
  const test = condition(build, place, stmt.test)
  const after = typed.afters.get(stmt) ?? new Map()
  const before = new Map(place.env)
  const branch = (body: readonly Stmt[]) => (): void => {
    place.env = new Map(before)
    place.live = true
    lowerBlock(build, place, body)
    if (place.live) settle(build, place, after)
  }
  build.emit({ k: 'if', test, then: build.block(branch(stmt.body)), otherwise: build.block(branch(stmt.orelse)) })
  place.env = typesOf(after)
  place.live = true
}

const typesOf = (env: Env): Map<string, Type> => new Map([...env].map(([name, { type }]) => [name, type]))

/** Converts variables whose type differs from what is expected where paths meet. */
export function settle(build: Build, place: Place, expected: Env): void {
  for (const [name, { type, conflict }] of expected) {
    const now = place.env.get(name)
    if (conflict || !now || now === type || now.kind === 'unknown' || type.kind === 'unknown') continue
    build.write(name, type, build.take(build.convert(build.read(name, now), type)))
  }
  place.env = typesOf(expected)
}

function enterLoop(build: Build, place: Place, stmt: While | For): Place['loops'][number] {
  const header = build.typed.headers.get(stmt)
  const after = build.typed.afters.get(stmt)
  if (!header || !after) throw new Error('a loop was not typed')
  settle(build, place, header)
  build.flush()
  return { header, after, next: { name: 'next' }, exit: { name: 'exit' } }
}

/** What runs when the loop ended without break, then the types expected behind it. */
function leaveLoop(build: Build, place: Place, stmt: While | For, header: Env, after: Env): void {
  place.env = typesOf(header)
  place.live = true
  lowerBlock(build, place, stmt.orelse)
  if (place.live) settle(build, place, after)
  place.env = typesOf(after)
  place.live = true
}

function lowerWhile(build: Build, place: Place, stmt: While): void {
  const loop = enterLoop(build, place, stmt)
  const endless = build.typed.decided.get(stmt.test) === true
  const done: Label = { name: 'done' }
  const round: Label = { name: 'round' }
  const body = build.block(() => {
    if (!endless) {
      build.where = stmt.test.span
      const test = condition(build, place, stmt.test)
      build.flush()
      build.emit({ k: 'if', test, then: [], otherwise: [{ k: 'br', to: done }] })
    }
    place.loops.push(loop)
    const inner = build.block(() => {
      lowerBlock(build, place, stmt.body)
      if (place.live) settle(build, place, loop.header)
    })
    place.loops.pop()
    build.emit({ k: 'block', exit: loop.next, body: inner }, { k: 'br', to: round })
  })
  build.emit({
    k: 'block',
    exit: loop.exit,
    body: [
      { k: 'block', exit: done, body: [{ k: 'loop', next: round, body, line: stmt.span.line }] },
      ...build.block(() => {
        if (!endless) leaveLoop(build, place, stmt, loop.header, loop.after)
      }),
    ],
  })
  place.env = typesOf(loop.after)
  place.live = true
}

function lowerFor(build: Build, place: Place, stmt: For): void {
  const source = iterate(build, place, stmt.iter)
  const loop = enterLoop(build, place, stmt)
  const counter = build.local('i64', counterName(stmt))
  const finished: Label = { name: 'finished' }
  /** Behind the loop, not its own exit: a slice of rounds ends there, too. */
  const ended: Label = { name: 'ended' }
  const more = source.more && mayChangeLists(build, stmt.body) ? source.more : undefined
  const body = build.block(() => {
    if (more) build.emit({ k: 'if', test: more(get(counter)), then: [], otherwise: [{ k: 'br', to: ended }] })
    assignTo(build, place, stmt.target, source.item(get(counter)))
    build.flush()
    place.loops.push(loop)
    lowerBlock(build, place, stmt.body)
    place.loops.pop()
    if (place.live) settle(build, place, loop.header)
  })
  const rounds: S = {
    k: 'for',
    counter,
    from: source.from,
    to: more ? i64(2n ** 63n - 1n) : source.to,
    step: source.step,
    body,
    next: loop.next,
    exit: finished,
    line: stmt.span.line,
  }
  build.emit({
    k: 'block',
    exit: loop.exit,
    body: [
      { k: 'block', exit: ended, body: [rounds] },
      ...build.block(() => leaveLoop(build, place, stmt, loop.header, loop.after)),
    ],
  })
  for (const base of source.held) build.releaseLocal(base)
  place.env = typesOf(loop.after)
  place.live = true
}

const CHANGES = new Set(['append', 'extend', 'insert', 'pop', 'remove', 'clear'])

/** Whether a loop's body may make lists longer or shorter, other than those of its own comprehensions. */
function mayChangeLists(build: Build, body: readonly Stmt[]): boolean {
  const changes = (expr: Expr): boolean => {
    if (expr.kind === 'call') {
      const { func } = expr
      const isMethod = func.kind === 'attribute' && CHANGES.has(func.name)
      const isOwn = isMethod && func.object.kind === 'name' && func.object.name.includes('.')
      if (isMethod ? !isOwn : build.typed.resolutions.get(expr)?.kind === 'function') return true
    }
    return childrenOf(expr).some(changes)
  }
  return body.some(
    (stmt) =>
      (stmt.kind === 'augAssign' && build.typed.types.get(stmt.target)?.kind === 'list') ||
      partsOf(stmt).some(changes) ||
      mayChangeLists(build, blocksOf(stmt)),
  )
}

const counterName = (stmt: For): string => (stmt.target.kind === 'name' ? `${stmt.target.name}.k` : 'k')
