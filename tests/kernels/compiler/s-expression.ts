import type { Expr, FunctionDef, Stmt } from '../../../packages/kernels/src/compiler/ast.ts'

/** Our tree in the notation of scripts/vectors/python_ast.py. */
export function functionText({ name, params, body }: FunctionDef): string {
  const head = params.map((param) => param.name + (param.default ? `=${expressionText(param.default)}` : '')).join(' ')
  return `(def ${name} [${head}] [${statements(body)}])`
}

const many = (nodes: readonly Expr[]) => nodes.map(expressionText).join(' ')
const statements = (nodes: readonly Stmt[]) => nodes.map(statementText).join(' ')
const optional = (node: Expr | undefined) => (node ? expressionText(node) : '-')

function expressionText(node: Expr): string {
  switch (node.kind) {
    case 'int':
      return String(node.value)
    case 'float':
      return `f${bits(node.value)}`
    case 'bool':
      return node.value ? 'True' : 'False'
    case 'none':
      return 'None'
    case 'string':
      return asciiJson(node.value)
    case 'formatted':
      return `(fstring ${node.parts.map((part) => (typeof part === 'string' ? asciiJson(part) : expressionText(part))).join(' ')})`
    case 'name':
      return node.name
    case 'tuple':
    case 'list':
      return `(${node.kind} ${many(node.items)})`
    case 'unary':
      return `(${node.op} ${expressionText(node.operand)})`
    case 'binary':
      return `(${node.op} ${expressionText(node.left)} ${expressionText(node.right)})`
    case 'boolOp':
      return `(${node.op} ${many(node.values)})`
    case 'compare':
      return `(compare ${expressionText(node.left)} ${node.comparators.map((right, at) => `${node.ops[at] ?? ''} ${expressionText(right)}`).join(' ')})`
    case 'conditional':
      return `(if ${expressionText(node.test)} ${expressionText(node.body)} ${expressionText(node.orelse)})`
    case 'call': {
      const keywords = node.keywords.map(({ name, value }) => ` ${name}=${expressionText(value)}`).join('')
      return `(call ${expressionText(node.func)} ${many(node.args)}${keywords})`
    }
    case 'attribute':
      return `(. ${expressionText(node.object)} ${node.name})`
    case 'subscript':
      return `([] ${expressionText(node.object)} ${expressionText(node.index)})`
    case 'function':
      return functionText(node.def)
    case 'slice':
      return `(: ${optional(node.lower)} ${optional(node.upper)} ${optional(node.step)})`
    default:
      return node satisfies never
  }
}

function statementText(node: Stmt): string {
  switch (node.kind) {
    case 'assign':
      return `(= ${many(node.targets)} ${expressionText(node.value)})`
    case 'augAssign':
      return `(${node.op}= ${expressionText(node.target)} ${expressionText(node.value)})`
    case 'if':
    case 'while':
      return `(${node.kind} ${expressionText(node.test)} [${statements(node.body)}] [${statements(node.orelse)}])`
    case 'for':
      return `(for ${expressionText(node.target)} ${expressionText(node.iter)} [${statements(node.body)}] [${statements(node.orelse)}])`
    case 'return':
      return `(return ${optional(node.value)})`
    case 'assert':
      return `(assert ${expressionText(node.test)} ${optional(node.message)})`
    case 'raise':
      return `(raise ${node.exception} ${many(node.args)})`
    case 'expression':
      return `(do ${expressionText(node.value)})`
    case 'pass':
    case 'break':
    case 'continue':
      return `(${node.kind})`
    default:
      return node satisfies never
  }
}

function bits(value: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

/** JSON as Python's json.dumps writes it. */
const asciiJson = (text: string) =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) =>
    character === '\x7f' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
