/** Numbers: conversions and Python's operators on them. */
import type { BinaryOp, CompareOp, UnaryOp } from '../../ast.ts'
import { choose, f64, get, i64, op, select, type NumberType, type X } from '../../ir.ts'
import type { Scalar, ScalarType } from '../../types.ts'
import { bool, comparedType, float64, int64, isFloat, isUnsigned } from '../../types.ts'
import { hasOtherSign, withSignOf } from '../remainders.ts'
import type { Build } from './build.ts'
import { machineType, scalarVal, type ScalarVal } from './values.ts'

const INT64_MIN = -(2n ** 63n)

/** `x` of scalar type `from` as `to`, as C (and so Numba and NumPy's `astype`) converts. */
export function convertScalar(x: X, from: Scalar, to: Scalar): X {
  if (from === to) return x
  const [source, target] = [machineType(from), machineType(to)]
  if (to === 'bool') return source === 'i64' ? op('i64.ne', x, i64(0)) : op(`${source}.ne`, x, zero(source))
  if (target === 'f64' || target === 'f32') {
    if (source === 'f32') return target === 'f64' ? op('f64.promote_f32', x) : x
    if (source === 'f64') return op('f32.demote_f64', x)
    if (source === 'i32') return op(`${target}.convert_i32_u`, x)
    return op(`${target}.convert_i64_${from === 'uint64' ? 'u' : 's'}`, x)
  }
  const wide =
    source === 'i32'
      ? op('i64.extend_i32_u', x)
      : source === 'i64'
        ? x
        : truncate(source === 'f32' ? op('f64.promote_f32', x) : x)
  return narrow(wide, to)
}

/** A whole number cut down to as many bits as its type has. */
function narrow(x: X, type: Scalar): X {
  switch (type) {
    case 'int32':
      return op('i64.extend32_s', x)
    case 'int16':
      return op('i64.extend16_s', x)
    case 'int8':
      return op('i64.extend8_s', x)
    case 'uint32':
      return op('i64.and', x, i64(0xffffffff))
    case 'uint16':
      return op('i64.and', x, i64(0xffff))
    case 'uint8':
      return op('i64.and', x, i64(255))
    default:
      return x
  }
}

/** What x86 and so Numba answers for NaN and for what does not fit: the smallest int64. */
const truncate = (x: X): X =>
  x.k === 'const'
    ? i64(BigInt(Math.trunc(Number(x.value))))
    : choose(op('f64.lt', op('f64.abs', x), f64(2 ** 63)), op('i64.trunc_sat_f64_s', x), i64(INT64_MIN))

function zero(type: NumberType): X {
  return { k: 'const', type, value: type === 'i64' ? 0n : 0 }
}

export interface Arithmetic {
  /** Division by zero raises, as in Python; otherwise it answers as NumPy does. */
  raises: boolean
}

/** `left op right` computed in and returned as `type`. */
export function binaryScalar(
  build: Build,
  name: BinaryOp,
  left: ScalarVal,
  right: ScalarVal,
  type: ScalarType,
  how: Arithmetic,
): X {
  // Comparison of widths happens in 64 bits; what must become narrow again (elements of small arrays) is cut at the end.
  const inner =
    name === '/' || isFloat(type)
      ? type
      : type === bool
        ? bool
        : isUnsigned(type) && type.name === 'uint64'
          ? type
          : int64
  if (name === '**' && isFloat(type) && !isFloat(right.type)) return powerOfInteger(build, left, right, type, how)
  const a = convertScalar(left.x, left.type.name, inner.name)
  const b = convertScalar(right.x, right.type.name, inner.name)
  const x = isFloat(inner)
    ? floatBinary(build, name, a, b, inner, how)
    : inner === bool
      ? op(
          { '&': 'i32.and', '|': 'i32.or', '^': 'i32.xor', '+': 'i32.or', '*': 'i32.and' }[name as '&'] ?? 'i32.and',
          a,
          b,
        )
      : integerBinary(build, name, a, b, inner.name === 'uint64', how)
  return convertScalar(x, inner.name, type.name)
}

function floatBinary(build: Build, name: BinaryOp, a: X, b: X, type: ScalarType, how: Arithmetic): X {
  const machine = machineType(type.name)
  switch (name) {
    case '+':
      return op(`${machine}.add`, a, b)
    case '-':
      return op(`${machine}.sub`, a, b)
    case '*':
      return op(`${machine}.mul`, a, b)
    case '/': {
      const divisor = build.spill(b)
      if (how.raises && mayBeZero(divisor))
        build.raiseIf(op(`${machine}.eq`, divisor, zero(machine)), 'ZeroDivisionError', 'division by zero')
      return op(`${machine}.div`, a, divisor)
    }
    case '//':
    case '%': {
      const wide = (x: X) => (machine === 'f32' ? op('f64.promote_f32', x) : x)
      const result = floatDivmod(build, name, build.spill(wide(a)), build.spill(wide(b)), how)
      return machine === 'f32' ? op('f32.demote_f64', result) : result
    }
    case '**': {
      const wide = (x: X) => (machine === 'f32' ? op('f64.promote_f32', x) : x)
      const result = power(build, wide(a), wide(b))
      return machine === 'f32' ? op('f32.demote_f64', result) : result
    }
    default:
      throw new Error(`no ${name} on floats`)
  }
}

const mayBeZero = (x: X): boolean => x.k !== 'const' || Number(x.value) === 0

/** Python's // and % on floats: the remainder has the divisor's sign (CPython's float_divmod). */
function floatDivmod(build: Build, name: '//' | '%', a: X, b: X, how: Arithmetic): X {
  if (how.raises && mayBeZero(b))
    build.raiseIf(op('f64.eq', b, f64(0)), 'ZeroDivisionError', name === '%' ? 'modulo by zero' : 'division by zero')
  const remainder = build.local('f64', 'rem')
  build.call([remainder], 'fmod', [a, b])
  const rem = get(remainder)
  const other = op(
    'i32.and',
    op('f64.ne', rem, f64(0)),
    op('i32.xor', op('f64.lt', b, f64(0)), op('f64.lt', rem, f64(0))),
  )
  if (name === '%') {
    const signed = choose(op('f64.eq', rem, f64(0)), op('f64.copysign', rem, b), rem)
    return build.spill(select(other, op('f64.add', rem, b), signed))
  }
  const quotient = build.spill(op('f64.div', op('f64.sub', a, rem), b))
  const lowered = build.spill(op('f64.sub', quotient, select(other, f64(1), f64(0))))
  const floored = build.spill(op('f64.floor', lowered))
  const whole = build.spill(
    select(op('f64.gt', op('f64.sub', lowered, floored), f64(0.5)), op('f64.add', floored, f64(1)), floored),
  )
  // A quotient of nothing keeps its sign: -0.0 // 2.0 is -0.0.
  const nearest = select(op('f64.eq', whole, f64(0)), op('f64.copysign', f64(0), op('f64.div', a, b)), whole)
  if (how.raises) return nearest
  return choose(op('f64.eq', b, f64(0)), op('f64.div', a, b), nearest)
}

/** C's pow: unlike JavaScript's, 1 to any power is 1, and so is −1 to an infinite one. */
function power(build: Build, a: X, b: X): X {
  const exponent = b.k === 'const' ? Number(b.value) : undefined
  const base = build.spill(a)
  if (exponent === 1) return base
  if (exponent === 2) return op('f64.mul', base, base)
  // Unlike the root's, the power of −0.0 is 0.0 and that of −∞ is ∞.
  if (exponent === 0.5)
    return choose(op('f64.eq', base, f64(-Infinity)), f64(Infinity), op('f64.sqrt', op('f64.add', base, f64(0))))
  const to = build.spill(b)
  const result = build.local('f64', 'power')
  build.call([result], 'Math.pow', [base, to])
  if (exponent !== undefined && Number.isFinite(exponent)) return get(result)
  const one = op(
    'i32.or',
    op('f64.eq', base, f64(1)),
    op('i32.and', op('f64.eq', base, f64(-1)), op('f64.eq', op('f64.abs', to), f64(Infinity))),
  )
  return select(one, f64(1), get(result))
}

/** By squaring, as Numba does, in the precision of the base; the elements of arrays by C's pow where that is shorter. */
function powerOfInteger(build: Build, left: ScalarVal, right: ScalarVal, type: ScalarType, how: Arithmetic): X {
  const base = convertScalar(left.x, left.type.name, type.name)
  const machine = machineType(type.name)
  const one: X = { k: 'const', type: machine, value: 1 }
  const exponent = right.x.k === 'const' ? Number(right.x.value) : undefined
  if (exponent !== undefined && Math.abs(exponent) <= 16) {
    const product = repeatedProduct(build, base, Math.abs(exponent), one, `${machine}.mul`)
    return exponent < 0 ? floatBinary(build, '/', one, product, type, how) : product
  }
  if (how.raises) {
    const power = scalarVal(int64, convertScalar(right.x, right.type.name, 'int64'))
    return build.as(build.callPrelude('_float_power', [scalarVal(type, base), power]), type)
  }
  const wide = power(build, build.as(left, float64), convertScalar(right.x, right.type.name, 'float64'))
  return convertScalar(wide, 'float64', type.name)
}

/** a·a·… by squaring, for an exponent known now. */
function repeatedProduct(build: Build, a: X, exponent: number, one: X, multiply: string): X {
  let result: X | undefined
  let square = build.spill(a)
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result = result ? build.spill(op(multiply, result, square)) : square
    if (rest > 1) square = build.spill(op(multiply, square, square))
  }
  return result ?? one
}

function integerBinary(build: Build, name: BinaryOp, a: X, b: X, unsigned: boolean, how: Arithmetic): X {
  switch (name) {
    case '+':
      return op('i64.add', a, b)
    case '-':
      return op('i64.sub', a, b)
    case '*':
      return op('i64.mul', a, b)
    case '&':
      return op('i64.and', a, b)
    case '|':
      return op('i64.or', a, b)
    case '^':
      return op('i64.xor', a, b)
    case '<<':
      return op('i64.shl', a, b)
    case '>>':
      return op(unsigned ? 'i64.shr_u' : 'i64.shr_s', a, b)
    case '//':
    case '%':
      return integerDivmod(build, name, a, b, unsigned, how)
    case '**': {
      const exponent = b.k === 'const' ? Number(b.value) : undefined
      if (exponent !== undefined && exponent >= 0 && exponent <= 64)
        return repeatedProduct(build, a, exponent, i64(1), 'i64.mul')
      const result = build.callPrelude('_int_power', [
        scalarVal(int64, build.spill(a)),
        scalarVal(int64, build.spill(b)),
      ])
      if (result.kind !== 'scalar') throw new Error('a power is a number')
      return result.x
    }
    default:
      throw new Error(`no ${name} on whole numbers`)
  }
}

/** Floor division: the quotient goes towards −∞, the remainder has the divisor's sign. */
function integerDivmod(build: Build, name: '//' | '%', a: X, b: X, unsigned: boolean, how: Arithmetic): X {
  const known = b.k === 'const' ? (b.value as bigint) : undefined
  if (known !== undefined && known > 0n) return byConstant(build, name, a, known, unsigned)
  const dividend = build.spill(a)
  let divisor = build.spill(b)
  const none = op('i64.eqz', divisor)
  if (how.raises) {
    const text = name === '%' ? 'integer modulo by zero' : 'integer division by zero'
    if (mayBeZero(divisor)) build.raiseIf(none, 'ZeroDivisionError', text)
  } else divisor = build.spill(select(none, i64(1), divisor))
  const whole = (x: X) => (how.raises ? x : select(none, i64(0), x))
  if (unsigned) return whole(op(name === '%' ? 'i64.rem_u' : 'i64.div_u', dividend, divisor))
  const remainder = build.spill(op('i64.rem_s', dividend, divisor))
  if (name === '%') return build.spill(whole(withSignOf(divisor, remainder)))
  // The smallest int64 over −1 does not fit and would trap: it wraps to itself instead.
  const quotient = choose(
    op('i64.eq', divisor, i64(-1)),
    op('i64.sub', i64(0), dividend),
    op('i64.div_s', dividend, divisor),
  )
  return build.spill(whole(op('i64.sub', quotient, op('i64.extend_i32_u', hasOtherSign(remainder, divisor)))))
}

function byConstant(build: Build, name: '//' | '%', a: X, divisor: bigint, unsigned: boolean): X {
  const log = divisor.toString(2).length - 1
  if (divisor === 1n << BigInt(log)) {
    if (name === '%') return op('i64.and', a, i64(divisor - 1n))
    return op(unsigned ? 'i64.shr_u' : 'i64.shr_s', a, i64(log))
  }
  if (unsigned) return op(name === '%' ? 'i64.rem_u' : 'i64.div_u', a, i64(divisor))
  if (name === '%') {
    const remainder = build.spill(op('i64.rem_s', a, i64(divisor)))
    return withSignOf(i64(divisor), remainder)
  }
  const dividend = build.spill(a)
  const quotient = build.spill(op('i64.div_s', dividend, i64(divisor)))
  const remainder = op('i64.sub', dividend, op('i64.mul', quotient, i64(divisor)))
  return op('i64.add', quotient, op('i64.shr_s', remainder, i64(63)))
}

const COMPARE: Partial<Record<CompareOp, string>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
}

export function compareScalars(name: CompareOp, left: ScalarVal, right: ScalarVal): X {
  const type = comparedType(left.type, right.type)
  const [a, b] = [convertScalar(left.x, left.type.name, type.name), convertScalar(right.x, right.type.name, type.name)]
  const word = COMPARE[name]
  if (!word) throw new Error(`no ${name} on numbers`)
  const machine = machineType(type.name)
  const sign = machine === 'i64' && word !== 'eq' && word !== 'ne' ? (type.name === 'uint64' ? '_u' : '_s') : ''
  return op(`${machine}.${word}${sign}`, a, b)
}

export function unaryScalar(name: UnaryOp, operand: ScalarVal, type: ScalarType): X {
  if (name === 'not') return op('i32.eqz', convertScalar(operand.x, operand.type.name, 'bool'))
  if (name === '~' && type === bool) return op('i32.eqz', operand.x)
  const x = convertScalar(operand.x, operand.type.name, type.name)
  if (name === '+') return x
  if (name === '~') return narrow(op('i64.xor', x, i64(-1)), type.name)
  if (isFloat(type))
    return x.k === 'const' && type === float64 ? f64(-Number(x.value)) : op(`${machineType(type.name)}.neg`, x)
  return narrow(op('i64.sub', i64(0), x), type.name)
}

/** The truth of a number. */
export const truth = (value: ScalarVal): X => convertScalar(value.x, value.type.name, 'bool')
