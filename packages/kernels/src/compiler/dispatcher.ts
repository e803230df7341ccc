/** What `@njit` makes of a function: a table of specialisations, filled as calls with new types come. */
import type { CompileOptions, Dispatcher, DispatcherStats, Specialization } from './api.ts'
import { CompileError } from './api.ts'
import type { Expr, FunctionDef } from './ast.ts'
import { defaultOf } from './2-infer/defaults.ts'
import type { Scope } from './2-infer/scope.ts'
import { specialize } from './specialize.ts'
import type { Type } from './types.ts'
import { declaredType, isScalar, none, typeName, unify } from './types.ts'
import { typeOfValue } from './values.ts'
import type { Argument, Runtime, Value } from '../runtime/index.ts'
import { PythonError } from '../runtime/index.ts'

export interface Source {
  def: FunctionDef
  scope: Scope
  runtime: () => Runtime
  options: CompileOptions
  /** Time spent parsing the text, given to the first who asks; zero from then on. */
  claimParseMs: () => number
}

export function makeDispatcher(source: Source): Dispatcher {
  const { def } = source
  const made = new Map<string, Specialization>()
  const stats: DispatcherStats = { calls: 0, hits: 0, compiled: [] }
  const entries = new Map<Specialization, DispatcherStats['compiled'][number]>()
  /** Explicit signatures, in order; with them only these are compiled and arguments are converted. */
  const declared = def.signatures.map(({ params }) => params.map(declaredType))

  const prepare = (types: readonly Type[]): Specialization => {
    if (def.faults.length > 0) throw new CompileError(def.faults)
    const key = types.map(typeName).join()
    const known = made.get(key)
    if (known) return known
    const { filename = '<njit>', onStage } = source.options
    const specialization = specialize({
      def,
      scope: source.scope,
      argTypes: types,
      runtime: source.runtime(),
      filename,
      spentMs: source.claimParseMs(),
      onStage,
    })
    made.set(key, specialization)
    const entry = { signature: specialization.signature, compileMs: specialization.compileMs, hits: 0 }
    stats.compiled.push(entry)
    entries.set(specialization, entry)
    return specialization
  }

  /** A default that is no literal (`tol=TOL`), worked out once, as Python does. */
  const computed = new Map<number, Value>()
  const computedDefault = (index: number): Value => {
    const known = computed.get(index)
    if (known !== undefined) return known
    const value = defaultOf(def, index)
    if (value.kind !== 'call' || value.func.kind !== 'function') throw new Error('a default that nothing answers')
    const { filename = '<njit>' } = source.options
    const { run } = specialize({
      def: value.func.def,
      scope: source.scope,
      argTypes: [],
      runtime: source.runtime(),
      filename,
      spentMs: 0,
      onStage: undefined,
    })
    const made = run([])
    computed.set(index, made)
    return made
  }

  const call = (args: readonly Argument[], keywords: Readonly<Record<string, Argument>> = {}): Value => {
    const values = bind(def, args, keywords, computedDefault)
    let types = values.map(typeOfValue)
    if (declared.length > 0) types = matching(declared, types) ?? fail(def, types)
    const before = made.size
    const specialization = prepare(types)
    stats.calls++
    const entry = entries.get(specialization)
    if (made.size === before) {
      stats.hits++
      if (entry) entry.hits++
    }
    const result = specialization.run(values)
    const job = source.runtime().lastJob
    if (def.options.parallel && job) stats.parallel = job
    return result
  }

  return {
    name: def.name,
    get signatures() {
      return [...made.values()].map(({ argTypes }) => argTypes.map(typeName))
    },
    get specializations() {
      return [...made.values()]
    },
    stats,
    declared,
    call,
    prepare,
    typeOf: typeOfValue,
  }
}

/** Arguments in the order of the parameters. Throws PythonError TypeError, worded as Python words it. */
function bind(
  def: FunctionDef,
  args: readonly Argument[],
  keywords: Readonly<Record<string, Argument>>,
  computedDefault: (index: number) => Value,
): Argument[] {
  const { name, params } = def
  const fault = (message: string): never => {
    throw new PythonError('TypeError', `${name}() ${message}`, def.span, name)
  }
  if (args.length > params.length) fault(`takes ${params.length} positional arguments but ${args.length} were given`)
  for (const keyword of Object.keys(keywords)) {
    const index = params.findIndex((param) => param.name === keyword)
    if (index < 0) fault(`got an unexpected keyword argument '${keyword}'`)
    if (index < args.length) fault(`got multiple values for argument '${keyword}'`)
  }
  return params.map((param, index) => {
    const given = index < args.length ? args[index] : keywords[param.name]
    if (given !== undefined) return given
    if (!param.default) return fault(`missing a required argument: '${param.name}'`)
    const literal = constantValue(param.default)
    return literal === undefined ? computedDefault(index) : literal
  })
}

/** A literal default as a value; undefined for others. */
function constantValue(expr: Expr): Value | undefined {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
      return expr.value
    case 'none':
      return null
    case 'unary': {
      const operand = constantValue(expr.operand)
      return expr.op === '-' && (typeof operand === 'bigint' || typeof operand === 'number') ? -operand : operand
    }
    case 'tuple': {
      const items = expr.items.map(constantValue)
      return items.every((item) => item !== undefined) ? items : undefined
    }
    default:
      return undefined
  }
}

/** The first declared signature these types are, else widen to, else, as Numba has it, are cut down to (2.7 to 2). */
function matching(declared: readonly (readonly Type[])[], types: readonly Type[]): Type[] | undefined {
  const rules: ((from: Type, to: Type) => boolean)[] = [
    (from, to) => from === to,
    (from, to) => unify(from, to) === to,
    (from, to) => unify(from, to) === to || (isScalar(from) && isScalar(to)),
  ]
  for (const fits of rules) {
    const found = declared.find(
      (each) => each.length === types.length && each.every((to, index) => fits(types[index] ?? none, to)),
    )
    if (found) return [...found]
  }
  return undefined
}

function fail(def: FunctionDef, types: readonly Type[]): never {
  const message = `No matching definition for argument type(s) ${types.map(typeName).join(', ')}`
  throw new PythonError('TypeError', message, def.span, def.name)
}
