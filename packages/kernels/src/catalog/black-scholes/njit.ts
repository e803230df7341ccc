import type { NjitKernel } from '../njit.ts'
import { RATE, VOLATILITY, fillOptions } from './options.ts'
import { pricesAnswer, sumOf } from './reference.ts'

export const blackScholesNjit: NjitKernel = {
  functions: { sequential: 'price', prange: 'price_parallel' },
  open: (runtime, { items, seed }) => {
    const columns = [0, 1, 2, 3].map(() => runtime.allocate('float64', [items]))
    const [spot, strike, years] = columns.map((column) => runtime.elements(column) as Float64Array)
    fillOptions({ spot: spot!, strike: strike!, years: years! }, seed)
    const [first, second, third, prices] = columns
    return {
      args: [first!, second!, third!, RATE, VOLATILITY, prices!],
      answer: () => pricesAnswer(sumOf(runtime.elements(prices!) as Float64Array), items),
    }
  },
}
