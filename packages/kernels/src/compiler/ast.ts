/**
 * The tree of the Python subset: what `1-parse` makes and every later phase reads. Closer to meaning than to spelling:
 * parentheses, comments, annotations and docstrings are gone, a chained comparison is one node, decorators are options.
 * Everything in the tree is inside the subset; what is not was turned into a Diagnostic by the parser.
 */

import type { Diagnostic } from './diagnostics.ts'

/**
 * Where a node stands in the source. `start` and `end` are UTF-16 offsets; `line` and `column` are those of `start`,
 * both counted from 1 (columns in UTF-16 units), as Python's SyntaxError counts them.
 */
export interface Span {
  start: number
  end: number
  line: number
  column: number
}

interface Node {
  span: Span
}

/** One source text: its compiled functions and what they may refer to. Other module code is plain Python: ignored. */
export interface Module extends Node {
  imports: ImportBinding[]
  /** `NAME = expression` at module level, in order; a later one of the same name wins. */
  constants: ConstantDef[]
  /** The functions with `@njit` or `@jit` (or made by `fast = njit(slow)`), in order; a later one of the same name wins. */
  functions: FunctionDef[]
  /** Module-level names bound by plain Python (functions, classes, loops …): a compiled function cannot use them. */
  plain: PlainBinding[]
}

/** `import numpy as np` is {local: 'np', module: 'numpy'}; `from math import pi as p` is {local: 'p', module: 'math', name: 'pi'}. */
export interface ImportBinding extends Node {
  local: string
  /** Dotted, as written: `numpy`, `numpy.random`, `math`, `numba`. */
  module: string
  /** What was imported from the module; absent when it is the module itself; `*` for a star import. */
  name?: string
}

export interface ConstantDef extends Node {
  name: string
  value: Expr
}

export interface PlainBinding extends Node {
  name: string
  what: 'function' | 'class' | 'variable'
}

export interface FunctionDef extends Node {
  name: string
  /** The name in the `def` line. */
  nameSpan: Span
  params: Param[]
  body: Stmt[]
  options: JitOptions
  /** Explicit signatures of the decorator, in order; empty means lazily compiled, a specialisation per argument types. */
  signatures: Signature[]
  doc?: string
  /** Of a function inside another one: a name that no other function of the text has. */
  hiddenName?: string
  /** The last parameters of such a one: what it takes from the function around it. */
  captures?: readonly string[]
  /** What in it is outside the subset. With any, the tree is incomplete: calling the function answers with these. */
  faults: Diagnostic[]
}

export interface Param extends Node {
  name: string
  default?: Expr
}

/** What the decorator asked for; `cache`, `nogil` and `nopython` are accepted and change nothing here. */
export interface JitOptions {
  parallel: boolean
  fastmath: boolean
  /** False only when the program switches the check off: `boundscheck=False` is accepted, the check stays. */
  boundscheck: boolean
  /** `numpy`: a division by zero gives inf or nan, and 0 for integers, instead of raising. */
  errorModel: 'python' | 'numpy'
}

/** `"float64(float64[:], int64)"` or the same spelled with Numba's type objects. */
export interface Signature extends Node {
  params: TypeSpec[]
  /** Absent when the signature names argument types only. */
  result?: TypeSpec
}

export type TypeSpec =
  | { kind: 'scalar'; name: ScalarName }
  | { kind: 'array'; element: ScalarName; ndim: number; layout: 'A' | 'C' | 'F' }
  | { kind: 'tuple'; items: TypeSpec[] }

export const SCALAR_NAMES = [
  'none',
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
] as const
export type ScalarName = (typeof SCALAR_NAMES)[number]

// Statements

export type Stmt =
  Assign | AugAssign | If | While | For | Return | Break | Continue | Pass | Assert | Raise | ExpressionStmt

/** `a = b = value` has two targets. An annotated assignment is the same without its annotation. */
export interface Assign extends Node {
  kind: 'assign'
  targets: Target[]
  value: Expr
}

/** `target op= value` */
export interface AugAssign extends Node {
  kind: 'augAssign'
  target: Name | Subscript | Attribute
  op: BinaryOp
  value: Expr
}

/** `elif` is an If alone in `orelse`. */
export interface If extends Node {
  kind: 'if'
  test: Expr
  body: Stmt[]
  orelse: Stmt[]
}

export interface While extends Node {
  kind: 'while'
  test: Expr
  body: Stmt[]
  /** Runs when the loop ended without `break`. */
  orelse: Stmt[]
}

export interface For extends Node {
  kind: 'for'
  target: Target
  iter: Expr
  body: Stmt[]
  /** Runs when the loop ended without `break`. */
  orelse: Stmt[]
}

export interface Return extends Node {
  kind: 'return'
  value?: Expr
}

export interface Break extends Node {
  kind: 'break'
}

export interface Continue extends Node {
  kind: 'continue'
}

export interface Pass extends Node {
  kind: 'pass'
}

export interface Assert extends Node {
  kind: 'assert'
  test: Expr
  message?: Expr
}

/** `raise Name` or `raise Name(message, …)`; the parser has checked that Name is a built-in exception. */
export interface Raise extends Node {
  kind: 'raise'
  exception: string
  args: Expr[]
}

/** A call for its effect; anything else is evaluated and dropped. */
export interface ExpressionStmt extends Node {
  kind: 'expression'
  value: Expr
}

export type Target = Name | TupleExpr | Subscript | Attribute

// Expressions

export type Expr =
  | IntLiteral
  | FloatLiteral
  | BoolLiteral
  | NoneLiteral
  | StringLiteral
  | FormattedString
  | Name
  | TupleExpr
  | ListExpr
  | Unary
  | Binary
  | BoolOp
  | Compare
  | Conditional
  | Call
  | Attribute
  | Subscript
  | Slice
  | FunctionExpr

/** Decimal, hex, octal or binary, underscores removed; any size. A minus sign is a Unary around it. */
export interface IntLiteral extends Node {
  kind: 'int'
  value: bigint
}

export interface FloatLiteral extends Node {
  kind: 'float'
  value: number
}

export interface BoolLiteral extends Node {
  kind: 'bool'
  value: boolean
}

export interface NoneLiteral extends Node {
  kind: 'none'
}

/** Adjacent literals are joined and escapes are resolved. */
export interface StringLiteral extends Node {
  kind: 'string'
  value: string
}

/** An f-string: literal text and the expressions between its braces, in order. Format specs are dropped. */
export interface FormattedString extends Node {
  kind: 'formatted'
  parts: (string | Expr)[]
}

export interface Name extends Node {
  kind: 'name'
  name: string
}

/** Also a target: then every item is a Target. */
export interface TupleExpr extends Node {
  kind: 'tuple'
  items: Expr[]
}

export interface ListExpr extends Node {
  kind: 'list'
  items: Expr[]
}

export interface Unary extends Node {
  kind: 'unary'
  op: UnaryOp
  operand: Expr
}

export interface Binary extends Node {
  kind: 'binary'
  op: BinaryOp
  left: Expr
  right: Expr
  /** The operator itself: where an error about it points. */
  opSpan: Span
}

/** `a and b and c` is one node of three values. */
export interface BoolOp extends Node {
  kind: 'boolOp'
  op: 'and' | 'or'
  values: Expr[]
}

/** `a < b <= c`: ops[i] stands between operand i and i + 1, where operand 0 is `left`. */
export interface Compare extends Node {
  kind: 'compare'
  left: Expr
  ops: CompareOp[]
  comparators: Expr[]
}

/** `body if test else orelse` */
export interface Conditional extends Node {
  kind: 'conditional'
  test: Expr
  body: Expr
  orelse: Expr
}

export interface Call extends Node {
  kind: 'call'
  func: Expr
  args: Expr[]
  keywords: Keyword[]
}

export interface Keyword extends Node {
  name: string
  value: Expr
}

export interface Attribute extends Node {
  kind: 'attribute'
  object: Expr
  name: string
  nameSpan: Span
}

/** `a[i]`, `a[1:n]`; `a[i, :]` has a TupleExpr as its index, whose items may be slices. */
export interface Subscript extends Node {
  kind: 'subscript'
  object: Expr
  index: Expr
}

/** Only as an index of a Subscript, or an item of its tuple. */
export interface Slice extends Node {
  kind: 'slice'
  lower?: Expr
  upper?: Expr
  step?: Expr
}

/** `lambda x: x + 1`, or the value that a def inside a function gives its name. */
export interface FunctionExpr extends Node {
  kind: 'function'
  def: FunctionDef
}

export const UNARY_OPS = ['-', '+', '~', 'not'] as const
export type UnaryOp = (typeof UNARY_OPS)[number]

export const BINARY_OPS = ['+', '-', '*', '/', '//', '%', '**', '@', '&', '|', '^', '<<', '>>'] as const
export type BinaryOp = (typeof BINARY_OPS)[number]

export const COMPARE_OPS = ['<', '<=', '>', '>=', '==', '!=', 'in', 'not in', 'is', 'is not'] as const
export type CompareOp = (typeof COMPARE_OPS)[number]
