import { grouped } from '#lib/ui/format.ts'

/** How a number differs from the exact one: the digits they begin with in common, the rest, and by how much. */
export interface Digits {
  equal: boolean
  same: string
  different: string
  /** Above zero where the number is too large. */
  off: bigint
}

/** Compares two integers, written in groups, digit by digit from the left; of numbers of different lengths no digit is the same. */
export function compareDigits(value: bigint, exact: bigint): Digits {
  const [text, truth] = [grouped(value), grouped(exact)]
  const aligned = text.length === truth.length
  const parted = [...text].findIndex((digit, index) => !aligned || digit !== truth[index])
  const cut = parted < 0 ? text.length : parted
  return { equal: value === exact, same: text.slice(0, cut), different: text.slice(cut), off: value - exact }
}
