/** How a kernel's parameters are said: in its controls, and of a run that was shared. */
import type { ParamSpec } from '@prange/kernels/catalog/types'
import { grouped } from '#lib/ui/format.ts'

/** The options of a parameter that is a choice; undefined where it is a size. */
export const choicesOf = ({ choices, min, step }: ParamSpec): { value: number; label: string }[] | undefined =>
  choices?.map((label, index) => ({ value: min + index * step, label }))

/** A value as the reader knows it: the choice's name, or the number with its unit. `paramWords(400, width)` is "400 pixels". */
export function paramWords(value: number, spec: ParamSpec): string {
  const choice = choicesOf(spec)?.find((option) => option.value === value)
  return choice?.label ?? `${grouped(value)}${spec.unit ? ` ${spec.unit}` : ''}`
}
