/**
 * Evaluates the calls typed at the terminal, one after another on one runtime, so that they share arrays' memory and the
 * random stream. Arguments are compiled by our own compiler too: below the program, a function without parameters is
 * added for each of them, so they may be anything the subset can express.
 */
import type { Call, Expr } from '../compiler/ast.ts'
import { parse } from '../compiler/1-parse/index.ts'
import { explain, explainDiagnostic, type Explained } from '../compiler/explain.ts'
import {
  compile,
  CompileError,
  typeName,
  typeOfValue,
  type Dispatcher,
  type Program,
  type Type,
} from '../compiler/index.ts'
import type { Argument, Value } from '../runtime/index.ts'
import { repr } from './repr.ts'

export type CallResult =
  | Answered
  | {
      call: string
      ok: false
      error: Explained
      /** All there is to say, of which `error` is the first. */
      diagnostics: Explained[]
      inCall: boolean
    }

export interface Answered {
  call: string
  ok: true
  /** As Numba names it: `int64`, `array(float64, 1d, C)`. */
  type: string
  /** Python's repr of what the first run returned. */
  value: string
  /** Text to runnable for these argument types; 0 when they were compiled before. */
  compileMs: number
  runMs: number[]
}

/** The program could not answer; an ordinary outcome of a call, not a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly explained: Explained
  /** Its place is in the text of the call, not in the program. */
  readonly inCall: boolean

  constructor(explained: Explained, inCall = true) {
    super(explained.message)
    this.explained = explained
    this.inCall = inCall
  }
}

/** Our own code failed where a program can at most be refused: reported as such, with what was being evaluated. */
export class InternalError extends Error {
  override readonly name = 'InternalError'
}

/** `parseMs` is what reading the whole text took: the program's first specialisation counts it as its own. */
export function evaluate(program: Program, parseMs: number, text: string, repeat: number): CallResult {
  try {
    const run = prepareCall(program, text, parseMs)
    const first = run()
    const runMs = [first.runMs, ...Array.from({ length: repeat - 1 }, () => run().runMs)]
    const { value, compileMs } = first
    // What may be None is called by what it is this time.
    const type = first.type.kind === 'optional' ? typeOfValue(value) : first.type
    return { call: text, ok: true, type: typeName(type), value: repr(value), compileMs, runMs }
  } catch (error) {
    const explained = error instanceof Refusal ? error.explained : explain(error)
    const inCall = error instanceof Refusal && error.inCall
    const all = error instanceof CompileError ? error.diagnostics.map(explainDiagnostic) : []
    if (explained)
      return { call: text, ok: false, error: explained, diagnostics: all.length ? all : [explained], inCall }
    throw new InternalError(`internal error while evaluating ${text}`, { cause: error })
  }
}

/** Reads a call and compiles its arguments; what comes back evaluates them and makes the call. Throws Refusal, too. */
export function prepareCall(program: Program, text: string, parseMs = 0): () => Outcome {
  const call = readCall(text)
  const dispatcher = lookUp(program, call)
  const inputs = compileArguments(program, call, text)
  return () => callOnce(dispatcher, inputs(), parseMs)
}

const PREFIX = '@njit\ndef call():\n    return '

function readCall(text: string): Call {
  const { module, diagnostics } = parse(`${PREFIX}${text.trim()}\n`)
  const [diagnostic] = diagnostics
  if (diagnostic) throw new Refusal({ ...explainDiagnostic(diagnostic), ...inCall(diagnostic.span.column) })
  // In front of it may stand the loops of comprehensions among the arguments, and nothing that returns.
  const body = module.functions[0]?.body ?? []
  const statement = body.findIndex(({ kind }) => kind === 'return') === body.length - 1 ? body.at(-1) : undefined
  const value = statement?.kind === 'return' ? statement.value : undefined
  if (value?.kind === 'call' && value.func.kind === 'name') return value
  throw new Refusal({
    code: 'SyntaxError',
    ...inCall(1),
    message: 'This is not a call of a function of the file.',
    hint: "Write a call such as 'add(1, 2)': a function's name and its arguments in parentheses.",
  })
}

/** A place inside the text of the call: line 1, columns counted in that text. */
const inCall = (column: number) => ({ line: 1, column: Math.max(1, column - '    return '.length) })

function lookUp(program: Program, call: Call): Dispatcher {
  const name = call.func.kind === 'name' ? call.func.name : ''
  const dispatcher = program.functions.get(name)
  if (dispatcher) return dispatcher
  const syntax = program.diagnostics.find(({ code }) => /^(Syntax|Indentation|Tab)Error$/.test(code))
  if (syntax) throw new Refusal(explainDiagnostic(syntax), false)
  const plain = parse(program.source).module.plain.find((binding) => binding.name === name)
  if (plain)
    throw new Refusal(
      {
        code: 'TypingError',
        line: plain.span.line,
        column: plain.span.column,
        message: `${name} is a plain Python ${plain.what}, not a compiled function.`,
        hint: 'Put @njit on the line above its def.',
      },
      false,
    )
  const known = [...program.functions.keys()]
  throw new Refusal({
    code: 'NameError',
    ...inCall(1),
    message: `name '${name}' is not defined`,
    hint:
      known.length > 0
        ? `Compiled functions of this file: ${known.join(', ')}.`
        : 'No function of this file has @njit.',
  })
}

interface Inputs {
  args: Argument[]
  keywords: Record<string, Argument>
}

/** Compiles the arguments once; each call of the result evaluates them anew, since a function may write to its arrays. */
function compileArguments(program: Program, call: Call, text: string): () => Inputs {
  const expressions = [...call.args, ...call.keywords.map(({ value }) => value)]
  const computed = expressions.map((expression): Computed => {
    const value = literalOf(expression)
    return value === undefined ? undefined : { value }
  })
  if (computed.includes(undefined)) addFunctions(program, expressions, text, computed)
  return () => {
    const values = computed.map((each) => (each && ('value' in each ? each.value : each.compute())) ?? null)
    const keywords = call.keywords.map(({ name }, index) => [name, values[call.args.length + index] ?? null] as const)
    return { args: values.slice(0, call.args.length), keywords: Object.fromEntries(keywords) }
  }
}

/** A literal's value, what computes it, or undefined while neither is known. */
type Computed = { value: Value } | { compute: () => Argument } | undefined

function addFunctions(program: Program, expressions: Expr[], text: string, computed: Computed[]): void {
  const offset = PREFIX.length
  const source = text.trim()
  const functions = expressions.map(
    ({ span }, index) =>
      `@njit\ndef argument_${index}__():\n    return (${source.slice(span.start - offset, span.end - offset)})\n`,
  )
  const extended = compile(`${program.source}\n${functions.join('')}`, {
    filename: program.filename,
    runtime: program.runtime,
  })
  expressions.forEach((_, index) => {
    if (computed[index] !== undefined) return
    const dispatcher = extended.functions.get(`argument_${index}__`)
    if (!dispatcher) throw new Error(`the argument ${index} of ${text} was not compiled`)
    computed[index] = { compute: () => inArgument(() => sized(dispatcher, dispatcher.call([]))) }
  })
}

/** `np.float32(1.5)` stays one: what comes out of a function is a number like any other. */
function sized({ specializations }: Dispatcher, value: Value): Argument {
  const type = specializations.at(-1)?.resultType
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  return isNumber && type?.kind === 'scalar' ? { scalar: type.name, value } : value
}

/** An error inside an argument belongs to no line of the file. */
function inArgument(run: () => Argument): Argument {
  try {
    return run()
  } catch (error) {
    const explained = explain(error)
    if (!explained) throw error
    throw new Refusal({ ...explained, line: 1, column: 1, message: `in an argument of the call: ${explained.message}` })
  }
}

/** Plain literals need no compiling. */
function literalOf(value: Expr): Value | undefined {
  switch (value.kind) {
    case 'int':
      return BigInt.asIntN(64, value.value) === value.value ? value.value : undefined
    case 'float':
    case 'bool':
    case 'string':
      return value.value
    case 'none':
      return null
    case 'unary': {
      const operand = value.op === '-' ? literalOf(value.operand) : undefined
      return typeof operand === 'bigint' || typeof operand === 'number' ? -operand : undefined
    }
    case 'tuple':
    case 'list': {
      const items = value.items.map(literalOf)
      if (!items.every((item) => item !== undefined)) return undefined
      return value.kind === 'tuple' ? items : { list: items }
    }
    default:
      return undefined
  }
}

export interface Outcome {
  value: Value
  type: Type
  compileMs: number
  runMs: number
}

function callOnce(dispatcher: Dispatcher, { args, keywords }: Inputs, parseMs: number): Outcome {
  const known = dispatcher.specializations.length
  const hits = dispatcher.stats.compiled.map((entry) => entry.hits)
  const start = performance.now()
  const value = dispatcher.call(args, keywords)
  const elapsedMs = performance.now() - start
  const fresh = dispatcher.specializations.slice(known)
  const compileMs = fresh.reduce((total, { compileMs }) => total + compileMs, 0)
  const hit = dispatcher.stats.compiled.findIndex((entry, index) => entry.hits !== hits[index])
  const used = fresh.at(-1) ?? dispatcher.specializations[hit]
  if (!used) throw new Error(`no specialisation of ${dispatcher.name} answered`)
  const runMs = elapsedMs - compileMs + (known === 0 ? parseMs : 0)
  return { value, type: used.resultType, compileMs, runMs: Math.max(0, runMs) }
}
