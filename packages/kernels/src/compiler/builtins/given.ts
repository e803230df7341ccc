/** The arguments of a row, as its functions get them. */
import type { ArrayVal, LazyVal, Val } from '../3-rewrite/lower/values.ts'

/** What is given for the parameters of a row, in their order: for as many as it has. */
export interface Given<T> extends ReadonlyArray<T> {
  readonly 0: T
  readonly 1: T
  readonly 2: T
  readonly 3: T
}

/** A list as long as a row's parameters are many. */
export const given = <T>(parts: readonly T[]): Given<T> => parts as readonly T[] & Given<T>

/** An argument that was typed as an array. */
export function shaped(value: Val): ArrayVal | LazyVal {
  if (value.kind !== 'array' && value.kind !== 'lazy') throw new Error('an array was expected')
  return value
}
