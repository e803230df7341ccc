/** One IR function → WASM instructions: locals get numbers, labels become depths, checks become compare-and-raise. */
import type { For, Func, Label, Local, S, X } from '../ir.ts'
import { exceptionNumber } from '../../runtime/index.ts'
import type { ExceptionName } from '../../runtime/index.ts'
import type { Instruction, ValueType, WasmFunction } from '../../wasm/index.ts'

export function emitFunction(func: Func): WasmFunction {
  const numbers = new Map<Local, number>()
  const order: Local[] = []
  const number = (local: Local): number => {
    let index = numbers.get(local)
    if (index === undefined) {
      index = order.length
      numbers.set(local, index)
      order.push(local)
    }
    return index
  }
  func.params.forEach(number)

  const code: Instruction[] = []
  const put = (...instruction: Instruction) => void code.push(instruction)
  /** Open constructs, outermost first; undefined where nothing can branch to. */
  const open: (Label | undefined)[] = []

  const expression = (x: X): void => {
    switch (x.k) {
      case 'const':
        return put(`${x.type}.const`, x.value)
      case 'get':
        return put('local.get', number(x.local))
      case 'context':
        return put('global.get', 'context')
      case 'op':
        x.args.forEach(expression)
        return void code.push(instruction(x.op))
      case 'load':
        expression(x.address)
        return put(x.op, x.offset)
      case 'select':
        expression(x.then)
        expression(x.otherwise)
        expression(x.test)
        return put('select')
      case 'choose':
        expression(x.test)
        put('if', x.type)
        open.push(undefined)
        expression(x.then)
        put('else')
        expression(x.otherwise)
        put('end')
        open.pop()
        return
      default:
        return x satisfies never
    }
  }
  const branch = (name: 'br' | 'br_if', label: Label): void => {
    const at = open.lastIndexOf(label)
    if (at < 0) throw new Error(`branch out of ${func.id} to ${label.name}`)
    put(name, open.length - 1 - at)
  }
  const inside = (kind: 'block' | 'loop' | 'if', label: Label | undefined, body: () => void): void => {
    put(kind, undefined)
    open.push(label)
    body()
    open.pop()
    put('end')
  }
  const list = (body: readonly S[]): void => body.forEach(statement)

  const forLoop = (s: For): void => {
    const up = s.step > 0n
    const to: Local = { name: `${s.counter.name}_end`, type: 'i64' }
    const top: Label = { name: 'top' }
    expression(s.from)
    put('local.set', number(s.counter))
    let bound: X = s.to
    if (s.to.k !== 'const') {
      expression(s.to)
      put('local.set', number(to))
      bound = { k: 'get', type: 'i64', local: to }
    }
    const test = () => {
      put('local.get', number(s.counter))
      expression(bound)
      put(up ? 'i64.lt_s' : 'i64.gt_s')
    }
    const advance = () => {
      put('local.get', number(s.counter))
      put('i64.const', s.step)
      put('i64.add')
      put('local.set', number(s.counter))
    }
    /** Whether more than a step is left: the way to the bound always fits into 64 bits without a sign. */
    const testAhead = () => {
      const counter: X = { k: 'get', type: 'i64', local: s.counter }
      for (const end of up ? [bound, counter] : [counter, bound]) expression(end)
      put('i64.sub')
      put('i64.const', BigInt.asIntN(64, up ? s.step : -s.step))
      put('i64.gt_u')
    }
    inside('block', s.exit, () => {
      test()
      inside('if', undefined, () =>
        inside('loop', top, () => {
          if (usesLabel(s.body, s.next)) inside('block', s.next, () => list(s.body))
          else list(s.body)
          if (mayPassEnd(s)) testAhead()
          advance()
          if (!mayPassEnd(s)) test()
          branch('br_if', top)
        }),
      )
    })
  }

  const raise = (error: string, at: X, text: number, a?: X, b?: X): void => {
    put('i32.const', exceptionNumber(error as ExceptionName))
    expression(at)
    put('i32.const', text)
    for (const detail of [a, b]) {
      if (detail) expression(detail)
      else put('i64.const', 0n)
    }
    put('call', 'raise')
    put('unreachable')
  }

  const statement = (s: S): void => {
    switch (s.k) {
      case 'set':
        expression(s.value)
        return put('local.set', number(s.local))
      case 'store':
        expression(s.address)
        expression(s.value)
        return put(s.op, s.offset)
      case 'fill':
        ;[s.address, s.byte, s.byteLength].forEach(expression)
        return put('memory.fill')
      case 'copy':
        ;[s.to, s.from, s.byteLength].forEach(expression)
        return put('memory.copy')
      case 'call':
        s.args.forEach(expression)
        put('call', s.func)
        for (const local of [...s.into].reverse()) put('local.set', number(local))
        return
      case 'if': {
        const [first] = s.then
        const [last] = s.otherwise
        if (last?.k === 'br' && s.then.length === 0 && s.otherwise.length === 1) {
          for (const part of conditions(s.test)) {
            expression(part)
            put('i32.eqz')
            branch('br_if', last.to)
          }
          return
        }
        if (first?.k === 'br' && s.then.length === 1 && s.otherwise.length === 0) {
          expression(s.test)
          return branch('br_if', first.to)
        }
        expression(s.test)
        put('if', undefined)
        open.push(undefined)
        list(s.then)
        if (s.otherwise.length > 0) {
          put('else')
          list(s.otherwise)
        }
        open.pop()
        return put('end')
      }
      case 'block':
        if (!usesLabel(s.body, s.exit)) return list(s.body)
        return inside('block', s.exit, () => list(s.body))
      case 'loop':
        return inside('loop', s.next, () => list(s.body))
      case 'for':
        return forLoop(s)
      case 'br':
        return branch('br', s.to)
      case 'bound': {
        const index: X = { k: 'get', type: 'i64', local: s.into }
        expression(s.index)
        put('local.set', number(s.into))
        // One unsigned comparison finds both kinds of outlier; only those are looked at again.
        expression(index)
        expression(s.length)
        put('i64.ge_u')
        return inside('if', undefined, () => {
          expression(index)
          expression(s.length)
          put('i64.add')
          put('local.tee', number(s.into))
          expression(s.length)
          put('i64.ge_u')
          inside('if', undefined, () => {
            expression(s.at)
            put('i32.const', s.axis)
            expression(index)
            expression(s.length)
            put('call', 'index_error')
            put('unreachable')
          })
        })
      }
      case 'raise':
        return raise(s.error, s.at, s.text, s.a, s.b)
      case 'note':
        return
      default:
        return s satisfies never
    }
  }

  list(func.body)
  for (const local of func.results) put('local.get', number(local))

  const names = uniqueNames(order)
  return {
    name: func.id,
    params: func.params.map(({ type }) => type),
    results: func.results.map(({ type }) => type),
    locals: order.slice(func.params.length).map(({ type }): ValueType => type),
    body: code,
    localNames: names,
    ...(func.exported !== undefined && { exported: func.exported }),
  }
}

/** What must all be true, in order: Python's `a and b` is `b if a else a`, and here only its truth counts. */
function conditions(test: X): X[] {
  if (test.k !== 'choose' || test.type !== 'i32') return [test]
  const { test: a, then, otherwise } = test
  const isAnd = a.k === 'get' && otherwise.k === 'get' && a.local === otherwise.local
  return isAnd ? [a, ...conditions(then)] : [test]
}

/** Whether the step over the bound may leave 64 bits and come back at the other end. */
function mayPassEnd({ step, to }: For): boolean {
  if (step === 1n || step === -1n) return false
  if (to.k !== 'const') return true
  const beyond = BigInt(to.value) + step
  return BigInt.asIntN(64, beyond) !== beyond
}

/** An operator's name, with the lanes it takes. */
function instruction(name: string): Instruction {
  let known = instructions.get(name)
  if (!known) {
    const [plain = name, ...lanes] = name.split(' ')
    known = [plain, ...lanes.map(Number)]
    instructions.set(name, known)
  }
  return known
}

const instructions = new Map<string, Instruction>()

function usesLabel(body: readonly S[], label: Label): boolean {
  return body.some((s) => {
    switch (s.k) {
      case 'br':
        return s.to === label
      case 'if':
        return usesLabel(s.then, label) || usesLabel(s.otherwise, label)
      case 'block':
      case 'loop':
      case 'for':
        return usesLabel(s.body, label)
      default:
        return false
    }
  })
}

function uniqueNames(locals: readonly Local[]): string[] {
  const seen = new Map<string, number>()
  return locals.map(({ name }) => {
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return count === 0 ? name : `${name}.${count}`
  })
}
