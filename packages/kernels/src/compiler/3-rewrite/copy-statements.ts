/** A second copy of statements, with locals and labels of its own. */
import type { Label, Local, S } from '../ir.ts'
import { mapBody, walk } from '../ir.ts'

/** Locals for which `local` gives another are exchanged wherever they are read or written. */
export function copyStatements(body: readonly S[], local: (old: Local) => Local): S[] {
  const labels = new Map<Label, Label>()
  const own = (label: Label) => void labels.set(label, { name: label.name })
  walk(body, (s) => {
    if (s.k === 'block' || s.k === 'for') own(s.exit)
    if (s.k === 'loop' || s.k === 'for') own(s.next)
  })
  // A jump to a place outside still goes there.
  const label = (old: Label): Label => labels.get(old) ?? old
  return mapBody(
    body,
    (x) => (x.k === 'get' ? { ...x, local: local(x.local) } : x),
    (s): S[] => {
      switch (s.k) {
        case 'set':
          return [{ ...s, local: local(s.local) }]
        case 'call':
          return [{ ...s, into: s.into.map(local) }]
        case 'for':
          return [{ ...s, counter: local(s.counter), next: label(s.next), exit: label(s.exit) }]
        case 'block':
          return [{ ...s, exit: label(s.exit) }]
        case 'loop':
          return [{ ...s, next: label(s.next) }]
        case 'br':
          return [{ ...s, to: label(s.to) }]
        case 'bound':
          return [{ ...s, into: local(s.into) }]
        default:
          return [s]
      }
    },
  )
}

/** Gives each local it is asked for one of the same name. */
export function freshLocals(): { of(old: Local): Local; all: ReadonlyMap<Local, Local> } {
  const all = new Map<Local, Local>()
  const of = (old: Local): Local => {
    let fresh = all.get(old)
    if (!fresh) {
      fresh = { name: old.name, type: old.type }
      all.set(old, fresh)
    }
    return fresh
  }
  return { of, all }
}
