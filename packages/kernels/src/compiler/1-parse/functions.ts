import type { SyntaxNode } from './grammar/tree.ts'
import type { FunctionDef, Param, Stmt } from '../ast.ts'
import type { Jit } from './decorators.ts'
import { handCaptures } from './inner-functions.ts'
import { nameOf, readExpression } from './expressions.ts'
import { childrenOf, rangeOf, splitAt, type Reading } from './reading.ts'
import { readBody } from './statements.ts'

/** A FunctionDefinition node, compiled as `jit` says, under the name it is known by. */
export function readFunction(reading: Reading, node: SyntaxNode, readOptions: () => Jit, name?: string): FunctionDef {
  const { value, diagnostics: faults } = reading.attempt(() => {
    const parts = childrenOf(node)
    const nameNode = parts.find((part) => part.name === 'VariableName')
    if (!nameNode) throw new Error('a function without a name')
    if (parts[0]?.name === 'async') reading.report('async', { from: node.from, to: nameNode.to })
    const list = parts.find((part) => part.name === 'ParamList')
    const params = readParams(reading, list ? childrenOf(list).slice(1, -1) : [])
    const body = readBody(
      reading,
      parts.find((part) => part.name === 'Body'),
      { inLoop: false },
    )
    return {
      name: name ?? nameOf(reading, nameNode),
      nameSpan: reading.span(nameNode),
      params,
      ...withoutDocstring(body),
      ...readOptions(),
      span: reading.span(node),
    }
  })
  reading.diagnostics.push(...faults)
  handCaptures(value)
  return { ...value, faults }
}

/** Parameters without the brackets around them. */
export function readParams(reading: Reading, nodes: SyntaxNode[]): Param[] {
  const params: Param[] = []
  const groups = splitAt(',', nodes)
  for (const group of groups) {
    const [first] = group
    if (!first) continue
    const before = groups[groups.indexOf(group) - 1]
    if (before?.[0]?.name === '**') reading.syntaxError(rangeOf(group), 'arguments cannot follow var-keyword argument')
    if (first.name !== 'VariableName') {
      if (first.name === '*' && group.length === 1 && group === groups.at(-1))
        reading.syntaxError(first, 'named arguments must follow bare *')
      else if (first.name !== '/')
        reading.report(group.length === 1 ? 'keyword-only' : 'star-parameters', rangeOf(group))
      continue
    }
    const name = nameOf(reading, first)
    if (params.some((param) => param.name === name))
      reading.syntaxError(first, `duplicate argument '${name}' in function definition`)
    const assign = group.findIndex((part) => part.name === 'AssignOp')
    const value = assign < 0 ? undefined : group[assign + 1]
    if (!value && params.at(-1)?.default) reading.syntaxError(first, 'non-default argument follows default argument')
    params.push({
      name,
      ...(value && { default: readExpression(reading, value) }),
      span: reading.span(rangeOf(group)),
    })
  }
  return params
}

function withoutDocstring(body: Stmt[]): { body: Stmt[]; doc?: string } {
  const [first, ...rest] = body
  if (first?.kind !== 'expression' || first.value.kind !== 'string') return { body }
  return { body: rest, doc: first.value.value }
}
