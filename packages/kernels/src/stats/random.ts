/** A seeded generator of 32-bit numbers and the shuffle made with it: what decides the order of a ladder. */

/** Numbers 0 ≤ x < 1, 32 bits each; the same seed gives the same stream everywhere. */
export type Random = () => number

/**
 * SplitMix32: a Weyl sequence through the finaliser of MurmurHash3 (Steele, Lea & Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014). Small, and neighbouring seeds give unrelated streams; not for statistics in bulk.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** A copy in random order, each order equally likely (Fisher & Yates). */
export function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const rest = [...values]
  const order: Value[] = []
  while (rest.length > 0) order.push(...rest.splice(Math.floor(random() * rest.length), 1))
  return order
}
