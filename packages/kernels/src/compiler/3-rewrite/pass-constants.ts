/**
 * Constants as arguments: V8 makes a float constant anew wherever it is used, by two instructions, also in a loop, and never
 * keeps one in a register. What a function is handed it cannot know to be constant: it reads that from its place on the
 * stack in the same instruction that computes with it. So the slices of loops are handed their constants; a polynomial of
 * twenty coefficients takes half the time.
 */
import type { Func, Local, S, X } from '../ir.ts'
import { get, mapBody, mapStatements } from '../ir.ts'
import type { Rewrite } from './rewrite.ts'

export const passConstants: Rewrite = {
  name: 'pass-constants',
  sentence: 'The slices of a loop are handed their float constants, which the engine would make anew in each round.',
  apply(functions) {
    const needed = new Map<string, X[]>()
    const done = new Map<Func, Func>()
    let changes = 0
    // Slices come inner before outer and behind all else: a caller is seen when what it calls has been.
    for (const func of [...functions.filter(isSlice), ...functions.filter((each) => !isSlice(each))]) {
      const body = mapStatements(func.body, (s) => [withConstants(s, needed)])
      const handed = isSlice(func) ? handConstants({ ...func, body }) : { func: { ...func, body }, constants: [] }
      if (handed.constants.length > 0) needed.set(func.id, handed.constants)
      changes += handed.constants.length
      done.set(func, handed.func)
    }
    return { functions: functions.map((func) => done.get(func) ?? func), changes }
  },
}

/** Engines take a thousand parameters; a loop of more constants than this has other worries. */
const MOST = 200
/** Cheap as they are: nothing, and what makes an addition of a product. */
const CHEAP = new Set([0, 2, -1])

const isSlice = (func: Func): boolean => func.slice === true

function withConstants(s: S, needed: ReadonlyMap<string, X[]>): S {
  const more = s.k === 'call' ? needed.get(s.func) : undefined
  return s.k === 'call' && more ? { ...s, args: [...s.args, ...more] } : s
}

function handConstants(func: Func): { func: Func; constants: X[] } {
  const params = new Map<string, Local>()
  const constants: X[] = []
  const body = mapBody(func.body, (x) => {
    if (x.k !== 'const' || (x.type !== 'f64' && x.type !== 'f32') || CHEAP.has(Number(x.value))) return x
    const key = `${x.type} ${x.value}`
    let param = params.get(key)
    if (!param) {
      if (constants.length === MOST) return x
      param = { name: 'constant', type: x.type }
      params.set(key, param)
      constants.push(x)
    }
    return get(param)
  })
  return { func: { ...func, params: [...func.params, ...params.values()], body }, constants }
}
