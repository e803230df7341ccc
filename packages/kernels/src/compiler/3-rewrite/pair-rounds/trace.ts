import type { For, Label, Local, S, X } from '../../ir.ts'
import { choose, get, walk, walkX } from '../../ir.ts'

/** What a usual round does, one after another; a guard says what must hold for the round to be a usual one. */
export type Usual = Extract<S, { k: 'set' | 'store' | 'bound' }> | { k: 'guard'; test: X; wanted: boolean }

/**
 * The one straight way through a loop's body that neither raises nor calls, if of every branch just one side leads on, or
 * both do no more than set locals; else undefined.
 */
export function traceOf(loop: For): Usual[] | undefined {
  const inside = new Set<Label>([loop.next])
  walk(loop.body, (s) => {
    if (s.k === 'block') inside.add(s.exit)
  })
  const known = new Map<S, boolean>()
  /** Whether some way leads from a place in a list to its end, or by a jump to a place behind. */
  const leadsOn = (list: readonly S[], at = 0): boolean => {
    const s = list[at]
    if (!s) return true
    let answer = known.get(s)
    if (answer === undefined) {
      answer = leadsFrom(s, list, at)
      known.set(s, answer)
    }
    return answer
  }
  const leadsFrom = (s: S, list: readonly S[], at: number): boolean => {
    switch (s.k) {
      case 'set':
      case 'store':
      case 'bound':
      case 'note':
        return leadsOn(list, at + 1)
      case 'br':
        return inside.has(s.to)
      case 'block':
        return leadsOn(s.body) && leadsOn(list, at + 1)
      case 'if':
        return [s.then, s.otherwise].some((side) => sideLeadsOn(side, list, at))
      default:
        return false
    }
  }
  const sideLeadsOn = (side: readonly S[], list: readonly S[], at: number): boolean =>
    leadsOn(side) && (side.at(-1)?.k === 'br' || leadsOn(list, at + 1))

  const steps: Usual[] = []
  /** Where the way leaves the list: for a label, or through its end; undefined where there is no one way. */
  const follow = (list: readonly S[]): Label | 'end' | undefined => {
    for (const [at, s] of list.entries()) {
      switch (s.k) {
        case 'set':
        case 'store':
        case 'bound':
          steps.push(s)
          break
        case 'note':
          break
        case 'br':
          return s.to
        case 'block': {
          const left = follow(s.body)
          if (left !== 'end' && left !== s.exit) return left
          break
        }
        case 'if': {
          const wanted = sideLeadsOn(s.then, list, at)
          if (wanted === sideLeadsOn(s.otherwise, list, at)) {
            const either = eitherWay(s, list.slice(at + 1))
            if (!either) return undefined
            steps.push(...either.sets)
            if (either.left === 'end') break
            return either.left
          }
          steps.push({ k: 'guard', test: s.test, wanted })
          const left = follow(wanted ? s.then : s.otherwise)
          if (left !== 'end') return left
          break
        }
        default:
          return undefined
      }
    }
    return 'end'
  }
  const left = follow(loop.body)
  return left === 'end' || left === loop.next ? steps : undefined
}

/** Both sides are worked out: more than this on either is left to the branch. */
const FEW_SETS = 4

/** Where two sides set locals and meet again: the sets that choose between them, and where the way goes on. */
function eitherWay(
  { test, then, otherwise }: Extract<S, { k: 'if' }>,
  rest: readonly S[],
): { sets: Usual[]; left: Label | 'end' } | undefined {
  let [a, b] = [setsOf(then), setsOf(otherwise)]
  if (a?.left !== 'end' && b?.left === 'end') b = setsOf([...otherwise, ...rest])
  else if (a?.left === 'end' && b?.left !== 'end') a = setsOf([...then, ...rest])
  if (!a || !b || a.left !== b.left) return undefined
  const locals = new Set([...a.values.keys(), ...b.values.keys()])
  const chosen = [...locals].map((local) => ({ local, fresh: { name: local.name, type: local.type } }))
  const [yes, no] = [a.values, b.values]
  const choice = (local: Local) => choose(test, yes.get(local) ?? get(local), no.get(local) ?? get(local))
  return {
    sets: [
      // All before any is set: what one becomes may be made of what another was.
      ...chosen.map(({ local, fresh }) => setTo(fresh, choice(local))),
      ...chosen.map(({ local, fresh }) => setTo(local, get(fresh))),
    ],
    left: a.left,
  }
}

const setTo = (local: Local, value: X): Usual => ({ k: 'set', local, value })

/** The values of locals behind a list that does nothing but set a few, none by means of another of them. */
function setsOf(list: readonly S[]): { values: Map<Local, X>; left: Label | 'end' } | undefined {
  const values = new Map<Local, X>()
  for (const s of list) {
    if (s.k === 'br') return { values, left: s.to }
    if (s.k === 'note') continue
    if (s.k !== 'set' || values.size === FEW_SETS || reads(s.value, values)) return undefined
    values.set(s.local, s.value)
  }
  return { values, left: 'end' }
}

function reads(x: X, locals: ReadonlyMap<Local, X>): boolean {
  let found = false
  walkX(x, (each) => {
    if (each.k === 'get' && locals.has(each.local)) found = true
  })
  return found
}
