/** The options that a seed makes: spot 5…30, strike 1…100, a quarter of a year to ten years. */
import { Mt19937 } from '../random/index.ts'

export const RATE = 0.02
export const VOLATILITY = 0.3

/** Columns of numbers, one row an option. */
export interface Options {
  spot: Float64Array
  strike: Float64Array
  years: Float64Array
}

/** Fills columns of one length with the seed's options, each drawn as spot, strike, years. */
export function fillOptions({ spot, strike, years }: Options, seed: number): void {
  const generator = new Mt19937(seed)
  for (let i = 0; i < spot.length; i++) {
    spot[i] = 5 + 25 * generator.random()
    strike[i] = 1 + 99 * generator.random()
    years[i] = 0.25 + 9.75 * generator.random()
  }
}
