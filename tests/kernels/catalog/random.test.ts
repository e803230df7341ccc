import { describe, expect, it } from 'vitest'
import { Mt19937, jump, jumpPolynomial, refill, seeded } from '../../../packages/kernels/src/catalog/random/index.ts'

describe('MT19937', () => {
  it('draws what NumPy draws', () => {
    // numpy.random.seed(42); [numpy.random.random() for _ in range(4)], NumPy 1.24
    const generator = new Mt19937(42)
    expect([1, 2, 3, 4].map(() => generator.random())).toEqual([
      0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366,
    ])
  })

  it.each([0, 1, 5489, 4_294_967_295])('jumps from seed %i to where drawing arrives', (seed) => {
    for (const blocks of [1, 2, 31, 32, 33, 100, 1000]) {
      const drawn = seeded(seed)
      for (let i = 0; i < blocks; i++) refill(drawn)
      const jumped = jump(seeded(seed), jumpPolynomial(blocks * 624))
      // Of the first word only the top bit is state; so compare what comes after.
      refill(drawn)
      refill(jumped)
      expect([...jumped]).toEqual([...drawn])
    }
  })

  it('stays where it is by a jump of nothing', () => {
    expect([...jump(seeded(7), jumpPolynomial(0))]).toEqual([...seeded(7)])
  })
})
