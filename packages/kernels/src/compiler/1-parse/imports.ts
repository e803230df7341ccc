import type { SyntaxNode } from './grammar/tree.ts'
import type { ImportBinding } from '../ast.ts'
import { nameOf } from './expressions.ts'
import { childrenOf, splitAt, type Reading } from './reading.ts'

/** The names one import statement binds. */
export function readImport(reading: Reading, node: SyntaxNode): ImportBinding[] {
  const parts = childrenOf(node).filter(({ name }) => name !== '(' && name !== ')')
  const keyword = parts.findIndex(({ name }) => name === 'import')
  const from =
    parts[0]?.name === 'from'
      ? parts
          .slice(1, keyword)
          .map((part) => reading.textOf(part))
          .join('')
      : undefined
  return splitAt(',', parts.slice(keyword + 1)).flatMap((group) => {
    const as = group.findIndex(({ name }) => name === 'as')
    const path = (as < 0 ? group : group.slice(0, as)).map((part) => reading.textOf(part)).join('')
    const alias = as < 0 ? undefined : group[as + 1]
    const range = { from: group[0]?.from ?? node.from, to: group.at(-1)?.to ?? node.to }
    const span = reading.span(range)
    if (from !== undefined) return [{ local: alias ? nameOf(reading, alias) : path, module: from, name: path, span }]
    if (alias) return [{ local: nameOf(reading, alias), module: path, span }]
    const head = path.split('.')[0] ?? path
    return [{ local: head, module: head, span }]
  })
}
