/**
 * xoshiro128 (Blackman & Vigna 2018), eight independent generators side by side: the four words of their states as two
 * groups of four vectors. Normals are made with the scrambler +, whose lowest bits are weak and stay unused; darts with
 * ++. Where it is drawn from, its step is spelled out: a state in locals stays in registers.
 */

/** Seeds the eight generators of part `part` of seed `seed` by SplitMix64. */
export function xoshiroSeed(state: usize, seed: u32, part: u32): void {
  let x = (<u64>part << 32) | <u64>seed;
  for (let at = state; at < state + 128; at += 8) {
    x += 0x9e3779b97f4a7c15;
    let z = x;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    store<u64>(at, z ^ (z >> 31));
  }
}
