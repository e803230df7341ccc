/**
 * Which runs a line has shown. Three hundred sets of thirty thousand ids would make the load's own garbage collector slow
 * enough to be measured as the server: an id has one number for all lines, and each line one bit for it.
 */
const numbers = new Map<string, number>()
/** By number: when the last line to show it did so, in ms as `performance.now()`. */
const shownAt: number[] = []

export function createSeen() {
  let bits = new Uint8Array(512)
  return {
    add(id: string) {
      const number = numbers.get(id) ?? numbers.size
      numbers.set(id, number)
      const at = number >> 3
      if (at >= bits.length) {
        const larger = new Uint8Array(2 * at)
        larger.set(bits)
        bits = larger
      }
      const before = bits[at] ?? 0
      bits[at] = before | (1 << (number & 7))
      if (before !== bits[at]) shownAt[number] = performance.now()
    },
    has(id: string): boolean {
      const number = numbers.get(id)
      return number !== undefined && ((bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0
    },
  }
}

/** When a run stood on the last of all lines; NaN if no line showed it. */
export const shownEverywhereAt = (id: string): number => shownAt[numbers.get(id) ?? -1] ?? NaN

let last: { text: string; value: unknown } | undefined

/** Parses a message that mostly has just been heard on another line. */
export function parseOnce(text: string): unknown {
  if (last?.text !== text) last = { text, value: JSON.parse(text) }
  return last.value
}
