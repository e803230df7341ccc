import { describe, expect, it } from 'vitest'
import { faultsOf, type Answer } from './answers.ts'

const programs = import.meta.glob(['./programs/*.py'], { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>
const vectors = import.meta.glob(['./vectors/*.json'], { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>

/**
 * Floats are compared to 2 units in the last place, except where a sum of draws comes close to zero, and where a draw is
 * the third power of a normal, or a high power of a uniform, which are themselves good to 2.
 */
const tolerance = (call: string) => {
  if (call.startsWith('brownian')) return 1000
  return /^(gamma|beta|chisquare)/.test(call) ? 32 : 2
}

describe('compiled functions answer what Numba, NumPy and CPython answer', () => {
  it.each(Object.entries(programs))('%s', (path, source) => {
    const answers = vectors[path.replace('programs/', 'vectors/').replace('.py', '.json')]
    if (answers === undefined) throw new Error(`scripts/vectors/njit.py has not been run for ${path}`)
    expect(faultsOf(source, JSON.parse(answers) as Record<string, Answer>, tolerance)).toEqual([])
  })

  it('are more than three hundred', () => {
    const functions = Object.values(programs).flatMap((source) => source.match(/^def /gm) ?? [])
    expect(functions.length).toBeGreaterThan(300)
  })
})
