/** Joining what is known about variables where paths meet. */
import { unify } from '../types.ts'
import { joinOwners } from './owners.ts'
import type { Env, Variable } from './typed.ts'

/**
 * Variables after several paths meet. One that is missing on a path keeps its type from the others, and raises where that
 * path was taken. Types that do not unify make a conflict, reported only when the variable is read.
 */
export function join(paths: readonly Env[]): Env {
  const joined: Env = new Map()
  for (const env of paths) {
    for (const [name, variable] of env) {
      const known = joined.get(name)
      joined.set(name, known ? joinVariable(known, variable) : variable)
    }
  }
  for (const [name, variable] of joined) {
    if (!variable.unsure && paths.some((env) => env.get(name)?.unsure ?? !env.has(name)))
      joined.set(name, { ...variable, unsure: true })
  }
  return joined
}

function joinVariable(left: Variable, right: Variable): Variable {
  if (left.conflict) return left
  if (right.conflict) return right
  const type = unify(left.type, right.type)
  if (!type) return { ...left, conflict: right }
  const owner = joinOwners(left.owner, right.owner)
  if (type === left.type && owner === left.owner) return left
  const { origin } = type === left.type || type !== right.type ? left : right
  return { type, origin, ...(owner === undefined ? {} : { owner }) }
}

export function sameTypes(left: Env, right: Env): boolean {
  if (left.size !== right.size) return false
  for (const [name, { type, conflict, unsure, owner }] of left) {
    const other = right.get(name)
    if (other?.type !== type || (other.conflict === undefined) !== (conflict === undefined)) return false
    if ((other.unsure ?? false) !== (unsure ?? false) || other.owner !== owner) return false
  }
  return true
}
