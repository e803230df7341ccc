/** Types of expressions. Every node's type is noted in the tables of the function; an error leaves `unknown`, once. */
import type { Attribute, Expr, ListExpr, Name, Slice, Span, Subscript } from '../ast.ts'
import type { Type } from '../types.ts'
import {
  arrayType,
  bool,
  dtypeType,
  float64,
  functionType,
  insideOf,
  int64,
  isArray,
  isInteger,
  isScalar,
  listType,
  none,
  string,
  scalar,
  tupleType,
  typeName,
  unify,
  unknown,
} from '../types.ts'
import { constantNumber, dtypeNamed } from '../builtins/constants.ts'
import { given } from '../builtins/given.ts'
import { findMethod, findProperty } from '../builtins/index.ts'
import { typeOfValue } from '../values.ts'
import { inferCall } from './calls.ts'
import { decide } from './decide.ts'
import { foldedLiteral, literalOf, sliceIndices } from './literals.ts'
import { binaryType, compareType, unaryType } from './operators.ts'
import { libraryPath } from './scope.ts'
import { reportUnknown } from './unknown.ts'
import type { Frame } from './statements.ts'
import { hasFunction, inferCondition, report } from './statements.ts'

export function inferExpr(frame: Frame, expr: Expr): Type {
  const type = typeOfExpr(frame, expr)
  frame.typed.types.set(expr, type)
  return type
}

function typeOfExpr(frame: Frame, expr: Expr): Type {
  switch (expr.kind) {
    case 'int':
      if (BigInt.asIntN(64, expr.value) === expr.value) return int64
      if (BigInt.asUintN(64, expr.value) === expr.value) return scalar('uint64')
      report(frame, 'too-big', expr.span, { value: String(expr.value) })
      return unknown
    case 'float':
      return float64
    case 'bool':
      return bool
    case 'none':
      return none
    case 'string':
      return string
    case 'formatted':
      report(frame, 'loose-string', expr.span)
      return unknown
    case 'name':
      return inferName(frame, expr)
    case 'tuple': {
      const items = expr.items.map((item) => inferExpr(frame, item))
      return items.some(({ kind }) => kind === 'unknown') ? unknown : tupleType(items)
    }
    case 'list':
      return inferList(frame, expr)
    case 'unary': {
      const constant = foldedLiteral(expr)
      if (constant) {
        frame.typed.constants.set(expr, constant)
        return inferExpr(frame, constant)
      }
      const operand = inferExpr(frame, expr.operand)
      if (operand.kind === 'unknown') return unknown
      const type = unaryType(expr.op, insideOf(operand))
      if (type) return type
      report(frame, 'unary-types', expr.span, { op: expr.op, type: typeName(operand) })
      return unknown
    }
    case 'binary': {
      const constant = foldedLiteral(expr)
      if (constant) {
        frame.typed.constants.set(expr, constant)
        return inferExpr(frame, constant)
      }
      const [left, right] = [inferExpr(frame, expr.left), inferExpr(frame, expr.right)]
      if (left.kind === 'unknown' || right.kind === 'unknown') return unknown
      const type = binaryType(expr.op, insideOf(left), insideOf(right))
      if (type) return type
      report(frame, 'operator-types', expr.opSpan, { op: expr.op, left: typeName(left), right: typeName(right) }, [
        originOf(frame, expr.left, left),
        originOf(frame, expr.right, right),
      ])
      return unknown
    }
    case 'boolOp': {
      const types = expr.values.map((value) => inferExpr(frame, value))
      const [first = bool] = types
      const type = types.reduce<Type | undefined>((all, each) => all && unify(all, each), first)
      if (type && (isScalar(type) || ['tuple', 'none', 'unknown'].includes(type.kind))) return type
      expr.values.forEach((value) => inferCondition(frame, value))
      return types.every((each) => isScalar(each) || each.kind === 'none') ? bool : unknown
    }
    case 'compare':
      return inferCompare(frame, expr.left, expr.ops, expr.comparators)
    case 'conditional': {
      inferCondition(frame, expr.test)
      const known = decide(frame, expr.test)
      if (known === undefined) frame.typed.decided.delete(expr.test)
      else {
        frame.typed.decided.set(expr.test, known)
        return inferExpr(frame, known ? expr.body : expr.orelse)
      }
      const [then, otherwise] = [inferExpr(frame, expr.body), inferExpr(frame, expr.orelse)]
      // One side may be a recursive call whose type the other side tells.
      const type = unify(then, otherwise)
      if (type) return type
      report(
        frame,
        'cannot-unify',
        expr.span,
        { name: 'the result', left: typeName(then), right: typeName(otherwise) },
        [
          { span: expr.body.span, message: `this is ${typeName(then)}` },
          { span: expr.orelse.span, message: `this is ${typeName(otherwise)}` },
        ],
      )
      return unknown
    }
    case 'call':
      return inferCall(frame, expr)
    case 'attribute':
      return inferAttribute(frame, expr)
    case 'subscript':
      return subscriptType(frame, expr, inferExpr(frame, expr.object))
    case 'slice':
      return unknown
    case 'function':
      return functionType(expr.def, frame.typed.scope)
    default:
      return expr satisfies never
  }
}

/** Items of one type; of an empty list it is not known yet. */
function inferList(frame: Frame, { items, span }: ListExpr): Type {
  const types = items.map((item) => inferExpr(frame, item))
  const loose = items.find((_, index) => hasFunction(types[index] ?? unknown))
  if (loose) report(frame, 'function-value', loose.span)
  if (loose || types.some((type) => type.kind === 'unknown')) return unknown
  let common: Type = unknown
  for (const [index, type] of types.entries()) {
    const unified = unify(common, type)
    if (!unified) {
      report(frame, 'mixed-list', span, { left: typeName(common), right: typeName(type) }, [
        { span: items[index]?.span ?? span, message: `this is ${typeName(type)}` },
      ])
      return unknown
    }
    common = unified
  }
  return listType(common)
}

/** Where an operand got its type: for a variable, where it was assigned. */
function originOf(frame: Frame, operand: Expr, type: Type): { span: Span; message: string } {
  const variable = operand.kind === 'name' ? frame.env.get(operand.name) : undefined
  return variable && operand.kind === 'name'
    ? { span: variable.origin, message: `here '${operand.name}' is ${typeName(type)}` }
    : { span: operand.span, message: `this is ${typeName(type)}` }
}

function inferName(frame: Frame, expr: Name): Type {
  const { name } = expr
  if (frame.locals.has(name)) {
    const variable = frame.env.get(name)
    if (!variable) {
      report(frame, 'unknown-name', expr.span, { name })
      return unknown
    }
    const { typed } = frame
    if (variable.unsure && typed.scope.userCode) typed.unsure.add(expr)
    else typed.unsure.delete(expr)
    if (!variable.conflict) return variable.type
    const { conflict, origin, type } = variable
    report(frame, 'cannot-unify', expr.span, { name, left: typeName(type), right: typeName(conflict.type) }, [
      { span: origin, message: `here '${name}' is ${typeName(type)}` },
      { span: conflict.origin, message: `here '${name}' is ${typeName(conflict.type)}` },
    ])
    return unknown
  }
  const meaning = frame.typed.scope.lookup(name)
  switch (meaning?.kind) {
    case undefined:
      if (dtypeNamed(`builtins.${name}`)) return dtypeType(dtypeNamed(`builtins.${name}`) ?? 'float64')
      reportUnknown(frame, expr.span, `builtins.${name}`)
      return unknown
    case 'constant':
      frame.typed.constants.set(expr, meaning.value)
      return inferExpr(frame, meaning.value)
    case 'frozen':
      frame.typed.frozen.set(expr, meaning.value)
      return typeOfValue(meaning.value)
    case 'library':
      return inferLibrary(frame, expr, meaning.path)
    case 'plain':
      report(frame, 'plain-name', expr.span, { name, what: meaning.what })
      return unknown
    case 'function':
      return functionType(meaning.def, meaning.scope)
    default:
      return meaning satisfies never
  }
}

/** A name of a library used as a value: a number such as `math.pi`, or a type such as `np.float64`. */
function inferLibrary(frame: Frame, expr: Expr, path: string): Type {
  const value = constantNumber(path)
  if (value !== undefined) {
    frame.typed.frozen.set(expr, value)
    return typeOfValue(value)
  }
  const dtype = dtypeNamed(path)
  if (dtype) return dtypeType(dtype)
  if (path === 'numpy.newaxis') {
    frame.typed.frozen.set(expr, null)
    return none
  }
  report(frame, 'not-a-value', expr.span, { name: path, what: 'part of a library' })
  return unknown
}

function inferAttribute(frame: Frame, expr: Attribute): Type {
  const path = libraryPath(expr, frame.typed.scope, (name) => frame.locals.has(name))
  if (path !== undefined) return inferLibrary(frame, expr, path)
  const object = inferExpr(frame, expr.object)
  if (object.kind === 'unknown') return unknown
  const row = isArray(object) ? findProperty(expr.name) : undefined
  const type = row?.infer(given([object]), {
    span: expr.span,
    args: [expr.object],
    literal: () => undefined,
    result: unknown,
  })
  if (!row && isArray(object) && findMethod('array', expr.name)) {
    report(frame, 'method-not-called', expr.nameSpan, { name: expr.name })
    return unknown
  }
  if (!row || !type) {
    report(frame, 'no-attribute', expr.nameSpan, { type: typeName(object), name: expr.name })
    return unknown
  }
  frame.typed.resolutions.set(expr, { kind: 'builtin', row, args: [expr.object] })
  return type
}

function inferCompare(
  frame: Frame,
  left: Expr,
  ops: readonly Parameters<typeof compareType>[0][],
  rights: readonly Expr[],
): Type {
  const types = [left, ...rights].map((operand) => inferExpr(frame, operand))
  if (types.some(({ kind }) => kind === 'unknown')) return unknown
  let result: Type = bool
  for (const [index, op] of ops.entries()) {
    const [a, b] = [types[index] ?? unknown, types[index + 1] ?? unknown]
    const type = compareType(op, insideOf(a), insideOf(b))
    if (!type || (isArray(type) && ops.length > 1)) {
      const span = rights[index]?.span ?? left.span
      report(frame, 'operator-types', span, { op, left: typeName(a), right: typeName(b) })
      return unknown
    }
    result = type
  }
  return result
}

/** The items of a tuple a slice with constant bounds takes. */
function sliceOf(frame: Frame, slice: Slice, items: readonly Type[]): Type[] | undefined {
  const at = sliceIndices(frame.typed, slice, items.length)
  return at?.map((index) => items[index] ?? unknown)
}

const isIndex = (type: Type): boolean => isInteger(type) || type === bool

/** Type of `object[index]`; also the type of the place when it is assigned to. */
export function subscriptType(frame: Frame, expr: Subscript, object: Type): Type {
  const parts = expr.index.kind === 'tuple' ? expr.index.items : [expr.index]
  for (const part of parts) {
    if (part.kind === 'slice') {
      for (const bound of [part.lower, part.upper, part.step]) if (bound) inferExpr(frame, bound)
      frame.typed.types.set(part, unknown)
    } else inferExpr(frame, part)
  }
  const typeOf = (part: Expr): Type => frame.typed.types.get(part) ?? unknown
  if (expr.index.kind === 'tuple') frame.typed.types.set(expr.index, unknown)
  if (object.kind === 'unknown') return unknown
  if (parts.some((part) => part.kind !== 'slice' && typeOf(part).kind === 'unknown')) return unknown
  const boundsOf = (slice: Slice) => [slice.lower, slice.upper, slice.step].filter((bound) => bound !== undefined)
  const wrongBound = (slice: Slice) =>
    boundsOf(slice).find((bound) => !isIndex(insideOf(typeOf(bound))) && typeOf(bound).kind !== 'none')
  const describe = (part: Expr): string => {
    const wrong = part.kind === 'slice' ? wrongBound(part) : undefined
    if (wrong) return `a slice whose bound is ${typeName(typeOf(wrong))}`
    return part.kind === 'slice' ? 'slice' : typeName(typeOf(part))
  }
  const fail = (): Type => {
    report(frame, 'cannot-index', expr.span, { type: typeName(object), index: parts.map(describe).join(', ') })
    return unknown
  }
  const slices = parts.filter((part) => part.kind === 'slice')
  if (slices.some((slice) => boundsOf(slice).some((bound) => typeOf(bound).kind === 'unknown'))) return unknown
  if (slices.some(wrongBound)) return fail()
  if (object.kind === 'tuple') {
    const [only] = parts
    if (only?.kind === 'slice') {
      const items = sliceOf(frame, only, object.items)
      return items && parts.length === 1 ? tupleType(items) : fail()
    }
    const index = only ? literalOf(frame.typed, only) : undefined
    if (typeof index === 'bigint') {
      const item = object.items.at(Number(index))
      return item ?? fail()
    }
    const [first] = object.items
    const uniform = only && isInteger(typeOf(only)) && first && object.items.every((item) => item === first)
    return uniform ? first : fail()
  }
  if (object.kind === 'list') {
    const [only] = parts
    if (parts.length !== 1 || !only) return fail()
    return only.kind === 'slice' ? object : isIndex(typeOf(only)) ? object.item : fail()
  }
  if (!isArray(object)) return fail()
  const [first] = parts
  if (parts.length === 1 && first && first.kind !== 'slice') {
    const index = typeOf(first)
    if (isArray(index)) {
      if (index.dtype === 'bool' && index.ndim === object.ndim) return arrayType(object.dtype, 1)
      if (index.dtype === 'bool' && index.ndim === 1) return arrayType(object.dtype, object.ndim)
      return isInteger(scalar(index.dtype)) && index.ndim === 1 ? arrayType(object.dtype, object.ndim) : fail()
    }
    if (index.kind === 'tuple') {
      const whole = index.items.length === object.ndim && index.items.every((item) => isInteger(item))
      return whole ? scalar(object.dtype) : fail()
    }
  }
  const isNewAxis = (part: Expr) => part.kind !== 'slice' && typeOf(part).kind === 'none'
  if (parts.filter((part) => !isNewAxis(part)).length > object.ndim) return fail()
  let ndim = object.ndim
  let sliced = 0
  let contiguous = object.layout === 'C'
  let picked = false
  for (const part of parts) {
    if (part.kind === 'slice') {
      const whole = !part.lower && !part.upper
      if (part.step || (sliced > 0 && !whole)) contiguous = false
      sliced++
    } else if (isNewAxis(part)) {
      contiguous = false
      ndim++
    } else if (picksAxis(typeOf(part)) && !picked) {
      picked = true
    } else {
      const index = typeOf(part)
      if (!isIndex(index)) return fail()
      if (sliced > 0) contiguous = false
      ndim--
    }
  }
  if (picked) return arrayType(object.dtype, ndim)
  return ndim === 0 ? scalar(object.dtype) : arrayType(object.dtype, ndim, contiguous ? 'C' : 'A')
}

/** An array among the indices, `a[:, order]`: it says which of one axis are taken, and in what order. */
const picksAxis = (index: Type): boolean =>
  isArray(index) && index.ndim === 1 && (index.dtype === 'bool' || isInteger(scalar(index.dtype)))
