import type { For, Label, S, X } from '../../ir.ts'
import { walk } from '../../ir.ts'

/** What a usual round does, one after another; a guard says what must hold for the round to be a usual one. */
export type Usual = Extract<S, { k: 'set' | 'store' | 'bound' }> | { k: 'guard'; test: X; wanted: boolean }

/**
 * The one straight way through a loop's body that neither raises nor calls, if of every branch just one side leads on;
 * else undefined.
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
          if (wanted === sideLeadsOn(s.otherwise, list, at)) return undefined
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
