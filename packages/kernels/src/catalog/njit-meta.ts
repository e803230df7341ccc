import type { Exactness, RungMeta } from './types.ts'

/** The two rungs of the compiler, with what is particular about a kernel's. */
export function njitRungs({
  explain,
  explainPrange,
  exactness = 'exact',
  claim,
  claimPrange,
}: {
  explain: string
  explainPrange: string
  /** Of the prange rung: random kernels draw from a stream for each chunk. */
  exactness?: Exactness
  claim?: RungMeta['claim']
  claimPrange?: RungMeta['claim']
}): RungMeta[] {
  return [
    {
      engine: 'njit',
      strategy: 'sequential',
      label: '@njit',
      exactness: 'exact',
      explain,
      scales: false,
      ...(claim && { claim }),
    },
    {
      engine: 'njit',
      strategy: 'prange',
      label: '@njit + prange, {workers} workers',
      exactness,
      explain: explainPrange,
      scales: true,
      ...(claimPrange && { claim: claimPrange }),
    },
  ]
}
