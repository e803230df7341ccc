/** Witness of downloads: the number of tickers as a decimal integer. Waiting has no seed and nothing to compute. */
export const downloadsWitness = ({ tickers = 0 }: { tickers?: number }): string => String(tickers)
