import type { SyntaxNode } from './grammar/tree.ts'
import type { ConstantDef, Expr, FunctionDef, ImportBinding, Module, PlainBinding } from '../ast.ts'
import { decoratorKind, decoratorParts, jitOf, readJit } from './decorators.ts'
import { nameOf, readExpression, readExpressionList } from './expressions.ts'
import { readFunction } from './functions.ts'
import { readImport } from './imports.ts'
import { childrenOf, rangeOf, splitAt, type Reading } from './reading.ts'
import { readStatement } from './statements.ts'

/** What one module-level name stands for; the last binding of a name is the one that counts. */
type Binding =
  { what: 'function'; def: FunctionDef } | { what: 'constant'; def: ConstantDef } | { what: 'plain'; def: PlainBinding }

/**
 * Reads a whole cell or file: the compiled functions, the imports and constants they may use, and the names of plain
 * Python around them, which is otherwise ignored.
 */
export function readModule(reading: Reading, script: SyntaxNode): Module {
  return new ModuleReader(reading).read(script)
}

class ModuleReader {
  readonly #reading: Reading
  readonly #imports: ImportBinding[] = []
  readonly #bindings = new Map<string, Binding>()
  /** Plain functions, for `fast = njit(slow)`. */
  readonly #plainFunctions = new Map<string, SyntaxNode>()

  constructor(reading: Reading) {
    this.#reading = reading
  }

  read(script: SyntaxNode): Module {
    this.#statements(childrenOf(script), false)
    const bindings = [...this.#bindings.values()]
    return {
      imports: this.#imports,
      constants: bindings.flatMap((binding) => (binding.what === 'constant' ? [binding.def] : [])),
      functions: bindings.flatMap((binding) => (binding.what === 'function' ? [binding.def] : [])),
      plain: bindings.flatMap((binding) => (binding.what === 'plain' ? [binding.def] : [])),
      span: this.#reading.span(script),
    }
  }

  #statements(nodes: SyntaxNode[], repeated: boolean): void {
    for (const node of nodes) {
      this.#statement(node, repeated)
      if (node.children.length > 0 && !['FunctionDefinition', 'DecoratedStatement'].includes(node.name))
        this.#checkPlain(node)
    }
  }

  /** Plain Python is ignored, but it must be Python: "cannot assign to literal" and its like are said everywhere. */
  #checkPlain(node: SyntaxNode): void {
    const read = () =>
      node.name === 'FunctionDefinition'
        ? readFunction(this.#reading, node, () => readJit(this.#reading, undefined))
        : readStatement(this.#reading, node, { inLoop: false })
    const { diagnostics } = this.#reading.attempt(read)
    this.#reading.diagnostics.push(...diagnostics.filter(({ rule }) => rule === 'syntax'))
  }

  /** `repeated`: inside a loop, where an assignment is no constant. */
  #statement(node: SyntaxNode, repeated: boolean): void {
    const parts = childrenOf(node)
    switch (node.name) {
      case 'StatementGroup':
      case 'Body':
        return this.#statements(parts, repeated)
      case 'ImportStatement':
        this.#imports.push(...readImport(this.#reading, node))
        return
      case 'AssignStatement':
        return this.#assign(node, parts, repeated)
      case 'ReturnStatement':
        return this.#reading.syntaxError(node, "'return' outside function")
      case 'UpdateStatement':
        return this.#plainNames(parts.slice(0, 1))
      case 'FunctionDefinition':
        return this.#plainDefinition(node, parts, 'function')
      case 'ClassDefinition':
        return this.#plainDefinition(node, parts, 'class')
      case 'DecoratedStatement':
        return this.#decorated(node, parts)
      case 'ForStatement':
        this.#plainNames(
          parts.slice(
            1,
            parts.findIndex(({ name }) => name === 'in'),
          ),
        )
        return this.#bodies(parts, true)
      case 'WhileStatement':
        return this.#bodies(parts, true)
      case 'IfStatement':
      case 'TryStatement':
      case 'WithStatement':
        return this.#bodies(parts, repeated)
    }
  }

  #bodies(parts: SyntaxNode[], repeated: boolean): void {
    for (const part of parts) if (part.name === 'Body') this.#statement(part, repeated)
  }

  #assign(node: SyntaxNode, parts: SyntaxNode[], repeated: boolean): void {
    const groups = splitAt(
      'AssignOp',
      parts.filter(({ name }) => name !== 'TypeDef'),
    )
    const value = groups.pop()
    if (!value || groups.length === 0) return
    for (const group of groups) {
      const [target] = group
      if (target?.name !== 'VariableName' || group.length > 1) {
        this.#assignTuple(group, value, repeated)
        continue
      }
      const name = nameOf(this.#reading, target)
      if (!this.#compiled(name, value)) this.#constant(name, node, value, repeated)
    }
  }

  /** `A, B = 1, 2` makes two constants. */
  #assignTuple(group: SyntaxNode[], value: SyntaxNode[], repeated: boolean): void {
    const targets = splitAt(',', group)
    const values = splitAt(',', value)
    if (targets.length !== values.length) return this.#plainNames(group)
    targets.forEach((nodes, index) => {
      const [target] = nodes
      if (target?.name === 'VariableName' && nodes.length === 1)
        this.#constant(nameOf(this.#reading, target), target, values[index] ?? [], repeated)
      else this.#plainNames(nodes)
    })
  }

  #constant(name: string, node: SyntaxNode, value: SyntaxNode[], repeated: boolean): void {
    const range = { from: node.from, to: rangeOf(value).to }
    const { value: expression, diagnostics } = this.#reading.attempt(() => readExpressionList(this.#reading, value))
    const span = this.#reading.span(range)
    if (diagnostics.length > 0 || repeated) this.#bind(name, { what: 'plain', def: { name, what: 'variable', span } })
    else this.#bind(name, { what: 'constant', def: { name, value: expression, span } })
  }

  /** `fast = njit(slow)` and `fast = njit(parallel=True)(slow)` compile the plain function `slow` under the name `fast`. */
  #compiled(name: string, value: SyntaxNode[]): boolean {
    const [call] = value
    if (call?.name !== 'CallExpression' || value.length > 1) return false
    const { value: tree } = this.#reading.attempt(() => readExpression(this.#reading, call))
    if (tree.kind !== 'call') return false
    const maker = tree.func.kind === 'call' ? tree.func : tree
    if (decoratorKind(dotted(maker.func), this.#imports) !== 'jit') return false
    const [argument] = tree.args
    const plain = argument?.kind === 'name' ? this.#plainFunctions.get(argument.name) : undefined
    if (!plain) return false
    const args = maker === tree ? [] : maker.args
    const jit = () => jitOf(this.#reading, args, maker.keywords)
    this.#bind(name, { what: 'function', def: readFunction(this.#reading, plain, jit, name) })
    return true
  }

  #decorated(node: SyntaxNode, parts: SyntaxNode[]): void {
    const definition = parts.at(-1)
    if (!definition) return
    const inner = childrenOf(definition)
    const decorators = parts
      .filter(({ name }) => name === 'Decorator')
      .map((part) => ({ part, ...decoratorParts(this.#reading, part) }))
    const kinds = decorators.map(({ name }) => decoratorKind(name, this.#imports))
    const at = kinds.indexOf('jit')
    const jit = decorators[at]
    const other = decorators[kinds.indexOf('other')]
    if (definition.name === 'ClassDefinition') {
      if (jit) this.#reading.report('class', jit.part)
      return this.#plainDefinition(definition, inner, 'class')
    }
    if (!jit) {
      if (other) this.#reading.report('decorator', other.part, { name: other.name })
      return this.#plainDefinition(definition, inner, 'function')
    }
    const def = readFunction(this.#reading, definition, () => {
      const below = decorators[at + 1]
      if (below) this.#reading.report('decorator', below.part, { name: below.name })
      return readJit(this.#reading, jit.list)
    })
    this.#bind(def.name, { what: 'function', def: { ...def, span: this.#reading.span(node) } })
  }

  #plainDefinition(node: SyntaxNode, parts: SyntaxNode[], what: PlainBinding['what']): void {
    const nameNode = parts.find(({ name }) => name === 'VariableName')
    if (!nameNode) return
    const name = nameOf(this.#reading, nameNode)
    if (what === 'function') {
      this.#plainFunctions.set(name, node)
      this.#checkPlain(node)
    }
    this.#bind(name, { what: 'plain', def: { name, what, span: this.#reading.span(nameNode) } })
  }

  #plainNames(nodes: SyntaxNode[]): void {
    for (const node of nodes) {
      if (node.name === 'TupleExpression' || node.name === 'ArrayExpression' || node.name === 'ParenthesizedExpression')
        this.#plainNames(childrenOf(node))
      if (node.name !== 'VariableName') continue
      const name = nameOf(this.#reading, node)
      this.#bind(name, { what: 'plain', def: { name, what: 'variable', span: this.#reading.span(node) } })
    }
  }

  /** Deletes first, so that the map's order is the order of the last bindings. */
  #bind(name: string, binding: Binding): void {
    this.#bindings.delete(name)
    this.#bindings.set(name, binding)
  }
}

function dotted(value: Expr): string {
  if (value.kind === 'name') return value.name
  return value.kind === 'attribute' ? `${dotted(value.object)}.${value.name}` : '?'
}
