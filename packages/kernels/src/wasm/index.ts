/** A small assembler for WebAssembly. */
export { encodeModule } from './module.ts'
export type { Instruction, WasmFunction, WasmImport, WasmModule } from './module.ts'
export { oncePer } from './once.ts'
export type { ValueType } from './opcodes.ts'
export { printModule } from './print.ts'
