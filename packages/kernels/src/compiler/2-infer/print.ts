/** What inference found, as text: each function with its types, and every variable with the types it takes on. */
import { typeName } from '../types.ts'
import type { Typing } from './program.ts'
import type { Typed } from './typed.ts'

export function printTyped(typing: Typing): string {
  return [...typing.functions.values()].map(printFunction).join('\n\n')
}

function printFunction(typed: Typed): string {
  const { def, argTypes, resultType, types } = typed
  const params = def.params.map(({ name }, index) => {
    const type = argTypes[index]
    return `${name}: ${type ? typeName(type) : '?'}`
  })
  const byLine = new Map<number, Set<string>>()
  for (const [expr, type] of types) {
    if (type.kind === 'unknown' || expr.kind === 'int' || expr.kind === 'float' || expr.kind === 'string') continue
    const line = byLine.get(expr.span.line) ?? new Set()
    const name = expr.kind === 'name' ? expr.name : `${expr.kind}@${expr.span.column}`
    line.add(`${name}: ${typeName(type)}`)
    byLine.set(expr.span.line, line)
  }
  const lines = [...byLine].sort(([a], [b]) => a - b).map(([line, facts]) => `  ${line}: ${[...facts].join(', ')}`)
  return [`${def.name}(${params.join(', ')}) -> ${typeName(resultType)}`, ...lines].join('\n')
}
