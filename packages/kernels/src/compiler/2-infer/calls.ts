/** Types of calls: to functions of the program, to built-ins, to methods, to types as casts. */
import type { Attribute, Call, Expr, FunctionDef, Keyword } from '../ast.ts'
import { dtypeNamed } from '../builtins/constants.ts'
import { given } from '../builtins/given.ts'
import { findBuiltin, findMethod, findPrelude, findProperty, type Found } from '../builtins/index.ts'
import { itemsOf } from '../builtins/lists.ts'
import { parametersOf, type Parameter, type Site } from '../builtins/table.ts'
import type { Type } from '../types.ts'
import {
  arrayType,
  float64,
  insideOf,
  int64,
  isArray,
  isFloat,
  isInteger,
  isScalar,
  none,
  scalar,
  tupleType,
  typeName,
  unknown,
} from '../types.ts'
import type { DType } from '../../runtime/index.ts'
import { inferExpr } from './expressions.ts'
import { defaultOf } from './defaults.ts'
import { floatOf, literalOf } from './literals.ts'
import { noteCall, noteMethod, noteWrite } from './owners.ts'
import { libraryPath } from './scope.ts'
import { reportUnknown } from './unknown.ts'
import type { Frame } from './statements.ts'
import { hasFunction, noteItems, report } from './statements.ts'

export function inferCall(frame: Frame, call: Call): Type {
  const { typed } = frame
  const isLocal = (name: string) => frame.locals.has(name)
  if (call.func.kind === 'name' && !isLocal(call.func.name)) {
    const meaning = typed.scope.lookup(call.func.name)
    if (meaning?.kind === 'function') return inferFunctionCall(frame, call, meaning.def, meaning.scope)
    if (meaning?.kind === 'plain') {
      report(frame, 'plain-name', call.func.span, { name: call.func.name, what: meaning.what })
      return unknown
    }
  }
  if (call.func.kind === 'function' || (call.func.kind === 'name' && isLocal(call.func.name))) {
    const type = inferExpr(frame, call.func)
    if (type.kind === 'function') return inferFunctionCall(frame, call, type.def, type.scope)
  }
  const path = libraryPath(call.func, typed.scope, isLocal)
  if (path !== undefined) {
    const dtype = dtypeNamed(path)
    if (dtype) return inferCast(frame, call, scalar(dtype), path === 'builtins.float' && typed.scope.userCode)
    if (path === 'builtins.print') return inferPrint(frame, call)
    const ofRange = OF_RANGES[path]
    const range = ofRange && call.args.length === 1 ? inferOfRange(frame, call, ofRange) : undefined
    if (range) return range
    // np.where(condition) is another function than np.where(condition, x, y).
    const indices = path === 'numpy.where' && call.args.length === 1 && call.keywords.length === 0
    const found = findBuiltin(indices ? 'numpy.nonzero' : path)
    if (found) return inferBuiltin(frame, call, found, path.replace('builtins.', ''), call.args)
    inferAll(frame, call)
    reportUnknown(frame, call.func.span, path)
    return unknown
  }
  if (call.func.kind === 'attribute') {
    const object = inferExpr(frame, call.func.object)
    if (object.kind === 'unknown') {
      inferAll(frame, call)
      return unknown
    }
    const of = isArray(object) ? 'array' : object.kind === 'list' ? 'list' : undefined
    const found = of && findMethod(of, call.func.name)
    if (of === 'list') {
      growList(frame, call, call.func)
      noteMethod(frame, call.func.object, call.func.name)
    }
    if (found) return inferBuiltin(frame, call, found, `${of}.${call.func.name}`, [call.func.object, ...call.args])
    if (of === 'array' && findProperty(call.func.name)) {
      report(frame, 'not-a-method', call.func.nameSpan, { name: call.func.name })
      return unknown
    }
    report(frame, 'no-attribute', call.func.nameSpan, { type: typeName(object), name: call.func.name })
    return unknown
  }
  const called = inferExpr(frame, call.func)
  inferAll(frame, call)
  if (called.kind !== 'unknown') report(frame, 'not-callable', call.func.span, { type: typeName(called) })
  return unknown
}

function inferPrint(frame: Frame, call: Call): Type {
  const printable = (type: Type): boolean =>
    ['scalar', 'string', 'none', 'optional', 'unknown', 'array'].includes(type.kind) ||
    (type.kind === 'tuple' && type.items.every((item) => !isArray(item) && printable(item))) ||
    (type.kind === 'list' && !isArray(type.item) && printable(type.item))
  const [keyword] = call.keywords
  if (keyword) report(frame, 'print', keyword.span, { what: `the option ${keyword.name}` })
  for (const arg of call.args) {
    const type = inferExpr(frame, arg)
    if (!printable(type)) report(frame, 'print', arg.span, { what: typeName(type) })
  }
  frame.typed.resolutions.set(call, { kind: 'print', args: call.args })
  return none
}

/** What is put into a list under a name says what the list holds, as Numba has it. */
function growList(frame: Frame, call: Call, method: Attribute): void {
  const value = { append: call.args[0], insert: call.args[1], extend: call.args[0] }[method.name]
  const object = method.object
  if (!value || object.kind !== 'name') return
  const type = method.name === 'extend' ? inferArgument(frame, value) : inferExpr(frame, value)
  if (hasFunction(type)) return report(frame, 'function-value', value.span)
  noteItems(frame, object.name, method.name === 'extend' ? itemsOf(type) : type)
}

/** What takes a range as it stands: the prelude's functions of its start, stop and step. */
const OF_RANGES: Record<string, string> = {
  'builtins.list': '_list_of_range',
  'builtins.len': '_range_len',
  'builtins.sum': '_range_sum',
}

/** `list(range(…))` and its like; undefined where the argument is no range. */
function inferOfRange(frame: Frame, call: Call, name: string): Type | undefined {
  const [range] = call.args
  if (range?.kind !== 'call') return undefined
  const isLocal = (local: string) => frame.locals.has(local)
  if (libraryPath(range.func, frame.typed.scope, isLocal) !== 'builtins.range') return undefined
  const number = (value: bigint): Expr => ({ kind: 'int', value, span: range.span })
  const [first, second, third] = range.args
  if (!first || range.args.length > 3) return undefined
  const args = [second ? first : number(0n), second ?? first, third ?? number(1n)]
  const types = args.map((arg) => inferExpr(frame, arg))
  const found = findPrelude(name)
  if (!found || !types.every((type) => isInteger(type))) return undefined
  const target = frame.typing.specialize(found.def, found.scope, [int64, int64, int64], call.span)
  frame.typed.resolutions.set(call, { kind: 'prelude', target, args })
  return target.resultType
}

function inferAll(frame: Frame, call: Call): void {
  for (const arg of call.args) inferExpr(frame, arg)
  for (const { value } of call.keywords) inferExpr(frame, value)
}

function inferFunctionCall(frame: Frame, call: Call, def: FunctionDef, scope: Frame['typed']['scope']): Type {
  const parameters = def.params.map(({ name, default: value }) => ({ name, optional: value !== undefined }))
  const bound = bind(frame, call, def.name, parameters, call.args)
  if (!bound) return unknown
  const args = bound.map((arg, index) => arg ?? defaultOf(def, index))
  const types = args.map((arg) => inferExpr(frame, arg))
  if (types.some(({ kind }) => kind === 'unknown')) return unknown
  for (const [index, type] of types.entries()) {
    const captures = type.kind === 'function' ? type.def.captures : undefined
    const [arg, parameter] = [args[index], def.params[index]?.name ?? '']
    if (!captures?.length || !arg || def.captures?.includes(parameter)) continue
    report(frame, 'captures', arg.span, { name: typeName(type), names: captures.join(', ') })
    return unknown
  }
  const target = frame.typing.specialize(def, scope, types)
  frame.typed.resolutions.set(call, { kind: 'function', target, args })
  noteCall(frame, target.writes, args)
  return target.resultType
}

function inferBuiltin(frame: Frame, call: Call, found: Found, name: string, args: readonly Expr[]): Type {
  // What goes into a list of lists stays a list.
  const infer = name === 'list.append' || name === 'list.insert' ? inferExpr : inferArgument
  if (found.kind === 'row') {
    const { row } = found
    const bound = bind(frame, call, name, parametersOf(row), args)
    if (!bound) return unknown
    const literal = (index: number) => {
      const arg = bound[index]
      return arg && literalOf(frame.typed, arg)
    }
    const types = bound.map((arg) => (arg ? insideOf(infer(frame, arg)) : none))
    if (types.some(({ kind }) => kind === 'unknown')) return unknown
    const site: Site = { span: call.span, args: bound, literal, result: unknown }
    const type = row.infer(given(types), site)
    if (type) {
      const out = bound[parametersOf(row).findIndex((parameter) => parameter.name === 'out')]
      if (out) noteWrite(frame, out)
      frame.typed.resolutions.set(call, { kind: 'builtin', row, args: bound })
      return type
    }
    report(frame, 'call-types', call.span, {
      name,
      types: types
        .filter((_, index) => bound[index])
        .map(typeName)
        .join(', '),
      signature: `${name}(${row.params})`,
    })
    return unknown
  }
  const { def, scope } = found
  const parameters: Parameter[] = def.params.map((param) => ({
    name: param.name,
    optional: param.default !== undefined,
  }))
  const bound = bind(frame, call, name, parameters, args)
  if (!bound) return unknown
  const types = bound.map((arg, index) => infer(frame, arg ?? defaultOf(def, index)))
  if (types.some(({ kind }) => kind === 'unknown')) return unknown
  const before = frame.typing.diagnostics.length
  const target = frame.typing.specialize(def, scope, types, call.span)
  if (frame.typing.diagnostics.length > before && frame.typed.scope.userCode) {
    // What does not type inside the compiler's own Python is, to the user, a call with the wrong arguments.
    frame.typing.diagnostics.length = before
    frame.typing.forgetFaulty()
    const signature = `${name}(${def.params.map((param) => param.name).join(', ')})`
    const given = types.filter((_, index) => bound[index])
    report(frame, 'call-types', call.span, { name, types: given.map(typeName).join(', '), signature })
    return unknown
  }
  noteCall(frame, target.writes, bound)
  frame.typed.resolutions.set(call, {
    kind: 'prelude',
    target,
    args: bound.map((arg, index) => arg ?? defaultOf(def, index)),
  })
  return target.resultType
}

/** A list is a value only as an argument (`np.array([…])`) or as what a loop goes over: it is typed as the tuple of its items. */
export function inferArgument(frame: Frame, arg: Expr): Type {
  if (arg.kind !== 'list') return inferExpr(frame, arg)
  const items = arg.items.map((item) => inferArgument(frame, item))
  const type = items.some(({ kind }) => kind === 'unknown') ? unknown : tupleType(items)
  frame.typed.types.set(arg, type)
  return type
}

/** Numba's `float` leaves a float32 what it is (`keeps`). */
function inferCast(frame: Frame, call: Call, to: Type, keeps: boolean): Type {
  const [arg, ...more] = call.args
  if (!arg || more.length > 0 || call.keywords.length > 0) {
    inferAll(frame, call)
    report(frame, 'call-arguments', call.span, {
      message: `${typeName(to)}() takes one value here.`,
      signature: `${typeName(to)}(x)`,
    })
    return unknown
  }
  const from = insideOf(inferExpr(frame, arg))
  if (from.kind === 'unknown') return unknown
  frame.typed.resolutions.set(call, { kind: 'cast', args: [arg] })
  if (isScalar(from)) return keeps && isFloat(from) ? from : to
  const text = from.kind === 'string' && to === float64 ? literalOf(frame.typed, arg) : undefined
  if (typeof text === 'string' && floatOf(text) !== undefined) return to
  if (isArray(from) && isScalar(to)) return arrayType(to.name as DType, from.ndim)
  report(frame, 'call-types', call.span, {
    name: typeName(to),
    types: typeName(from),
    signature: `${typeName(to)}(number)`,
  })
  return unknown
}

/** Arguments in the order of the parameters, undefined where the default is taken; reports what does not fit. */
function bind(
  frame: Frame,
  call: Call,
  name: string,
  parameters: readonly Parameter[],
  args: readonly Expr[],
): (Expr | undefined)[] | undefined {
  const signature = `${name}(${parameters.map((each) => (each.optional ? `${each.name}=…` : each.name)).join(', ')})`
  const fail = (message: string): undefined => {
    inferAll(frame, call)
    report(frame, 'call-arguments', call.span, { message, signature })
  }
  if (args.length > parameters.length)
    return fail(`${name}() takes ${parameters.length} arguments but ${args.length} were given.`)
  const bound: (Expr | undefined)[] = parameters.map((_, index) => args[index])
  for (const { name: keyword, value } of call.keywords as Keyword[]) {
    const index = parameters.findIndex((each) => each.name === keyword)
    if (index < 0) return fail(`${name}() has no parameter '${keyword}'.`)
    if (bound[index]) return fail(`${name}() got '${keyword}' twice.`)
    bound[index] = value
  }
  const missing = parameters.find((each, index) => !each.optional && !bound[index])
  return missing ? fail(`${name}() misses the argument '${missing.name}'.`) : bound
}
