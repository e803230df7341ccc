import type { Span } from './ast.ts'

/**
 * Everything the compiler has to say to the author of a program, as data: one row a rule. A Diagnostic is a value, never
 * thrown past the phase that made it, and several can come from one compile. `{name}` in a text is filled from the
 * parameters given to `diagnose`.
 */
export interface Diagnostic {
  /** What Python or Numba would call the error: `SyntaxError`, `TypingError`, `UnsupportedError` … */
  code: DiagnosticCode
  /** The row of the table below; also the anchor on the documentation page. */
  rule: Rule
  span: Span
  /** One plain sentence. */
  message: string
  /** What to do instead. */
  hint: string
  /** Other places that explain it, e.g. where each of two conflicting types came from. */
  related: { span: Span; message: string }[]
}

export type DiagnosticCode =
  'SyntaxError' | 'IndentationError' | 'TabError' | 'UnsupportedError' | 'NameError' | 'TypingError' | 'ParallelError'

interface Row {
  code: DiagnosticCode
  message: string
  hint: string
}

export const RULES = {
  // Not Python: worded as CPython words it
  syntax: {
    code: 'SyntaxError',
    message: '{message}',
    hint: 'Look at the marked place and just before it: that is where Python stops understanding the text.',
  },
  indentation: {
    code: 'IndentationError',
    message: '{message}',
    hint: 'Indent every line of a block by the same four spaces, and the block more than the line that opens it.',
  },

  tabs: {
    code: 'TabError',
    message: '{message}',
    hint: 'Use spaces only: let the editor turn every tab into four of them.',
  },

  // Python, but not in a compiled function
  class: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot define a class.',
    hint: 'Keep the numbers in arrays and scalars, and pass them to the function one by one.',
  },
  try: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot catch exceptions with try.',
    hint: 'Test for the case with if before it happens, or catch the exception in the Python code that calls the function.',
  },
  with: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use with.',
    hint: 'Open files, locks and timers in the Python code around the function, and pass it the data.',
  },
  'nested-function': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot define another function inside it.',
    hint: 'Move the inner function to the top of the file, give it its own @njit, and pass it what it needs as arguments.',
  },
  lambda: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot contain a lambda.',
    hint: 'Write it as a small function with @njit at the top of the file.',
  },
  comprehension: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot contain a comprehension or a generator expression.',
    hint: 'Make an array with np.empty and fill it in a for loop: that is as fast, once compiled.',
  },
  dict: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use a dict.',
    hint: 'Use an array indexed by a whole number, or several arrays side by side.',
  },
  set: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use a set.',
    hint: 'Use an array of booleans indexed by a whole number, or a sorted array.',
  },
  'star-parameters': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot take a variable number of arguments.',
    hint: 'Name each parameter, or take one array or tuple.',
  },
  'keyword-only': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot have keyword-only parameters.',
    hint: 'Remove the bare * from the parameter list: every parameter may be given by name anyway.',
  },
  unpacking: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot unpack with * or **.',
    hint: 'Write the items out one by one, or index the tuple or array.',
  },
  generator: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot be a generator.',
    hint: 'Fill an array and return it instead of yielding its items.',
  },
  async: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot be async or wait for anything.',
    hint: 'Wait in the Python code around it, and call the function with the data.',
  },
  global: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot change variables outside itself.',
    hint: 'Return the new value and assign it where the function is called.',
  },
  del: {
    code: 'UnsupportedError',
    message: 'A compiled function has no use for del.',
    hint: 'Remove the line: memory is given back by itself as soon as nothing uses it.',
  },
  'import-inside': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot import.',
    hint: 'Move the import to the top of the file.',
  },
  match: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use match.',
    hint: 'Write it with if and elif.',
  },
  'type-alias': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot define a type alias.',
    hint: 'Remove the line: types are worked out from the arguments.',
  },
  walrus: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot assign inside an expression with :=.',
    hint: 'Assign on a line of its own, before the expression.',
  },
  ellipsis: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use ... (Ellipsis).',
    hint: 'In an index, write one : for each dimension; as an empty body, write pass.',
  },
  bytes: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use bytes.',
    hint: 'Pass the bytes as a uint8 array.',
  },
  'complex-number': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot use complex numbers.',
    hint: 'Compute the real and the imaginary part as two floats.',
  },
  'raise-custom': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot raise {name}.',
    hint: 'Raise one of the built-in exceptions by its name, such as ValueError with a message in quotes.',
  },
  'raise-from': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot chain exceptions with from.',
    hint: 'Leave out the from part and say the cause in the message.',
  },
  'bare-raise': {
    code: 'UnsupportedError',
    message: 'A raise without an exception needs one that was caught, and a compiled function cannot catch any.',
    hint: 'Name the exception to raise, such as ValueError with a message in quotes.',
  },
  'too-deep': {
    code: 'UnsupportedError',
    message: 'The expression is nested too deeply.',
    hint: 'Compute parts of it into variables first.',
  },

  // Decorators
  decorator: {
    code: 'UnsupportedError',
    message: 'The decorator {name} is not supported on a compiled function.',
    hint: 'Use @njit alone, or @njit(parallel=True) with prange.',
  },
  'jit-option': {
    code: 'UnsupportedError',
    message: '@njit has no option {name} here.',
    hint: 'Known options: parallel, fastmath, nopython, nogil, cache, boundscheck, error_model, inline.',
  },
  'object-mode': {
    code: 'UnsupportedError',
    message: 'There is no object mode: every function is compiled wholly.',
    hint: 'Remove forceobj, and move what only Python can do out of the function.',
  },
  signature: {
    code: 'UnsupportedError',
    message: 'The signature is not one this compiler understands.',
    hint: "Write it as 'float64(float64[:], int64)' with int, uint, float and bool types and arrays of them, or leave it out: types are worked out at the first call.",
  },
} as const satisfies Record<string, Row>

export type Rule = keyof typeof RULES

/** Fills in one row of the table; a missing parameter is our bug and throws. */
export function diagnose(
  rule: Rule,
  span: Span,
  parameters: Record<string, string> = {},
  related: Diagnostic['related'] = [],
): Diagnostic {
  const row: Row = RULES[rule]
  return {
    code: row.code,
    rule,
    span,
    message: fill(row.message, parameters),
    hint: fill(row.hint, parameters),
    related,
  }
}

function fill(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`diagnostic text lacks its parameter ${name}: ${template}`)
    return value
  })
}
