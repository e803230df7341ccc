import type { Mt19937 } from './mt19937.ts'

/** Standard normals as `numpy.random.randn` draws them: Marsaglia's polar method, the pair's second number kept back. */
export class Normals {
  private readonly generator: Mt19937
  private kept: number | undefined

  constructor(generator: Mt19937) {
    this.generator = generator
  }

  next(): number {
    if (this.kept !== undefined) {
      const normal = this.kept
      this.kept = undefined
      return normal
    }
    let x1, x2, square
    do {
      x1 = 2 * this.generator.random() - 1
      x2 = 2 * this.generator.random() - 1
      square = x1 * x1 + x2 * x2
    } while (square >= 1 || square === 0)
    const factor = Math.sqrt((-2 * Math.log(square)) / square)
    this.kept = factor * x1
    return factor * x2
  }
}
