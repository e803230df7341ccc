/** What inference leaves behind for one function and one tuple of argument types: the same tree, with tables beside it. */
import type { Expr, For, FunctionDef, If, Span, Stmt, While } from '../ast.ts'
import type { Builtin } from '../builtins/table.ts'
import type { Type } from '../types.ts'
import type { Argument } from '../../runtime/index.ts'
import type { Scope } from './scope.ts'

/** Types of the variables at one point, each with where it got its type; absent: not assigned on any path. */
export type Env = Map<string, Variable>

export interface Variable {
  type: Type
  origin: Span
  /** Two paths disagree: an error as soon as it is read. */
  conflict?: { type: Type; origin: Span }
  /** Whose memory the elements of an array or a list lie in, if not the function's own. */
  owner?: Owner
  /** Not set on every path that leads here: whether it is, shows when it is read. */
  unsure?: boolean
}

/** A value of the module by its name, or what the caller gave by the parameter's number. */
export type Owner = string | number

/** What a call, or an attribute that computes, turned out to be. */
export type Resolution =
  | { kind: 'function'; target: Typed; args: Expr[] }
  | { kind: 'builtin'; row: Builtin; args: (Expr | undefined)[] }
  | { kind: 'prelude'; target: Typed; args: (Expr | undefined)[] }
  | { kind: 'cast'; args: Expr[] }
  | { kind: 'print'; args: Expr[] }

export interface Typed {
  readonly def: FunctionDef
  readonly scope: Scope
  /** Name and argument types: equal for equal specialisations. */
  readonly key: string
  readonly argTypes: readonly Type[]
  resultType: Type
  /** Still being inferred: a call to it is recursive. */
  pending: boolean
  recursive: boolean
  readonly types: Map<Expr, Type>
  readonly resolutions: Map<Expr, Resolution>
  /** Frozen globals by the Name that reads them. */
  readonly frozen: Map<Expr, Argument>
  /** Constants of the module: the expression a Name stands for, typed in these same tables. */
  readonly constants: Map<Expr, Expr>
  /** Conditions known from types alone: only the branch taken was typed. */
  readonly decided: Map<Expr, boolean>
  /** Variables on entry to a loop's body, and behind an if or a loop. */
  readonly headers: Map<While | For, Env>
  readonly afters: Map<If | While | For, Env>
  /** Names read where a path leads that has not set them. */
  readonly unsure: Set<Expr>
  /** Parameters whose elements the function may write, by number. */
  readonly writes: Set<number>
  /** Statements no path reaches the end of. */
  readonly dead: Set<Stmt>
}
