/** A module's text (WAT), indented, with names for locals and labels: to be read by people and compared by tests. */
import type { Instruction, WasmFunction, WasmModule } from './module.ts'

export function printModule(module: WasmModule): string {
  const { memory } = module
  const shared = memory.shared ? `1 ${memory.maximumPages} shared` : '1'
  return [
    '(module',
    `  (import "${memory.module}" "${memory.field}" (memory ${shared}))`,
    ...module.globals.map((item) => `  (import "${item.module}" "${item.field}" (global $${item.name} ${item.type}))`),
    ...module.imports.map(
      (item) => `  (import "${item.module}" "${item.field}" (func $${item.name}${signature(item)}))`,
    ),
    ...module.functions.map(printFunction),
    ')',
  ].join('\n')
}

const signature = ({ params, results }: { params: readonly string[]; results: readonly string[] }): string =>
  (params.length > 0 ? ` (param ${params.join(' ')})` : '') +
  (results.length > 0 ? ` (result ${results.join(' ')})` : '')

function printFunction(item: WasmFunction): string {
  const name = (index: number) => `$${item.localNames?.[index] ?? index}`
  const lines = [`  (func $${item.name}${item.exported === undefined ? '' : ` (export "${item.exported}")`}`]
  item.params.forEach((type, index) => lines.push(`    (param ${name(index)} ${type})`))
  if (item.results.length > 0) lines.push(`    (result ${item.results.join(' ')})`)
  item.locals.forEach((type, index) => lines.push(`    (local ${name(item.params.length + index)} ${type})`))
  let depth = 2
  for (const instruction of item.body) {
    if (instruction[0] === 'end' || instruction[0] === 'else') depth--
    lines.push('  '.repeat(depth) + printInstruction(instruction, name))
    if (['block', 'loop', 'if', 'else'].includes(instruction[0])) depth++
  }
  return `${lines.join('\n')})`
}

function printInstruction([op, ...immediates]: Instruction, local: (index: number) => string): string {
  const [first] = immediates
  if (op.startsWith('local.')) return `${op} ${local(Number(first))}`
  if (op === 'call' || op.startsWith('global.')) return `${op} $${String(first)}`
  if (op === 'block' || op === 'loop' || op === 'if')
    return first === undefined ? op : `${op} (result ${String(first)})`
  if (/\.(atomic\.)?(load|store)/.test(op)) return first ? `${op} offset=${String(first)}` : op
  if (op === 'v128.const') return `${op} i8x16 ${immediates.map(String).join(' ')}`
  if (op === 'f64.const' || op === 'f32.const') return `${op} ${printFloat(Number(first))}`
  return [op, ...immediates.map(String)].join(' ')
}

function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return Object.is(value, -0) ? '-0' : String(value)
}
