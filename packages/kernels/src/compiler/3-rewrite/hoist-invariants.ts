/**
 * Invariant hoisting: arithmetic on values a loop does not change is done once in front of it. TurboFan does not do this
 * for WASM. Reading memory is left where it is: it may be written in between.
 */
import type { Func, Local, S, X } from '../ir.ts'
import { get, mayTrap, set, writesIn } from '../ir.ts'
import { mapOwnX } from './own-expressions.ts'
import type { Rewrite } from './rewrite.ts'
import { ValueKeys } from './value-keys.ts'

export const hoistInvariants: Rewrite = {
  name: 'hoist-invariants',
  sentence: 'Arithmetic whose operands a loop does not change moves in front of the loop.',
  apply(functions) {
    let changes = 0
    const inBody = (body: readonly S[]): S[] =>
      body.flatMap((s): S[] => {
        if (s.k === 'if') return [{ ...s, then: inBody(s.then), otherwise: inBody(s.otherwise) }]
        if (s.k === 'block') return [{ ...s, body: inBody(s.body) }]
        if (s.k !== 'for' && s.k !== 'loop') return [s]
        const inner = { ...s, body: inBody(s.body) }
        const hoisted = hoist(inner)
        changes += hoisted.before.length
        return [...hoisted.before, { ...inner, body: hoisted.body }]
      })
    return { functions: functions.map((func): Func => ({ ...func, body: inBody(func.body) })), changes }
  },
}

function hoist(loop: Extract<S, { k: 'for' | 'loop' }>): { before: S[]; body: S[] } {
  const written = writesIn([loop])
  const before: S[] = []
  const made = new Map<string, Local>()
  const keys = new ValueKeys()
  const replace = (x: X): X => {
    if ((x.k === 'op' || x.k === 'select') && isInvariant(x, written) && !isConstant(x)) {
      const key = keys.of(x)
      let local = made.get(key)
      if (!local) {
        local = { name: 'fixed', type: x.type }
        made.set(key, local)
        before.push(set(local, x))
      }
      return get(local)
    }
    if (x.k === 'op') return { ...x, args: x.args.map(replace) }
    if (x.k === 'load') return { ...x, address: replace(x.address) }
    if (x.k === 'select' || x.k === 'choose')
      return { ...x, test: replace(x.test), then: replace(x.then), otherwise: replace(x.otherwise) }
    return x
  }
  return { before, body: mapOwnX(loop.body, replace) }
}

/** Whether an expression has the same value all the time while only these locals are written; memory may be, too. */
export function isInvariant(x: X, written: ReadonlyMap<Local, unknown>): boolean {
  switch (x.k) {
    case 'const':
    case 'context':
      return true
    case 'get':
      return !written.has(x.local)
    case 'op':
      return !mayTrap(x.op) && x.args.every((arg) => isInvariant(arg, written))
    case 'select':
      return [x.test, x.then, x.otherwise].every((part) => isInvariant(part, written))
    default:
      return false
  }
}

const isConstant = (x: X): boolean => x.k === 'const'
