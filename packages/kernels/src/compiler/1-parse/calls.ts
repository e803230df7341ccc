import type { SyntaxNode } from './grammar/tree.ts'
import type { Expr, Keyword } from '../ast.ts'
import { readClauses } from './comprehensions.ts'
import { nameOf, placeholder, readExpression } from './expressions.ts'
import { childrenOf, rangeOf, splitAt, type Reading } from './reading.ts'

/** `func(a, b, key=c)` */
export function readCall(reading: Reading, node: SyntaxNode): Expr {
  const [func, list] = childrenOf(node)
  if (!func || !list) return placeholder(reading, node)
  return {
    kind: 'call',
    func: readExpression(reading, func),
    ...readArguments(reading, list),
    span: reading.span(node),
  }
}

/** The arguments of a call or a decorator. */
export function readArguments(reading: Reading, list: SyntaxNode): { args: Expr[]; keywords: Keyword[] } {
  const args: Expr[] = []
  const keywords: Keyword[] = []
  const groups = splitAt(',', childrenOf(list).slice(1, -1))
  for (const group of groups) {
    const [first, second, third] = group
    if (!first) continue
    if (first.name === '*' || first.name === '**') reading.report('unpacking', rangeOf(group))
    else if (group.some(({ name }) => name === 'for')) {
      if (groups.length > 1) reading.syntaxError(rangeOf(group), 'Generator expression must be parenthesized')
      args.push(readClauses(reading, rangeOf(group), group))
    } else if (!second) {
      if (keywords.length > 0) reading.syntaxError(first, 'positional argument follows keyword argument')
      args.push(readExpression(reading, first))
    } else if (reading.textOf(second) === ':=') reading.report('walrus', rangeOf(group))
    else if (third) addKeyword(reading, keywords, first, third)
  }
  return { args, keywords }
}

function addKeyword(reading: Reading, keywords: Keyword[], nameNode: SyntaxNode, valueNode: SyntaxNode): void {
  const name = nameOf(reading, nameNode)
  if (nameNode.name !== 'VariableName')
    reading.syntaxError(nameNode, 'expression cannot contain assignment, perhaps you meant "=="?')
  if (keywords.some((keyword) => keyword.name === name))
    reading.syntaxError(nameNode, `keyword argument repeated: ${name}`)
  const value = readExpression(reading, valueNode)
  keywords.push({ name, value, span: reading.span({ from: nameNode.from, to: valueNode.to }) })
}
