/** What only the njit rungs load: other workers do without the compiler. */
export { compile } from '../compiler/index.ts'
export { createRuntime } from '../runtime/index.ts'
