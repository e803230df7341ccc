/** Lists: what needs the compiler itself; the methods are in the prelude. */
import { append, itemDtype, itemsAsArray, makeList, setLength } from '../3-rewrite/lower/lists.ts'
import type { ListVal, Val } from '../3-rewrite/lower/values.ts'
import type { Type } from '../types.ts'
import { arrayType, int64, isArray, isScalar, listType, none, rowType, unify, unknown } from '../types.ts'
import { doc, type Builtin } from './table.ts'

function asList(value: Val): ListVal {
  if (value.kind !== 'list') throw new Error('a list was expected')
  return value
}

/** What a list made of these values holds. */
export function itemsOf(values: Type | undefined): Type | undefined {
  if (values?.kind === 'list') return values.item
  if (values?.kind === 'tuple')
    return values.items.reduce<Type | undefined>((all, each) => all && unify(all, each), unknown)
  return values && isArray(values) && values.ndim > 0 ? rowType(values) : undefined
}

export const LISTS: Builtin[] = [
  {
    name: 'list.append',
    params: 'xs, value',
    summary: doc`Adds an item at the end.`,
    infer: ([xs, value]) => (xs.kind === 'list' && unify(xs.item, value) === xs.item ? none : undefined),
    lower(build, [xs, value]) {
      append(build, asList(xs), value)
      return { kind: 'none' }
    },
  },
]

/** For the prelude only. */
export const LIST_INTRINSICS: Builtin[] = [
  {
    name: '_list_like',
    params: 'values',
    summary: doc`An empty list for such items.`,
    infer([values]) {
      const item = itemsOf(values)
      return item && listType(item)
    },
    lower(build, _, { result }) {
      if (result.kind !== 'list') throw new Error('a list was expected')
      return makeList(build, result, [])
    },
  },
  {
    name: '_list_cut',
    params: 'xs, n',
    summary: doc`Leaves the first n items.`,
    infer: ([xs, n]) => (xs.kind === 'list' && n === int64 ? none : undefined),
    lower(build, [xs, n]) {
      setLength(build, asList(xs), build.as(n, int64))
      return { kind: 'none' }
    },
  },
  {
    name: '_list_array',
    params: 'xs',
    summary: doc`The items of a list of numbers, as an array in place.`,
    infer([xs]) {
      const dtype = xs.kind === 'list' ? itemDtype(xs.item) : undefined
      return dtype && arrayType(dtype, 1)
    },
    lower: (build, [xs]) => itemsAsArray(build, asList(xs)),
  },
]

/** `values`, as an array if it is a list of numbers. */
export const listAsArray = (type: Type | undefined): Type | undefined => {
  const dtype = type?.kind === 'list' && isScalar(type.item) ? itemDtype(type.item) : undefined
  return dtype ? arrayType(dtype, 1) : type
}
