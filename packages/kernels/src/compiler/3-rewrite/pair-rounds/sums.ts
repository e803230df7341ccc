/**
 * Whole numbers that the rounds of a loop only add to. Modulo 2⁶⁴ the order of additions does not matter: each lane adds up
 * its own, and what they have come to is added where the loop is left.
 */
import type { For, Local, S, X } from '../../ir.ts'
import { expressionsOf, get, i64, op, set, walk, walkX, writesOf } from '../../ir.ts'
import type { Lanes } from './lanes.ts'

/** Locals that a loop mentions nowhere but in one statement that adds to them. */
export function sumsIn(loop: For): Set<Local> {
  const mentions = new Map<Local, number>()
  const count = (local: Local) => mentions.set(local, (mentions.get(local) ?? 0) + 1)
  const sums = new Set<Local>()
  walk(loop.body, (s) => {
    writesOf(s).forEach(count)
    for (const x of expressionsOf(s)) walkX(x, (each) => each.k === 'get' && count(each.local))
    if (s.k === 'set' && addedBy(s)) sums.add(s.local)
  })
  return new Set([...sums].filter((local) => mentions.get(local) === 2))
}

/** What a statement adds to its own local, or takes from it. */
export function addedBy({ local, value }: Extract<S, { k: 'set' }>): { op: string; x: X } | undefined {
  if (value.k !== 'op' || (value.op !== 'i64.add' && value.op !== 'i64.sub')) return undefined
  const [a, b] = value.args
  if (a?.k === 'get' && a.local === local && b) return { op: value.op, x: b }
  return value.op === 'i64.add' && a && b?.k === 'get' && b.local === local ? { op: value.op, x: a } : undefined
}

/** Adds a vector up in the lanes: the statement for each pair of rounds, and those behind the loop. */
export function addUp(local: Local, added: { op: string; x: X }, lanes: Lanes): { each: S; behind: S[] } {
  const sum: Local = { name: `${local.name}s`, type: 'v128' }
  lanes.before.push(set(sum, op('i64x2.splat', i64(0))))
  const lane = (number: 0 | 1) => op(`i64x2.extract_lane ${number}`, get(sum))
  return {
    each: set(sum, op(added.op.replace('i64', 'i64x2'), get(sum), added.x)),
    behind: [set(local, op('i64.add', get(local), op('i64.add', lane(0), lane(1))))],
  }
}
