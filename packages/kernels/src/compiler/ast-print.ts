/** The syntax tree as indented text. */
import type { FunctionDef, Module } from './ast.ts'

export function printModuleTree(module: Module): string {
  return module.functions.map(printFunctionTree).join('\n\n')
}

const HIDDEN = new Set(['span', 'nameSpan', 'opSpan', 'kind', 'options', 'signatures', 'doc', 'name'])

function printFunctionTree(def: FunctionDef): string {
  return [`function ${def.name}(${def.params.map(({ name }) => name).join(', ')})`, ...lines(def.body, 1)].join('\n')
}

/** Every node is its kind and what is not a node, then its parts one step to the right. */
function lines(value: unknown, depth: number): string[] {
  const pad = '  '.repeat(depth)
  if (Array.isArray(value)) return value.flatMap((item) => lines(item, depth))
  if (typeof value !== 'object' || value === null) return [`${pad}${String(value)}`]
  const node = value as Record<string, unknown>
  const entries = Object.entries(node).filter(([key]) => !HIDDEN.has(key))
  const words = entries.flatMap(([key, part]) => (isTree(part) ? [] : [`${key}=${leaf(part)}`]))
  const name = typeof node['name'] === 'string' ? ` ${node['name']}` : ''
  const head = `${pad}${String(node['kind'] ?? 'node')}${name}${words.length > 0 ? ` ${words.join(' ')}` : ''}`
  const parts = entries.flatMap(([key, part]) => {
    if (!isTree(part) || (Array.isArray(part) && part.length === 0)) return []
    const inner = lines(part, depth + 2)
    return [`${pad}  ${key}:`, ...inner]
  })
  return [head, ...parts]
}

const isTree = (part: unknown): boolean =>
  Array.isArray(part)
    ? part.some((item) => typeof item === 'object') || part.length === 0
    : typeof part === 'object' && part !== null

const leaf = (part: unknown): string => (Array.isArray(part) ? part.join(' ') : String(part))
