import { Moved, type TaskContext } from '../../pool/index.ts'
import { FIRST_ADDRESS, ownSimd, sharedSimd } from '../simd.ts'
import { takeTurns } from '../turns.ts'
import { RATE, VOLATILITY, type Options } from './options.ts'
import { callPrice, sumOf } from './reference.ts'

/** Options between two turns or reports: about a millisecond. */
const SLICE = 8192

export interface OptionsPart extends Options {
  /** Where the prices go where memory is shared; else they come back. */
  prices: Float64Array | undefined
  /** The memory that all four columns lie in, where SIMD works on them in place. */
  memory: WebAssembly.Memory | undefined
}

export const blackScholesTasks = {
  blackScholes: (part: OptionsPart, context: TaskContext) => {
    const prices = part.prices ?? new Float64Array(part.spot.length)
    for (let lo = 0; lo < prices.length; lo += SLICE) {
      priceSlice(part, prices, lo, Math.min(prices.length, lo + SLICE))
      context.progress(lo)
    }
    return finished(part, prices)
  },

  blackScholesInterleaved: async ({ inFlight, ...part }: OptionsPart & { inFlight: number }, context: TaskContext) => {
    const prices = part.prices ?? new Float64Array(part.spot.length)
    await takeTurns(inFlight, Math.ceil(prices.length / SLICE), (slice) => {
      priceSlice(part, prices, slice * SLICE, Math.min(prices.length, (slice + 1) * SLICE))
      context.progress(slice * SLICE)
    })
    return finished(part, prices)
  },

  blackScholesSimd: async (part: OptionsPart, context: TaskContext) => {
    const count = part.spot.length
    const { simd, columns } = await placed(part)
    for (let lo = 0; lo < count; lo += SLICE) {
      const [spot, strike, years, out] = columns.map((address) => address + 8 * lo) as [number, number, number, number]
      simd.blackScholes(spot, strike, years, out, Math.min(SLICE, count - lo), RATE, VOLATILITY)
      context.progress(lo)
    }
    if (part.prices) return finished(part, part.prices)
    const { memory } = await ownSimd(0)
    return finished(part, new Float64Array(memory.buffer, columns[3], count).slice())
  },
}

function priceSlice({ spot, strike, years }: Options, prices: Float64Array, lo: number, hi: number): void {
  for (let i = lo; i < hi; i++) prices[i] = callPrice(spot[i] as number, strike[i] as number, years[i] as number)
}

/** The sum of the prices, and the prices themselves where they are nowhere else. */
function finished({ prices: shared }: OptionsPart, prices: Float64Array) {
  return new Moved(
    { sum: sumOf(prices), prices: shared ? undefined : prices },
    shared ? [] : [prices.buffer as ArrayBuffer],
  )
}

/** The addresses of the four columns: where they are, if SIMD can work there; else a copy in this worker's memory. */
async function placed({ spot, strike, years, prices, memory }: OptionsPart) {
  if (memory && prices) {
    const simd = await sharedSimd(memory)
    return { simd, columns: [spot, strike, years, prices].map(({ byteOffset }) => byteOffset) }
  }
  const byteLength = 8 * spot.length
  const own = await ownSimd(4 * byteLength)
  const columns = [0, 1, 2, 3].map((column) => FIRST_ADDRESS + column * byteLength)
  for (const [column, values] of [spot, strike, years].entries())
    new Float64Array(own.memory.buffer, columns[column], spot.length).set(values)
  return { simd: own.simd, columns }
}
