/**
 * Helper inlining: a call of a small function becomes its body. V8 in Node 22 does not inline from WASM function to WASM
 * function, and a call costs more than a few additions.
 */
import type { Func, Local, S } from '../ir.ts'
import { get, mapStatements, set, sizeOf, walk } from '../ir.ts'
import { oncePer } from '../../wasm/index.ts'
import { copyStatements, freshLocals } from './copy-statements.ts'
import type { Rewrite } from './rewrite.ts'

/** Statements and operators; larger bodies are called. */
const SMALL = 250
/** A caller is not grown beyond this. */
const LARGE = 6000

export const inlineHelpers: Rewrite = {
  name: 'inline-helpers',
  sentence: 'A call of a small function is replaced by what the function does.',
  apply(functions, entry) {
    let changes = 0
    const done = new Map<string, Func>()
    // Callees come before callers, so what is inlined has had its own calls inlined.
    for (const func of functions) {
      const result = inlineInto(func, done)
      changes += result.changes
      done.set(func.id, result.func)
    }
    const used = reachable([...done.values()], entry)
    return { functions: [...done.values()].filter(({ id }) => used.has(id)), changes }
  },
}

/** The function with its calls of small ones among `done` replaced. */
export function inlineInto(func: Func, done: ReadonlyMap<string, Func>): { func: Func; changes: number } {
  if (func.inlined) return { func, changes: 0 }
  let changes = 0
  let size = sizeOnce(func)
  const body = mapStatements(func.body, (s) => {
    if (s.k !== 'call') return [s]
    const callee = done.get(s.func)
    if (!callee || callee.recursive || callee.exported || callee.rare) return [s]
    const cost = sizeOnce(callee)
    if (cost > SMALL || size + cost > LARGE) return [s]
    size += cost
    changes++
    return inlined(s, callee)
  })
  return { func: { ...func, body, inlined: true }, changes }
}

const sizeOnce = oncePer(({ body }: Func): number => sizeOf(body))

/** The callee's body with locals and labels of its own, parameters set before and results read behind. */
function inlined(call: Extract<S, { k: 'call' }>, callee: Func): S[] {
  const locals = freshLocals()
  const local = locals.of
  const body = copyStatements(callee.body, local)
  const before = callee.params.map((param, index): S => {
    const value = call.args[index]
    if (!value) throw new Error(`${callee.id} is called with too few arguments`)
    return set(local(param), value)
  })
  // A fresh call starts with zeros in its locals; here they may hold what the last round left.
  const assigned = new Set(callee.params)
  const zeros = [...locals.all.keys()]
    .filter((old) => !assigned.has(old) && needsZero(old))
    .map((old): S => set(local(old), { k: 'const', type: old.type, value: old.type === 'i64' ? 0n : 0 }))
  const after = call.into.map((into, index): S => {
    const result = callee.results[index]
    if (!result) throw new Error(`${callee.id} has too few results`)
    return set(into, get(local(result)))
  })
  return [...before, ...zeros, ...body, ...after]
}

/** Blocks of arrays start as none; other locals are set before they are read unless Python would complain. */
const needsZero = (local: Local): boolean => /\.(base|list|isset)$|^result/.test(local.name)

/** Functions the entry and the chunks reach. */
export function reachable(functions: readonly Func[], entry: string): Set<string> {
  const byId = new Map(functions.map((func) => [func.id, func]))
  const used = new Set<string>()
  const visit = (id: string): void => {
    const func = byId.get(id)
    if (!func || used.has(id)) return
    used.add(id)
    calleesOf(func).forEach(visit)
  }
  visit(entry)
  for (const { id, exported } of functions) if (exported !== undefined) visit(id)
  return used
}

const calleesOf = oncePer((func: Func): Set<string> => {
  const called = new Set<string>()
  walk(func.body, (s) => {
    if (s.k === 'call') called.add(s.func)
  })
  return called
})
