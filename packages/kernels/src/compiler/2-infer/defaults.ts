/** Defaults of parameters: what a call takes where it gives nothing. */
import type { Call, Expr, FunctionDef } from '../ast.ts'

/** The expression a call passes for a parameter it leaves out. */
export function defaultOf(def: FunctionDef, index: number): Expr {
  const param = def.params[index]
  const value = param?.default
  if (!value) throw new Error(`${def.name} has no default for parameter ${index}`)
  if (isLiteral(value) || def.hiddenName !== undefined) return value
  let call = isolated.get(value)
  if (!call) isolated.set(value, (call = isolate(value, `${def.name}.${param.name}`)))
  return call
}

export function isLiteral(value: Expr): boolean {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
    case 'none':
      return true
    case 'unary':
      return isLiteral(value.operand)
    case 'tuple':
      return value.items.every(isLiteral)
    default:
      return false
  }
}

const isolated = new WeakMap<Expr, Call>()

/** `tol=TOL` means the module's TOL, whatever the caller calls so: a function of its own answers it. */
function isolate(value: Expr, name: string): Call {
  const { span } = value
  const options = { parallel: false, fastmath: false, boundscheck: true, errorModel: 'python' } as const
  const body: FunctionDef['body'] = [{ kind: 'return', value, span }]
  const def: FunctionDef = { name, nameSpan: span, params: [], body, options, signatures: [], span, faults: [] }
  return { kind: 'call', func: { kind: 'function', def, span }, args: [], keywords: [], span }
}
