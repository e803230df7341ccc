/** What is left of a division, with the divisor's sign as Python has it: how it is made of WASM's, and seen to be made. */
import type { X } from '../ir.ts'
import { i64, op, select } from '../ir.ts'
import { ValueKeys } from './value-keys.ts'

/** Whether WASM's remainder has the other sign: then the divisor is added, and the quotient is one less. */
export const hasOtherSign = (remainder: X, divisor: X): X =>
  op('i32.and', op('i64.ne', remainder, i64(0)), op('i64.lt_s', op('i64.xor', remainder, divisor), i64(0)))

export function withSignOf(divisor: X, remainder: X): X {
  const correction =
    divisor.k === 'const' && BigInt(divisor.value) > 0n
      ? op('i64.and', op('i64.shr_s', remainder, i64(63)), divisor)
      : select(hasOtherSign(remainder, divisor), divisor, i64(0))
  return op('i64.add', remainder, correction)
}

/** Whether an expression is `withSignOf` these. */
export function hasSignOf(x: X, divisor: X, remainder: X): boolean {
  const keys = new ValueKeys()
  return keys.of(x) === keys.of(withSignOf(divisor, remainder))
}
