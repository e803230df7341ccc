/** The portfolio of every run: three assets. */
export const WEIGHTS = [0.4, 0.35, 0.25] as const
/** Mean daily returns. */
export const MEANS = [0.0005, 0.0003, 0.0004] as const
/** Standard deviations of daily returns. */
export const DEVIATIONS = [0.02, 0.015, 0.01] as const

/** Mean and deviation of the portfolio's return, which is normal: the sum of independent normals. */
export const RETURN_MEAN = WEIGHTS.reduce((sum, weight, asset) => sum + weight * (MEANS[asset] as number), 0)
export const RETURN_DEVIATION = Math.hypot(...WEIGHTS.map((weight, asset) => weight * (DEVIATIONS[asset] as number)))

/** The 5 % quantile of the standard normal. */
const FIVE_PERCENT = -1.6448536269514722
export const TRUE_VALUE_AT_RISK = RETURN_MEAN + FIVE_PERCENT * RETURN_DEVIATION

/** Index, in order of size, of the return asked for: Python's `int(n_sims * 0.05)`. */
export const rankOf = (sims: number): number => Math.trunc(sims * 0.05)
