/** Functions in IR → one WASM module: what they import, the support code they call, and themselves. */
import type { Func } from '../ir.ts'
import { oncePer, type WasmFunction, type WasmImport, type WasmModule } from '../../wasm/index.ts'
import { emitFunction } from './function.ts'
import { supportFor } from './support.ts'

const ENVIRONMENT: readonly WasmImport[] = [
  { module: 'env', field: 'raise', name: 'raise', params: ['i32', 'i32', 'i32', 'i64', 'i64'], results: [] },
  { module: 'env', field: 'more', name: 'more', params: ['i32'], results: ['i32'] },
  { module: 'env', field: 'release', name: 'release_block', params: ['i32'], results: [] },
  { module: 'env', field: 'parallel', name: 'parallel', params: ['i32', 'i32', 'i32', 'i32'], results: [] },
  { module: 'env', field: 'look', name: 'look', params: [], results: [] },
  { module: 'env', field: 'progress', name: 'progress', params: ['i32', 'i32'], results: [] },
  { module: 'env', field: 'print', name: 'print', params: ['i32', 'i64'], results: [] },
  { module: 'env', field: 'fmod', name: 'fmod', params: ['f64', 'f64'], results: ['f64'] },
]

const TWO_OPERANDS = new Set(['pow', 'atan2', 'hypot'])

export interface MemoryShape {
  shared: boolean
  maximumPages: number
}

export function emitModule(functions: readonly Func[], memory: MemoryShape): WasmModule {
  const emitted = functions.map(emittedOnce)
  const support = supportFor(calledBy(emitted))
  const called = calledBy([...emitted, ...support])
  const math = [...called]
    .filter((name) => name.startsWith('Math.'))
    .map((name): WasmImport => {
      const field = name.slice(5)
      const params = TWO_OPERANDS.has(field) ? (['f64', 'f64'] as const) : (['f64'] as const)
      return { module: 'Math', field, name, params, results: ['f64'] }
    })
  return {
    memory: { module: 'env', field: 'memory', ...memory },
    globals: [{ module: 'env', field: 'context', name: 'context', type: 'i32' }],
    imports: [...ENVIRONMENT.filter(({ name }) => called.has(name)), ...math],
    functions: [...support, ...emitted],
  }
}

/** Library functions are the same objects in every module. */
const emittedOnce = oncePer(emitFunction)

const calleesOf = oncePer(({ body }: WasmFunction) => {
  const called = new Set<string>()
  for (const instruction of body) if (instruction[0] === 'call') called.add(String(instruction[1]))
  return called
})

const calledBy = (functions: readonly WasmFunction[]): Set<string> =>
  new Set(functions.flatMap((func) => [...calleesOf(func)]))
