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
  comprehension: {
    code: 'UnsupportedError',
    message: 'A compiled function can have list comprehensions only: no sets and no dicts.',
    hint: 'Make a list or an array instead, in square brackets or in a for loop.',
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

  // Names
  'unknown-name': {
    code: 'NameError',
    message: "name '{name}' is not defined here.",
    hint: 'Check the spelling, assign it before this line on every path, or pass it to the function as an argument.',
  },
  'plain-name': {
    code: 'NameError',
    message: "'{name}' is a plain Python {what}: a compiled function cannot use it.",
    hint: 'Put @njit on a function to call it from here; pass a value as an argument, or make it a constant of the file.',
  },
  'other-home': {
    code: 'NameError',
    message: "name '{name}' is not defined here.",
    hint: 'It may be {where} that is meant.',
  },
  'close-function': {
    code: 'UnsupportedError',
    message: '{name} is not available in a compiled function.',
    hint: 'It may be {close} that is meant; else see the list of what is supported.',
  },
  'only-in-loop': {
    code: 'UnsupportedError',
    message: '{name}(…) stands only where a for loop goes over it.',
    hint: 'Write a for loop or a list comprehension over it; np.arange(n) is the array of range(n).',
  },
  'unknown-function': {
    code: 'UnsupportedError',
    message: '{name} is not available in a compiled function.',
    hint: 'See the list of what is supported, or do this step in the Python code around the call.',
  },
  'function-value': {
    code: 'UnsupportedError',
    message: 'A compiled function can call a function, give it a name and hand it on, but not return or keep it.',
    hint: 'Call it here and keep what it gives, or define it at the top of the file with its own @njit.',
  },
  captures: {
    code: 'UnsupportedError',
    message: '{name} uses {names} of the function around it: it can be called here, but not handed on.',
    hint: 'Make what it uses a parameter of it, and of the function that it is handed to.',
  },
  print: {
    code: 'UnsupportedError',
    message: 'A compiled function cannot print {what}.',
    hint: 'Print numbers, texts, arrays, and lists and tuples of numbers, or return the value and print it in the Python code around the call.',
  },
  'not-a-value': {
    code: 'UnsupportedError',
    message: '{name} is a {what}, not a value: it cannot be used like this.',
    hint: 'Call it, or use what it contains.',
  },

  // Types
  'operator-types': {
    code: 'TypingError',
    message: "'{op}' does not work on {left} and {right}.",
    hint: 'Convert one side, or check where each value comes from.',
  },
  'unary-types': {
    code: 'TypingError',
    message: "'{op}' does not work on {type}.",
    hint: 'Use it on a number, or on an array of numbers.',
  },
  'call-types': {
    code: 'TypingError',
    message: '{name} does not take ({types}).',
    hint: 'It is called as {signature}.',
  },
  'call-arguments': {
    code: 'TypingError',
    message: '{message}',
    hint: 'It is defined as {signature}.',
  },
  'cannot-unify': {
    code: 'TypingError',
    message: "'{name}' is {left} on one path and {right} on another: a variable needs one type where paths meet.",
    hint: 'Use two names, or give it the same type on every path.',
  },
  'return-types': {
    code: 'TypingError',
    message: 'The function returns {left} on one path and {right} on another.',
    hint: 'Return the same type everywhere, e.g. 0.0 rather than None.',
  },
  'cannot-assign': {
    code: 'TypingError',
    message: '{value} cannot be stored in {target}.',
    hint: 'Convert the value first, or make the array with a dtype that holds it.',
  },
  'number-in-for': {
    code: 'TypingError',
    message: 'A for loop cannot go over a number.',
    hint: 'To count up to it, write range(…) around it.',
  },
  'frozen-global': {
    code: 'TypingError',
    message:
      "'{name}' belongs to the module: a compiled function has it as it was when compiled, and cannot change it.",
    hint: 'Pass it to the function as an argument; then it is changed in place.',
  },
  'not-iterable': {
    code: 'TypingError',
    message: 'A for loop cannot go over {type}.',
    hint: 'Loop over range(…), prange(…), an array, a tuple, enumerate(…) or zip(…).',
  },
  'cannot-unpack': {
    code: 'TypingError',
    message: '{type} cannot be unpacked into {count} names.',
    hint: 'Give as many names as the tuple has items.',
  },
  'cannot-index': {
    code: 'TypingError',
    message: '{type} cannot be indexed by {index}.',
    hint: 'Index arrays by whole numbers, slices, or a boolean array; tuples by a constant whole number.',
  },
  'not-callable': {
    code: 'TypingError',
    message: '{type} cannot be called.',
    hint: 'Round brackets call a function; to take an item of an array, a list or a tuple, use square ones.',
  },
  'tuple-store': {
    code: 'TypingError',
    message: 'A tuple cannot be changed.',
    hint: 'Make a new tuple, or use a list or an array from the start.',
  },
  'method-not-called': {
    code: 'TypingError',
    message: "'{name}' is a method: it does nothing until it is called.",
    hint: 'Write .{name}() with parentheses.',
  },
  'not-a-method': {
    code: 'TypingError',
    message: "'{name}' is a value, not a method: it cannot be called.",
    hint: 'Write .{name} without parentheses.',
  },
  'no-attribute': {
    code: 'TypingError',
    message: "{type} has no attribute '{name}' in a compiled function.",
    hint: 'See the list of what arrays support: size, shape, ndim, T, and the methods named there.',
  },
  'not-a-condition': {
    code: 'TypingError',
    message: '{type} cannot be used as a condition.',
    hint: 'Compare it with something; for an array use its .any() or .all().',
  },
  'mixed-list': {
    code: 'TypingError',
    message: 'A list holds items of one type: {left} and {right} do not go together.',
    hint: 'Use a tuple, or a list for each type.',
  },
  'empty-list': {
    code: 'TypingError',
    message: 'Nothing is put into this list, so the type of its items cannot be worked out.',
    hint: 'Append to it under the name it is first given, or start it with an item.',
  },
  'loose-string': {
    code: 'UnsupportedError',
    message: 'A compiled function cannot work with text.',
    hint: 'Keep text in the Python code around the call; use numbers here.',
  },
  'message-not-constant': {
    code: 'UnsupportedError',
    message: 'The message of an exception must be written out as text here.',
    hint: "Write raise ValueError('…') with a plain string, without values put into it.",
  },
  'endless-recursion': {
    code: 'TypingError',
    message: 'The type of what {name} returns cannot be worked out: every path calls {name} again.',
    hint: 'Add a path that returns without calling itself, and put it first.',
  },
  'too-big': {
    code: 'TypingError',
    message: 'The whole number {value} does not fit into 64 bits.',
    hint: 'Use a float (write it with .0), or compute modulo something smaller.',
  },

  // prange
  'loop-carried': {
    code: 'ParallelError',
    message:
      'This prange loop cannot be split: {name} carries a value from one iteration to the next (a loop-carried dependency).',
    hint: 'Use range, or rewrite it so that each iteration stands alone; sums are written as total += …',
  },
  'array-race': {
    code: 'ParallelError',
    message:
      'This prange loop cannot be split: different iterations use the same element of {name} (a loop-carried dependency).',
    hint: 'Write each iteration to its own element, such as {name}[{index}], or use range.',
  },
  'shared-list': {
    code: 'ParallelError',
    message: 'This prange loop cannot be split: {name} is a list, and lists are not made for several threads.',
    hint: 'Make an array of it before the loop, with np.array({name}), and use that.',
  },
  'prange-exit': {
    code: 'ParallelError',
    message: 'A prange loop cannot be left with {what}: other iterations may already have run.',
    hint: 'Use range, or keep a flag and go on.',
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
    related: related.map(({ span: place, message }) => ({ span: place, message: inPython(message) })),
  }
}

/** Types as a student knows them: Numba's name of text is not Python's. */
const inPython = (text: string): string => text.replaceAll('unicode_type', 'str')

function fill(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`diagnostic text lacks its parameter ${name}: ${template}`)
    return inPython(value)
  })
}
