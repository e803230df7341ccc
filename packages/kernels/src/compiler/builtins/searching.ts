/** `searchsorted`: which side of equal elements is known when compiling. */
import { preludeType } from './prelude-types.ts'
import { doc, type Builtin, type Site } from './table.ts'

const own = (site: Site): string | undefined => {
  const side = site.args[2] ? site.literal(2) : 'left'
  return side === 'left' || side === 'right' ? `_searchsorted_${side}` : undefined
}

export const SEARCHING: Builtin[] = ['numpy.searchsorted', 'array.searchsorted'].map((name) => ({
  name,
  params: "a, v, side='left'",
  summary: doc`Where to put v (a number or an array) into sorted a; with side="right" behind equal elements.`,
  infer(types, site) {
    const prelude = own(site)
    return prelude === undefined ? undefined : preludeType(prelude, types.slice(0, 2))
  },
  lower(build, values, site) {
    const prelude = own(site)
    if (prelude === undefined) throw new Error(`${name} was typed without a side`)
    return build.callPrelude(prelude, values.slice(0, 2))
  },
}))
