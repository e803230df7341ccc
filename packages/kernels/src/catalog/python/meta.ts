import type { Exactness, RungMeta } from '../types.ts'

type Explained = Partial<Record<'sequential' | 'threads' | 'processes', string>>

const labels = {
  sequential: 'Python',
  threads: 'Python, {workers} threads',
  processes: 'Python, {workers} processes',
} as const

/**
 * The rungs of CPython, one for each explanation. `share`: the part of the ladder's items that one sample works through;
 * an interpreter is a hundred times slower, and times per item compare.
 */
export function pythonRungs(
  explained: Explained,
  {
    share,
    exactness = 'exact',
    claims = {},
    threads,
  }: {
    share: number
    exactness?: Exactness
    claims?: Record<string, RungMeta['claim']>
    /** The parameter that says how many threads there are, where it is not a matter of cores. */
    threads?: string
  },
): RungMeta[] {
  return (['sequential', 'threads', 'processes'] as const).flatMap((strategy): RungMeta[] => {
    const explain = explained[strategy]
    if (explain === undefined) return []
    const claim = claims[strategy]
    return [
      {
        engine: 'python',
        strategy,
        label: labels[strategy],
        exactness: strategy === 'sequential' ? 'exact' : exactness,
        explain,
        scales: strategy !== 'sequential',
        share,
        ...(claim && { claim }),
        ...(strategy === 'threads' && threads !== undefined && { atOnce: threads }),
      },
    ]
  })
}
