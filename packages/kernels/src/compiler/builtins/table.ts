/**
 * What a built-in function is to the compiler: one row that says how its types are worked out and how it becomes machine
 * code. Three ways to add one, the first that fits:
 *
 * 1. **In Python**: a function in `prelude/*.ts`, named by where it lives: `numpy_median(a)` is `numpy.median`,
 *    `numpy_random_gamma` is `numpy.random.gamma`, `math_comb` is `math.comb`, `array_sort(a)` is the method `.sort()`, `list_pop` one of lists,
 *    `python_round` is the built-in `round`. Parameters and defaults are its own; it is typed anew for every tuple of
 *    argument types and compiled with its caller. `if` on what is known from types (`a.ndim == 2`, `axis is None`,
 *    `_is_float(x)`) leaves only the branch taken, so branches may return different types. Names that start with `_` are
 *    helpers. Errors it raises carry the line of the user's call. Index checks are left out: mind the bounds.
 * 2. **An element-wise function** of numbers: a row in `elementwise.ts` (machine code), or a prelude function named
 *    `elementwise_hypot(x, y)`: then `numpy.hypot` works on numbers and, with broadcasting, on arrays.
 * 3. **A Builtin**: a row of this type, where types or code need the compiler itself (np.zeros, len, range).
 */
import type { Expr, Span } from '../ast.ts'
import type { Build } from '../3-rewrite/lower/build.ts'
import type { Val } from '../3-rewrite/lower/values.ts'
import type { Type } from '../types.ts'
import type { Given } from './given.ts'

/** A sentence for the list of what is supported: the site leaves it out of its bundle (`scripts/lib/squeeze.ts`). */
export const doc = String.raw

export interface Builtin {
  /** Where it lives: `numpy.zeros`, `builtins.len`, `math.floor`; `array.copy` is a method or attribute of arrays. */
  name: string
  /** As in a def line: `shape, dtype=None`. A missing argument has type none and arrives as the value none. */
  params: string
  /** One line for the list of what is supported. */
  summary: string
  /** Result type, or undefined when it does not take these types. */
  infer(types: Given<Type>, site: Site): Type | undefined
  /** Emits code. Values arrive in the order of `params`. */
  lower(build: Build, values: Given<Val>, site: Site): Val
}

/** The call a row is used at. */
export interface Site {
  span: Span
  /** The arguments as written, in the order of `params`; undefined where the default is taken. */
  args: readonly (Expr | undefined)[]
  /** An argument's value if it is a literal (a number with its sign, True, a string, None), else undefined. */
  literal(index: number): bigint | number | boolean | string | null | undefined
  /** The result type `infer` gave; for `lower`. */
  result: Type
}

export interface Parameter {
  name: string
  optional: boolean
}

const parsed = new Map<string, Parameter[]>()

/** `'a, axis=None'` → its parameters. */
export function parametersOf(row: Builtin): Parameter[] {
  let parameters = parsed.get(row.params)
  if (!parameters) {
    parameters =
      row.params === ''
        ? []
        : row.params.split(', ').map((text) => ({ name: text.replace(/=.*/, ''), optional: text.includes('=') }))
    parsed.set(row.params, parameters)
  }
  return parameters
}
