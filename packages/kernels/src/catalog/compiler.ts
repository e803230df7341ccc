/** What only the njit rungs load: other workers do without the compiler. */
export { compile, warm } from '../compiler/index.ts'
export { createRuntime } from '../runtime/index.ts'
