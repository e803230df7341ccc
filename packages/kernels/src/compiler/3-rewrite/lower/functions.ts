/** One typed function → one machine-level function. */
import type { Typed } from '../../2-infer/typed.ts'
import { assignedNames } from '../../2-infer/statements.ts'
import type { Func, Label, Local, S } from '../../ir.ts'
import { get, set } from '../../ir.ts'
import { unknown } from '../../types.ts'
import { Build } from './build.ts'
import type { Lowering } from './program.ts'
import { lowerBlock, type Place } from './statements.ts'
import { partsOf } from './values.ts'

export function lowerFunction(lowering: Lowering, typed: Typed, id: string): Func {
  const build = new Build(lowering, typed)
  const assigned = new Set(assignedNames(typed.def.body))
  const params: Local[] = []
  const entry: S[] = []
  const place: Place = {
    env: new Map(),
    exit: { name: 'return' },
    results: partsOf(typed.resultType).map((part) => ({ name: `result${part.name}`, type: part.type })),
    loops: [],
    live: true,
  }
  typed.def.params.forEach(({ name }, index) => {
    const type = typed.argTypes[index] ?? unknown
    place.env.set(name, type)
    const locals = partsOf(type).map((part): Local => ({ name: `${name}${part.name}`, type: part.type }))
    params.push(...locals)
    if (!assigned.has(name)) {
      build.bindStorage(name, type, locals)
      return
    }
    // A parameter that is assigned to becomes a variable: then its block is counted like any other's.
    const storage = build.storage(name, type)
    storage.forEach((local, part) => {
      const from = locals[part]
      if (!from) throw new Error(`parameter ${name} has too few parts`)
      entry.push(set(local, get(from)))
      if (build.owners.includes(local)) entry.push({ k: 'call', into: [], func: 'retain', args: [get(local)] })
    })
  })
  if (build.callPlace) params.push(build.callPlace)

  const body = build.block(() => lowerBlock(build, place, typed.def.body))
  const cleanup = build.block(() => build.owners.forEach((local) => build.releaseLocal(local)))
  const exit: Label = place.exit
  return {
    id,
    label: typed.def.name,
    params,
    results: place.results,
    body: [...entry, { k: 'block', exit, body }, ...cleanup],
    recursive: typed.recursive,
    ...(typed.scope.userCode ? {} : { library: true, rare: typed.def.name.endsWith('_edge') }),
  }
}
