/**
 * The built-in exceptions a compiled function can raise. WASM raises by number: kind, place, and the number of a
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
  // NumPy's
  'LinAlgError',
] as const
export type ExceptionName = (typeof EXCEPTIONS)[number]

export const exceptionNumber = (name: ExceptionName): number => EXCEPTIONS.indexOf(name)

/** A place of the program in 32 bits: the line above, the column (from 1; the last ones look alike) below. */
export const packPlace = ({ line, column }: { line: number; column: number }): number =>
  (line << COLUMN_BITS) | Math.min(column, LAST_COLUMN)

export const unpackPlace = (place: number): { line: number; column: number } => ({
  line: place >>> COLUMN_BITS,
  column: place & LAST_COLUMN,
})

/** What fails before the first line of the program runs. */
export const NOWHERE = { line: 0, column: 0 }

const COLUMN_BITS = 11
const LAST_COLUMN = 2 ** COLUMN_BITS - 1

/** What WASM threw, still in numbers; the dispatcher, which knows the texts, turns it into a PythonError. */
export class Raised extends Error {
  readonly kind: number
  readonly place: number
  readonly text: number
  readonly a: bigint
  readonly b: bigint

  constructor(kind: number, place: number, text: number, a: bigint, b: bigint) {
    super(`raised ${EXCEPTIONS[kind] ?? kind} in line ${unpackPlace(place).line}`)
    this.kind = kind
    this.place = place
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
  /** Where the expression that raised begins, from 1. */
  readonly column: number
  /** Name of the function whose line it is, where known. */
  readonly functionName?: string

  constructor(
    kind: ExceptionName,
    message: string,
    { line, column }: { line: number; column: number },
    functionName?: string,
  ) {
    super(message)
    this.name = kind
    this.kind = kind
    this.line = line
    this.column = column
    this.functionName = functionName
  }
}
