/** Expressions. Their types are known; what remains is order of evaluation and where values live. */
import type { Compare, Expr } from '../../ast.ts'
import { compareType } from '../../2-infer/operators.ts'
import { floatOf, literalOf } from '../../2-infer/literals.ts'
import type { Argument } from '../../../runtime/index.ts'
import { DTYPES, isArrayView, isListValue, isSizedNumber, PRINTED } from '../../../runtime/index.ts'
import { choose, get, i32, i64, op, set, type X } from '../../ir.ts'
import {
  arrayType,
  bool,
  float64,
  int64,
  isArray,
  isFloat,
  isScalar,
  scalar,
  tupleType,
  unknown,
  type Type,
} from '../../types.ts'
import { given } from '../../builtins/given.ts'
import { findBuiltin } from '../../builtins/index.ts'
import { typeOfValue } from '../../values.ts'
import { arithmetic, elementwise, elementwiseBinary } from './elementwise.ts'
import { lengthOf, loadItem, makeList } from './lists.ts'
import type { Build } from './build.ts'
import { binaryScalar, compareScalars, convertScalar, truth, unaryScalar } from './scalars.ts'
import type { Place } from './statements.ts'
import { lowerSubscript } from './subscripts.ts'
import { boolVal, fromParts, scalarVal, type Val } from './values.ts'

/** What it raises is raised at its own place, not at its statement's. */
export function lowerExpr(build: Build, place: Place, expr: Expr): Val {
  const outer = build.where
  build.where = expr.span
  const value = lowerKind(build, place, expr)
  build.where = outer
  return value
}

function lowerKind(build: Build, place: Place, expr: Expr): Val {
  const type = build.typed.types.get(expr) ?? unknown
  switch (expr.kind) {
    case 'int':
      return scalarVal(type === scalar('uint64') ? scalar('uint64') : int64, i64(expr.value))
    case 'float':
      return scalarVal(float64, { k: 'const', type: 'f64', value: expr.value })
    case 'bool':
      return boolVal(i32(Number(expr.value)))
    case 'none':
      return { kind: 'none' }
    case 'string':
      return textVal(build, expr.value)
    case 'function':
      return fromParts(type, [])
    case 'name': {
      const put = place.put?.get(expr.name)
      if (put) {
        place.put?.delete(expr.name)
        return put
      }
      const variable = place.env.get(expr.name)
      if (build.typed.unsure.has(expr)) build.checkSet(expr.name)
      return variable ? build.read(expr.name, variable) : globalValue(build, place, expr, type)
    }
    case 'tuple':
    case 'list': {
      const items = lowerOperands(build, place, expr.items)
      if (type.kind === 'list') return makeList(build, type, items)
      return { kind: 'tuple', type: tupleType(items.map((item) => build.typeOf(item))), items }
    }
    case 'unary': {
      const constant = build.typed.constants.get(expr)
      if (constant) return lowerExpr(build, place, constant)
      const operand = build.inside(lowerExpr(build, place, expr.operand))
      if (operand.kind === 'scalar' && isScalar(type)) {
        return scalarVal(type, unaryScalar(expr.op, operand, type))
      }
      if (expr.op === 'not') return boolVal(op('i32.eqz', truthOf(build, operand)))
      if (!isArray(type)) throw new Error(`${expr.op} on ${operand.kind}`)
      const element = scalar(type.dtype)
      return elementwise(build, [operand], type, ([x]) => (x ? unaryScalar(expr.op, x, element) : i32(0)))
    }
    case 'binary': {
      const constant = build.typed.constants.get(expr)
      if (constant) return lowerExpr(build, place, constant)
      const [left, right] = lowerOperands(build, place, [expr.left, expr.right]).map((each) => build.inside(each))
      if (!left || !right) throw new Error('an operator needs two operands')
      if (left.kind === 'scalar' && right.kind === 'scalar' && isScalar(type))
        return scalarVal(type, binaryScalar(build, expr.op, left, right, type, arithmetic(build)))
      if (type.kind === 'list') return listBinary(build, left, right)
      if (expr.op === '@') return product(build, left, right, type, expr)
      return elementwiseBinary(build, expr.op, left, right, type)
    }
    case 'boolOp':
      return lowerBoolOp(build, place, expr.op, expr.values, type)
    case 'compare':
      return lowerCompare(build, place, expr, type)
    case 'conditional': {
      const known = build.typed.decided.get(expr.test)
      if (known !== undefined) return lowerExpr(build, place, known ? expr.body : expr.orelse)
      const test = condition(build, place, expr.test)
      return either(
        build,
        test,
        type,
        () => lowerExpr(build, place, expr.body),
        () => lowerExpr(build, place, expr.orelse),
      )
    }
    case 'call':
      return lowerCall(build, place, expr)
    case 'attribute': {
      const resolution = build.typed.resolutions.get(expr)
      if (resolution) return lowerCall(build, place, expr)
      return globalValue(build, place, expr, type)
    }
    case 'subscript':
      return lowerSubscript(build, place, expr)
    case 'formatted':
    case 'slice':
      throw new Error(`a ${expr.kind} is not a value`)
    default:
      return expr satisfies never
  }
}

const textVal = (build: Build, text: string): Val => ({ kind: 'string', x: i32(build.lowering.text(text)) })

/** `float('nan')` and its like: inference has seen that the text is written out and means a number. */
function castText(build: Build, expr: Expr): X {
  const [arg] = expr.kind === 'call' ? expr.args : []
  const text = arg && literalOf(build.typed, arg)
  return { k: 'const', type: 'f64', value: floatOf(String(text)) ?? NaN }
}

/** `xs + ys`, `xs * n`, `n * xs` */
export function listBinary(build: Build, left: Val, right: Val): Val {
  if (left.kind === 'list' && right.kind === 'list') return build.callPrelude('_list_add', [left, right])
  return build.callPrelude('_list_repeat', left.kind === 'list' ? [left, right] : [right, left])
}

/** `a @ b` is np.dot. */
function product(build: Build, left: Val, right: Val, type: Type, expr: Expr): Val {
  const found = findBuiltin('numpy.dot')
  if (found?.kind !== 'row') throw new Error('np.dot is missing')
  return found.row.lower(build, given([left, right]), {
    span: expr.span,
    args: [],
    literal: () => undefined,
    result: type,
  })
}

/**
 * Values of several expressions, evaluated in order. Where lowering a later one emits statements, what an earlier one
 * still had to read from memory is read first.
 */
export function lowerOperands(build: Build, place: Place, exprs: readonly Expr[]): Val[] {
  const values: Val[] = []
  for (const expr of exprs) {
    const before = build.out.length
    const value = lowerExpr(build, place, expr)
    if (build.out.length > before && values.some((each) => each.kind === 'scalar' && !isStable(each.x))) {
      const after = build.out.splice(before)
      values.forEach((each, index) => {
        if (each.kind === 'scalar') values[index] = { ...each, x: build.spill(each.x) }
      })
      build.out.push(...after)
    }
    // What emits statements may draw random numbers: those of an earlier operand come first.
    const reads = callsUser(build, expr)
    if (reads || build.out.length > before) {
      const after = build.out.splice(before)
      values.forEach((each, index) => {
        if (each.kind === 'lazy' && (each.effects || (reads && each.reads))) values[index] = build.materialize(each)
      })
      build.out.push(...after)
    }
    values.push(value)
  }
  return values
}

const isStable = (x: X): boolean => x.k === 'const' || x.k === 'get' || x.k === 'context'

/** Whether evaluating this may change arrays: it calls a function of the program. */
function callsUser(build: Build, expr: Expr): boolean {
  return expr.kind === 'call' && build.typed.resolutions.get(expr)?.kind === 'function'
}

/** A condition as i32. */
export function condition(build: Build, place: Place, expr: Expr): X {
  return truthOf(build, lowerExpr(build, place, expr))
}

function truthOf(build: Build, value: Val): X {
  if (value.kind === 'scalar') return truth(value)
  if (value.kind === 'tuple') return i32(Number(value.items.length > 0))
  if (value.kind === 'list') return op('i64.ne', lengthOf(value), i64(0))
  if (value.kind === 'none') return i32(0)
  if (value.kind === 'optional') return op('i32.and', value.given, truthOf(build, value.value))
  throw new Error(`${build.typeOf(value).kind} has no truth`)
}

/** One of two values, evaluating only the one needed. */
function either(build: Build, test: X, type: Type, then: () => Val, otherwise: () => Val): Val {
  if (isScalar(type)) {
    const [first, a] = build.valueBlock(() => build.number(build.convert(then(), type)))
    const [second, b] = build.valueBlock(() => build.number(build.convert(otherwise(), type)))
    if (first.length === 0 && second.length === 0) return scalarVal(type, choose(test, a.x, b.x))
    const result = build.local(a.x.type, 'either')
    build.emit({ k: 'if', test, then: [...first, set(result, a.x)], otherwise: [...second, set(result, b.x)] })
    return scalarVal(type, get(result))
  }
  const name = `either ${build.out.length} ${build.where.start}`
  build.if(
    test,
    () => build.write(name, type, build.take(build.convert(build.exist(then()), type))),
    () => build.write(name, type, build.take(build.convert(build.exist(otherwise()), type))),
  )
  return build.read(name, type)
}

function lowerBoolOp(build: Build, place: Place, name: 'and' | 'or', values: readonly Expr[], type: Type): Val {
  const [first, ...rest] = values
  if (!first) throw new Error('a condition without parts')
  if (rest.length === 0) {
    const value = lowerExpr(build, place, first)
    return type === bool && value.kind !== 'scalar' ? boolVal(truthOf(build, value)) : build.convert(value, type)
  }
  const value = lowerExpr(build, place, first)
  const left: Val = value.kind === 'scalar' ? { ...value, x: build.spill(value.x) } : value
  const test = truthOf(build, left)
  const own = () => (type === bool && left.kind !== 'scalar' ? boolVal(test) : build.convert(left, type))
  const others = () => lowerBoolOp(build, place, name, rest, type)
  return name === 'and' ? either(build, test, type, others, own) : either(build, test, type, own, others)
}

function lowerCompare(build: Build, place: Place, expr: Compare, type: Type): Val {
  const known = build.typed.decided.get(expr)
  if (known !== undefined) return boolVal(i32(Number(known)))
  const [name, ...more] = expr.ops
  const [right] = expr.comparators
  if (!name || !right) throw new Error('a comparison without operands')
  if (more.length === 0) {
    const [a, b] = lowerOperands(build, place, [expr.left, right])
    if (!a || !b) throw new Error('a comparison without operands')
    return compareValues(build, name, a, b, type)
  }
  // `a < b < c` evaluates b once, and c only if a < b.
  const chain = (left: Val, index: number): X => {
    const [name, comparator] = [expr.ops[index], expr.comparators[index]]
    if (!name || !comparator) throw new Error('a comparison without operands')
    const before = build.out.length
    const value = lowerExpr(build, place, comparator)
    if (build.out.length > before && left.kind === 'scalar' && !isStable(left.x)) throw new Error('operand not kept')
    const next: Val = value.kind === 'scalar' ? { ...value, x: build.spill(value.x) } : value
    const holds = build.number(compareValues(build, name, left, next, bool)).x
    if (index === expr.ops.length - 1) return holds
    return build.number(
      either(
        build,
        holds,
        bool,
        () => boolVal(chain(next, index + 1)),
        () => boolVal(i32(0)),
      ),
    ).x
  }
  const first = lowerExpr(build, place, expr.left)
  return boolVal(chain(first.kind === 'scalar' ? { ...first, x: build.spill(first.x) } : first, 0))
}

function compareValues(build: Build, name: Compare['ops'][number], left: Val, right: Val, type: Type): Val {
  if (name !== 'is' && name !== 'is not' && (left.kind === 'optional' || right.kind === 'optional'))
    return compareValues(build, name, build.inside(left), build.inside(right), type)
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    if (name === 'is' || name === 'is not') return boolVal(compareScalars(name === 'is' ? '==' : '!=', left, right))
    return boolVal(compareScalars(name, left, right))
  }
  if (name === 'is' || name === 'is not') {
    const maybe = [left, right].find((each) => each.kind === 'optional')
    const none = left.kind === 'none' || right.kind === 'none'
    if (maybe?.kind === 'optional' && none) return boolVal(name === 'is' ? op('i32.eqz', maybe.given) : maybe.given)
    const same = left.kind === 'none' && right.kind === 'none'
    return boolVal(i32(Number(same === (name === 'is'))))
  }
  if (name === 'in' || name === 'not in') {
    const found = contains(build, left, right)
    return boolVal(name === 'in' ? found : op('i32.eqz', found))
  }
  if (left.kind === 'list' && right.kind === 'list') {
    const equal = build.number(build.callPrelude('_list_equal', [left, right])).x
    return boolVal(name === '==' ? equal : op('i32.eqz', equal))
  }
  if (isArray(type)) {
    return elementwise(build, [left, right], arrayType('bool', type.ndim), ([a, b]) =>
      a && b ? compareScalars(name, a, b) : i32(0),
    )
  }
  if (left.kind === 'tuple' && right.kind === 'tuple')
    return boolVal(compareTuples(build, name, left.items, right.items))
  if (left.kind === 'string' && right.kind === 'string')
    return boolVal(op(name === '==' ? 'i32.eq' : 'i32.ne', left.x, right.x))
  throw new Error(`${name} on ${left.kind} and ${right.kind}`)
}

/** The first items that differ decide; where there are none, the shorter tuple is the lesser. */
function compareTuples(build: Build, name: Compare['ops'][number], left: readonly Val[], right: readonly Val[]): X {
  const [a, b] = [left[0], right[0]]
  if (!a || !b) {
    const equals = left.length === right.length
    const holds = { '==': equals, '!=': !equals, '<': !!b, '<=': !a, '>': !!a, '>=': !b } as Record<string, boolean>
    return i32(Number(holds[name]))
  }
  const equal = build.number(
    compareValues(build, '==', a, b, compareType('==', build.typeOf(a), build.typeOf(b)) ?? bool),
  ).x
  const rest = compareTuples(build, name, left.slice(1), right.slice(1))
  if (name === '==') return op('i32.and', equal, rest)
  if (name === '!=') return op('i32.or', op('i32.eqz', equal), rest)
  if (left.length === 1 && right.length === 1) return build.number(compareValues(build, name, a, b, bool)).x
  return choose(equal, rest, build.number(compareValues(build, name, a, b, bool)).x)
}

function contains(build: Build, item: Val, container: Val): X {
  if (container.kind === 'list' && item.kind !== 'scalar')
    return op('i64.ne', build.number(build.callPrelude('list_count', [container, item])).x, i64(0))
  const found = build.local('i32', 'found')
  build.emit(set(found, i32(0)))
  const one = build.number(item)
  const wanted = { ...one, x: build.spill(one.x) }
  if (container.kind === 'tuple') {
    return container.items.reduce<X>(
      (any, each) => op('i32.or', any, compareScalars('==', wanted, build.number(each))),
      i32(0),
    )
  }
  const array = build.array(container)
  build.eachIndex(array.shape, (indices) => {
    const element = scalarVal(build.dtypeOf(array), build.element(array, indices))
    build.emit(set(found, op('i32.or', get(found), compareScalars('==', wanted, element))))
  })
  return get(found)
}

/** A constant of the module, a frozen global, or a number of a library. */
function globalValue(build: Build, place: Place, expr: Expr, type: Type): Val {
  const constant = build.typed.constants.get(expr)
  if (constant) return lowerExpr(build, place, constant)
  if (build.typed.frozen.has(expr)) return frozenValue(build, build.typed.frozen.get(expr) ?? null)
  if (type.kind === 'dtype') return { kind: 'dtype', name: type.name }
  if (type.kind === 'function') return { kind: 'function', type }
  throw new Error(`a name without a value, in line ${expr.span.line}`)
}

function frozenValue(build: Build, value: Argument): Val {
  if (value === null) return { kind: 'none' }
  if (typeof value === 'bigint') return scalarVal(int64, i64(value))
  if (typeof value === 'number') return scalarVal(float64, { k: 'const', type: 'f64', value })
  if (typeof value === 'boolean') return boolVal(i32(Number(value)))
  if (typeof value === 'string') return textVal(build, value)
  if (isArrayView(value)) {
    const type = typeOfValue({ ...value, strides: [] })
    const shape = value.shape.map((extent) => i64(extent))
    return fromParts(type, [i32(0), i32(build.lowering.freeze(value)), ...shape])
  }
  if (isListValue(value)) {
    const type = typeOfValue(value)
    if (type.kind !== 'list') throw new Error('a list was expected')
    return makeList(
      build,
      type,
      value.list.map((item) => frozenValue(build, item)),
    )
  }
  if (isSizedNumber(value)) {
    const type = scalar(value.scalar)
    return scalarVal(type, build.as(frozenValue(build, value.value), type))
  }
  const items = value.map((item) => frozenValue(build, item))
  return { kind: 'tuple', type: tupleType(items.map((item) => build.typeOf(item))), items }
}

/** `inside` of a tuple or a list texts have quotes. */
function print(build: Build, value: Val, inside = false): void {
  const text = (each: string) => print(build, textVal(build, each))
  switch (value.kind) {
    case 'scalar': {
      const { name } = value.type
      if (isFloat(value.type))
        return printPart(build, PRINTED.float, op('i64.reinterpret_f64', build.as(value, float64)))
      if (name === 'bool') return printPart(build, PRINTED.bool, op('i64.extend_i32_u', value.x))
      return printPart(build, name === 'uint64' ? PRINTED.uint : PRINTED.int, value.x)
    }
    case 'string': {
      if (inside) text("'")
      printPart(build, PRINTED.text, op('i64.extend_i32_u', value.x))
      if (inside) text("'")
      return
    }
    case 'tuple':
      text('(')
      value.items.forEach((item, index) => {
        if (index > 0) text(', ')
        print(build, item, true)
      })
      return text(value.items.length === 1 ? ',)' : ')')
    case 'optional':
      return build.if(
        value.given,
        () => print(build, value.value),
        () => text('None'),
      )
    case 'array':
    case 'lazy': {
      const array = build.materialize(value)
      const rows = array.type.layout === 'C' ? array : build.copy(array)
      rows.shape.forEach((extent) => printPart(build, PRINTED.extent, extent))
      const dtype = BigInt(DTYPES.indexOf(rows.type.dtype)) << 32n
      return printPart(build, PRINTED.array, op('i64.or', i64(dtype), op('i64.extend_i32_u', rows.data)))
    }
    case 'list':
      text('[')
      build.count(build.spill(lengthOf(value), 'length'), (index) => {
        build.if(op('i64.ne', index, i64(0)), () => text(', '))
        print(build, loadItem(build, value, index), true)
      })
      return text(']')
    default:
      return text('None')
  }
}

function printPart(build: Build, kind: number, bits: X): void {
  build.call([], 'print', [i32(kind), bits])
}

function lowerCall(build: Build, place: Place, expr: Expr): Val {
  const resolution = build.typed.resolutions.get(expr)
  if (!resolution) throw new Error(`a call nobody resolved, in line ${expr.span.line}`)
  const { typed } = build
  const type = typed.types.get(expr) ?? unknown
  switch (resolution.kind) {
    case 'function': {
      const args = lowerOperands(build, place, resolution.args)
      return build.callTyped(resolution.target, args)
    }
    case 'prelude': {
      const present = resolution.args.filter((arg) => arg !== undefined)
      return build.callTyped(resolution.target, lowerOperands(build, place, present))
    }
    case 'builtin': {
      const present = lowerOperands(
        build,
        place,
        resolution.args.filter((arg) => arg !== undefined),
      )
      let next = 0
      const values = resolution.args.map((arg): Val =>
        arg ? build.inside(present[next++] ?? { kind: 'none' }) : { kind: 'none' },
      )
      const literal = (index: number) => {
        const arg = resolution.args[index]
        return arg && literalOf(typed, arg)
      }
      return resolution.row.lower(build, given(values), {
        span: expr.span,
        args: resolution.args,
        literal,
        result: type,
      })
    }
    case 'print':
      lowerOperands(build, place, resolution.args).forEach((value, index) => {
        if (index > 0) print(build, textVal(build, ' '))
        print(build, value)
      })
      printPart(build, PRINTED.end, i64(0))
      return { kind: 'none' }
    case 'cast': {
      const [arg] = resolution.args
      const value: Val = arg ? build.inside(lowerExpr(build, place, arg)) : { kind: 'none' }
      if (value.kind === 'string' && isScalar(type)) return scalarVal(type, castText(build, expr))
      if (value.kind === 'scalar' && isScalar(type))
        return scalarVal(type, convertScalar(value.x, value.type.name, type.name))
      if (!isArray(type)) throw new Error('a cast gives a number or an array')
      return elementwise(build, [value], type, ([x]) => (x ? convertScalar(x.x, x.type.name, type.dtype) : i32(0)))
    }
    default:
      return resolution satisfies never
  }
}
