/** One shape for whatever stops a program: what a terminal, an editor or a test shows of it. */
import { PythonError, type ExceptionName } from '../runtime/index.ts'
import { CompileError } from './api.ts'
import type { Diagnostic } from './diagnostics.ts'

export interface Explained {
  /** `SyntaxError`, `TypingError`, `UnsupportedError` … or the name of the exception that was raised. */
  code: string
  /** From 1; 0 where it belongs to no line of the program, as when there is no memory for the arguments. */
  line: number
  column: number
  message: string
  hint: string
}

/** Says what an error means to the author of the program, or undefined when it is no fault of the program but our bug. */
export function explain(error: unknown): Explained | undefined {
  if (error instanceof CompileError) return error.diagnostics[0] && explainDiagnostic(error.diagnostics[0])
  if (!(error instanceof PythonError)) return undefined
  const { kind, line, column, message } = error
  return { code: kind, line, column, message, hint: HINTS[kind] ?? RAISED }
}

/** With where each of the conflicting types came from, if that is another line. */
export function explainDiagnostic({ code, span, message, hint, related }: Diagnostic): Explained {
  const elsewhere = related.filter((each) => each.span.line !== span.line)
  const origins = elsewhere.map((each) => `line ${each.span.line}: ${each.message}`).join('; ')
  const whole = origins ? `${message} (${origins})` : message
  return { code, line: span.line, column: span.column, message: whole, hint }
}

const RAISED = 'The program raised it: look at what leads to this line, and at the arguments of the call.'

/** What to do about exceptions that compiled code raises by itself. */
const HINTS: Partial<Record<ExceptionName, string>> = {
  ZeroDivisionError: 'Test the divisor with if before dividing, or use @njit(error_model="numpy") to get inf or nan.',
  IndexError:
    'Indices go from 0 to the length minus one, or from minus the length to -1: check the bounds of the loop.',
  ValueError: 'Check the arguments of the call on this line: their values or their shapes do not fit.',
  OverflowError: 'The number does not fit: int64 goes up to 9223372036854775807, floats up to about 1.8e308.',
  MemoryError: 'Make the arrays smaller, or reuse one array instead of making many that are alive at once.',
  UnboundLocalError: 'Give the variable a value before the branch or the loop: it was not reached this time.',
  RecursionError: 'Check that the recursion ends, or write it as a loop.',
  AssertionError: 'The assert on this line did not hold for these arguments.',
  KeyboardInterrupt: 'It was stopped from outside.',
}
