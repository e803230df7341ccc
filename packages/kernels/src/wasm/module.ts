/**
 * A WebAssembly module as data: functions are lists of instructions, referring to functions and globals by name.
 * `encodeModule` makes its bytes, `printModule` (print.ts) its text; neither knows anything of Python.
 */
import { Bytes } from './bytes.ts'
import { oncePer } from './once.ts'
import type { ValueType } from './opcodes.ts'
import { OPCODES, VALUE_TYPES } from './opcodes.ts'

/**
 * `[name, …immediates]`: `['i64.const', 1n]`, `['local.get', 3]`, `['call', 'f']`, `['f64.load', offset]`,
 * `['block', resultType | undefined]`, `['i64x2.extract_lane', 1]`, `['v128.const', …16 bytes]`.
 */
export type Instruction = readonly [name: string, ...immediates: (number | bigint | string | undefined)[]]

export interface WasmFunction {
  name: string
  params: readonly ValueType[]
  results: readonly ValueType[]
  /** Types of the locals after the parameters. */
  locals: readonly ValueType[]
  body: readonly Instruction[]
  /** Names of parameters and locals, for the text only. */
  localNames?: readonly string[]
  exported?: string
}

export interface WasmImport {
  module: string
  field: string
  /** The name instructions call it by. */
  name: string
  params: readonly ValueType[]
  results: readonly ValueType[]
}

export interface WasmModule {
  memory: { module: string; field: string; shared: boolean; maximumPages: number }
  globals: { module: string; field: string; name: string; type: ValueType }[]
  imports: WasmImport[]
  functions: WasmFunction[]
}

export function encodeModule(module: WasmModule): Uint8Array {
  const signatures = new Map<string, number>()
  const types = new Bytes()
  const typeOf = ({ params, results }: { params: readonly ValueType[]; results: readonly ValueType[] }): number => {
    const key = `${params.join()}>${results.join()}`
    let index = signatures.get(key)
    if (index === undefined) {
      index = signatures.size
      signatures.set(key, index)
      types.byte(0x60)
      for (const list of [params, results]) {
        types.unsigned(list.length)
        for (const type of list) types.byte(VALUE_TYPES[type])
      }
    }
    return index
  }

  const names = new Map<string, number>()
  for (const { name } of [...module.imports, ...module.functions]) names.set(name, names.size)
  const globals = new Map(module.globals.map(({ name }, index) => [name, index]))

  const imports = new Bytes()
  imports.unsigned(1 + module.globals.length + module.imports.length)
  imports.name(module.memory.module)
  imports.name(module.memory.field)
  imports.byte(2)
  if (module.memory.shared) {
    imports.byte(3)
    imports.unsigned(1)
    imports.unsigned(module.memory.maximumPages)
  } else {
    imports.byte(0)
    imports.unsigned(1)
  }
  for (const item of module.globals) {
    imports.name(item.module)
    imports.name(item.field)
    imports.bytes([3, VALUE_TYPES[item.type], 0])
  }
  for (const item of module.imports) {
    imports.name(item.module)
    imports.name(item.field)
    imports.byte(0)
    imports.unsigned(typeOf(item))
  }

  const declarations = new Bytes()
  declarations.unsigned(module.functions.length)
  const code = new Bytes()
  code.unsigned(module.functions.length)
  const exports = new Bytes()
  const exported = module.functions.filter((item) => item.exported !== undefined)
  exports.unsigned(exported.length)
  for (const item of exported) {
    exports.name(item.exported ?? item.name)
    exports.byte(0)
    exports.unsigned(names.get(item.name) ?? 0)
  }
  for (const item of module.functions) {
    declarations.unsigned(typeOf(item))
    const { bytes, references } = encoded(item)
    code.unsigned(bytes.length)
    const from = code.length
    code.bytes(bytes)
    for (const { at, space, name } of references) {
      const index = (space === 'call' ? names : globals).get(name)
      if (index === undefined) throw new Error(`${space} ${name}: no such name`)
      code.patch(from + at, index)
    }
  }

  const out = new Bytes()
  out.bytes([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
  const typeSection = new Bytes()
  typeSection.unsigned(signatures.size)
  typeSection.bytes(types.view())
  for (const [id, section] of [
    [1, typeSection],
    [2, imports],
    [3, declarations],
    [7, exports],
    [10, code],
  ] as const) {
    out.byte(id)
    out.sized(section)
  }
  return out.view().slice()
}

/** A function's code, all but the numbers of what it refers to by name, which differ from module to module. */
interface Encoded {
  bytes: Uint8Array
  references: Reference[]
}

/** Where five bytes wait for a number. */
interface Reference {
  at: number
  space: 'call' | 'global'
  name: string
}

/** Functions are data that does not change: one that is in many modules is encoded once. */
const encoded = oncePer(encodeFunction)

function encodeFunction(item: WasmFunction): Encoded {
  const body = new Bytes()
  const references: Reference[] = []
  const runs: [count: number, type: ValueType][] = []
  for (const type of item.locals) {
    const last = runs.at(-1)
    if (last && last[1] === type) last[0]++
    else runs.push([1, type])
  }
  body.unsigned(runs.length)
  for (const [count, type] of runs) {
    body.unsigned(count)
    body.byte(VALUE_TYPES[type])
  }
  for (const instruction of item.body) encodeInstruction(body, instruction, references)
  body.byte(0x0b)
  return { bytes: body.view().slice(), references }
}

function encodeInstruction(out: Bytes, instruction: Instruction, references: Reference[]): void {
  const [name, first] = instruction
  // In the order of how often they come: each look into a table takes its time.
  const index = instruction.length === 2 ? OPCODES.indexed[name] : undefined
  if (index !== undefined) {
    out.byte(index)
    if (typeof first !== 'string') return out.unsigned(Number(first))
    references.push({ at: out.length, space: name === 'call' ? 'call' : 'global', name: first })
    return out.patch(out.length, 0)
  }
  switch (name) {
    case 'i32.const':
      out.byte(0x41)
      return out.signed(Number(first) | 0)
    case 'i64.const':
      out.byte(0x42)
      return out.signed(BigInt(first as bigint))
    case 'f32.const':
      out.byte(0x43)
      return out.f32(Number(first))
    case 'f64.const':
      out.byte(0x44)
      return out.f64(Number(first))
    case 'v128.const':
      out.bytes([0xfd, 0x0c])
      return out.bytes(immediatesOf(instruction))
    case 'block':
    case 'loop':
    case 'if':
      out.byte({ block: 0x02, loop: 0x03, if: 0x04 }[name])
      return out.byte(first === undefined ? 0x40 : VALUE_TYPES[first as ValueType])
    case 'memory.copy':
      return out.bytes([0xfc, 10, 0, 0])
    case 'memory.fill':
      return out.bytes([0xfc, 11, 0])
  }
  const simple = OPCODES.plain[name]
  if (simple !== undefined) return out.byte(simple)
  const access = OPCODES.memory[name]
  if (access) {
    const [align, ...bytes] = access
    out.bytes(bytes)
    out.unsigned(align)
    return out.unsigned(Number(first ?? 0))
  }
  const prefixed = OPCODES.prefixed[name]
  if (!prefixed) throw new Error(`no such instruction: ${name}`)
  out.byte(prefixed[0])
  out.unsigned(prefixed[1])
  return out.bytes(immediatesOf(instruction))
}

const immediatesOf = ([, ...immediates]: Instruction): number[] => immediates.map(Number)
