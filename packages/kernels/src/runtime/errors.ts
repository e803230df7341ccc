/**
 * The built-in exceptions a compiled function can raise. WASM raises by number: kind, Python line, and the number of a
 * message in the program's own table (or one of the runtime's, below zero). Order is the encoding.
 */
export const EXCEPTIONS = [
  'Exception',
  'ZeroDivisionError',
  'IndexError',
  'ValueError',
  'OverflowError',
  'MemoryError',
  'RecursionError',
  'AssertionError',
  'TypeError',
  'KeyError',
  'RuntimeError',
  'ArithmeticError',
  'FloatingPointError',
  'LookupError',
  'NotImplementedError',
  'StopIteration',
  'NameError',
  'UnboundLocalError',
  'AttributeError',
  'OSError',
  'KeyboardInterrupt',
  'SystemError',
  'BufferError',
  'EOFError',
  'ImportError',
  'UnicodeError',
] as const
export type ExceptionName = (typeof EXCEPTIONS)[number]

export const exceptionNumber = (name: ExceptionName): number => EXCEPTIONS.indexOf(name)

/** What WASM threw, still in numbers; the dispatcher, which knows the texts, turns it into a PythonError. */
export class Raised extends Error {
  readonly kind: number
  readonly line: number
  readonly text: number
  readonly a: bigint
  readonly b: bigint

  constructor(kind: number, line: number, text: number, a: bigint, b: bigint) {
    super(`raised ${EXCEPTIONS[kind] ?? kind} in line ${line}`)
    this.kind = kind
    this.line = line
    this.text = text
    this.a = a
    this.b = b
  }
}

/** A Python exception out of a compiled function: what the user's program did, not a fault of the compiler. */
export class PythonError extends Error {
  /** e.g. `ZeroDivisionError` */
  readonly kind: ExceptionName
  /** Line of the source, from 1; 0 when it happened before the first line (out of memory while passing arguments). */
  readonly line: number
  /** Name of the function whose line it is, where known. */
  readonly functionName?: string

  constructor(kind: ExceptionName, message: string, line: number, functionName?: string) {
    super(message)
    this.name = kind
    this.kind = kind
    this.line = line
    this.functionName = functionName
  }
}
