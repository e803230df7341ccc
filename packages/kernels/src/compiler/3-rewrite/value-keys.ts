/** Texts that are the same for expressions of the same value: the same operators over the same locals and constants. */
import type { Local, X } from '../ir.ts'

export class ValueKeys {
  readonly #numbers = new Map<Local, number>()

  of(x: X): string {
    switch (x.k) {
      case 'const':
        return Object.is(x.value, -0) ? `${x.type} -0` : `${x.type} ${x.value}`
      case 'get':
        return `$${this.numberOf(x.local)}`
      case 'context':
        return 'context'
      case 'op':
        return `${x.op}(${x.args.map((arg) => this.of(arg)).join()})`
      case 'load':
        return `${x.op}+${x.offset}(${this.of(x.address)})`
      case 'select':
      case 'choose':
        return `${x.k}(${this.of(x.test)},${this.of(x.then)},${this.of(x.otherwise)})`
      default:
        return x satisfies never
    }
  }

  numberOf(local: Local): number {
    const known = this.#numbers.get(local)
    if (known !== undefined) return known
    this.#numbers.set(local, this.#numbers.size)
    return this.#numbers.size - 1
  }
}
