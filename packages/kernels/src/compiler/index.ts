/** Python subset → WASM. */
export { CompileError } from './api.ts'
export type {
  AppliedRewrite,
  CompileOptions,
  Dispatcher,
  DispatcherStats,
  Program,
  Specialization,
  Stage,
} from './api.ts'
export { typeName } from './types.ts'
export type { Diagnostic } from './diagnostics.ts'
export { RULES } from './diagnostics.ts'
export type { Type } from './types.ts'
export { compile, signatureTypes } from './compile.ts'
export { warm } from './warm.ts'
export { supportedBuiltins } from './builtins/index.ts'
export { typeOfValue } from './values.ts'
