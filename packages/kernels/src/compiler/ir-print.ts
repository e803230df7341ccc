/** The machine-level tree as text a person can follow. */
import { unpackPlace } from '../runtime/index.ts'
import type { Func, S, X } from './ir.ts'

export const printFunctions = (functions: readonly Func[]): string => functions.map(printFunction).join('\n\n')

function printFunction({ id, params, results, body }: Func): string {
  const list = params.map(({ name, type }) => `${name}: ${type}`).join(', ')
  const gives = results.map(({ name, type }) => `${name}: ${type}`).join(', ')
  return `${id}(${list})${gives ? ` -> ${gives}` : ''}\n${printBody(body, 1)}`
}

function printBody(body: readonly S[], depth: number): string {
  return body.map((s) => printStatement(s, depth)).join('\n')
}

function printStatement(s: S, depth: number): string {
  const pad = '  '.repeat(depth)
  const inner = (body: readonly S[]) => printBody(body, depth + 1)
  switch (s.k) {
    case 'set':
      return `${pad}${s.local.name} = ${printX(s.value)}`
    case 'store':
      return `${pad}${s.op}[${printX(s.address)}${s.offset ? ` + ${s.offset}` : ''}] = ${printX(s.value)}`
    case 'fill':
      return `${pad}fill ${printX(s.address)}, ${printX(s.byteLength)} bytes with ${printX(s.byte)}`
    case 'copy':
      return `${pad}copy ${printX(s.byteLength)} bytes from ${printX(s.from)} to ${printX(s.to)}`
    case 'call': {
      const into = s.into.map(({ name }) => name).join(', ')
      return `${pad}${into ? `${into} = ` : ''}${s.func}(${s.args.map(printX).join(', ')})`
    }
    case 'if': {
      const rest = s.otherwise.length > 0 ? `\n${pad}else\n${inner(s.otherwise)}` : ''
      return `${pad}if ${printX(s.test)}\n${inner(s.then)}${rest}`
    }
    case 'block':
      return `${pad}block ${s.exit.name}\n${inner(s.body)}`
    case 'loop':
      return `${pad}loop ${s.next.name}\n${inner(s.body)}`
    case 'for': {
      const step = s.step === 1n ? '' : ` step ${s.step}`
      return `${pad}for ${s.counter.name} from ${printX(s.from)} to ${printX(s.to)}${step}\n${inner(s.body)}`
    }
    case 'br':
      return `${pad}goto ${s.to.name}`
    case 'bound':
      return `${pad}${s.into.name} = check ${printX(s.index)} within ${printX(s.length)}`
    case 'raise':
      return `${pad}raise ${s.error} (${printPlace(s.at)})`
    case 'note':
      return `${pad}# ${s.text}`
    default:
      return s satisfies never
  }
}

/** A place of the program; in a function of the library the place of its caller. */
const printPlace = (at: X): string =>
  at.k === 'const' ? `line ${unpackPlace(Number(at.value)).line}` : `at ${printX(at)}`

const INFIX: Record<string, string> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  div_s: '/',
  div_u: '/',
  rem_s: '%',
  rem_u: '%',
  and: '&',
  or: '|',
  xor: '^',
  shl: '<<',
  shr_s: '>>',
  shr_u: '>>>',
  eq: '==',
  ne: '!=',
  lt: '<',
  lt_s: '<',
  gt: '>',
  gt_s: '>',
  le: '<=',
  le_s: '<=',
  ge: '>=',
  ge_s: '>=',
}

export function printX(x: X): string {
  switch (x.k) {
    case 'const':
      return x.type === 'f64' && Number.isInteger(x.value) ? `${String(x.value)}.0` : String(x.value)
    case 'get':
      return x.local.name
    case 'context':
      return 'context'
    case 'op': {
      const [a, b] = x.args
      const sign = INFIX[x.op.slice(4)]
      if (a && b && sign) return `(${printX(a)} ${sign} ${printX(b)})`
      return `${x.op}(${x.args.map(printX).join(', ')})`
    }
    case 'load':
      return `${x.op}[${printX(x.address)}${x.offset ? ` + ${x.offset}` : ''}]`
    case 'select':
    case 'choose':
      return `(${printX(x.test)} ? ${printX(x.then)} : ${printX(x.otherwise)})`
    default:
      return x satisfies never
  }
}
