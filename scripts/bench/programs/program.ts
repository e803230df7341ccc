import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import type { Runtime, Value } from '../../../packages/kernels/src/runtime/index.ts'

/** A function `f` for this compiler and for Numba. */
export interface Program {
  name: string
  source: string
  /** Statements in front of the first call, in Python: what the call is handed. */
  setup?: string
  /** The call in Python's spelling, and the same arguments here. */
  call: string
  args: (runtime: Runtime) => Value[]
  /** At least this many times Numba's speed. */
  target: number
  /** Fewer where a call takes seconds, more where it takes milliseconds. */
  rounds?: number
}

export const HEAD = 'import math\nimport numpy as np\nfrom numba import njit, prange\n'

/** Milliseconds from text to runnable, with a runtime of its own. */
export function compileMsOf({ source }: Program, args: Value[]): number {
  const f = compile(HEAD + source).functions.get('f')
  return f?.prepare(args.map(f.typeOf)).compileMs ?? NaN
}
