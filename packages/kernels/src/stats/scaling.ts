/**
 * What more workers bring, as two laws fitted to throughput X over n workers:
 *
 *     Amdahl (1967)        X(n) = λ·n / (1 + σ(n − 1))                    levels off at λ/σ
 *     Gunther's USL (1993) X(n) = λ·n / (1 + σ(n − 1) + κ·n(n − 1))       turns down after √((1 − σ)/κ) workers
 *
 *     X |            .  ideal          λ  throughput of one worker
 *       |         .      ___ Amdahl    σ  contention: the share that only one worker can do at a time
 *       |      . __--'''               κ  coherency: what each pair of workers spends on agreeing
 *       |    ._-'   '''-- USL
 *       |  .'
 *       +------------------ n
 *
 * Least squares on X (as the R package `usl` does), by Gauss–Newton from the exact solution of the problem made linear
 * in n/X. A share or cost below zero has no meaning: such an estimate is fixed at zero and the rest fitted again.
 * Intervals: estimate ± t · standard error, the errors from the inverse of JᵀJ over all parameters at the solution, as
 * in R's `nls` and SciPy's `curve_fit`; what of them lies below zero is cut off.
 */
import type { Estimate } from './interval.ts'
import { invert, solve, type Matrix } from './linear.ts'
import { studentQuantile } from './student.ts'

/** Throughput (items per second, or speedup) at so many workers. */
export interface ScalingPoint {
  workers: number
  throughput: number
}

export interface ScalingFit {
  /** Throughput of one worker, in the unit of the points. */
  lambda: Estimate
  sigma: Estimate
  /** Only in a fit of the USL. */
  kappa?: Estimate
  /** Most throughput the law promises at any number of workers; Infinity where nothing limits it. */
  limit: number
  /** Workers after which the USL turns down; Infinity where it never does. */
  peakWorkers: number
  /** The law at `workers`, in the unit of the points. */
  at(workers: number): number
}

export type ScalingLaw = 'amdahl' | 'usl'

export type ScalingResult = { fitted: true; fit: ScalingFit } | { fitted: false; reason: string }

/** Fewest different numbers of workers a law is fitted to: one more than the USL has parameters. */
export const FEWEST_POINTS = 4

/** Fits a law to throughputs at four or more different numbers of workers. */
export function fitScaling(law: ScalingLaw, points: readonly ScalingPoint[]): ScalingResult {
  const different = new Set(points.map(({ workers }) => workers)).size
  if (different < FEWEST_POINTS)
    return {
      fitted: false,
      reason: `A law needs ${FEWEST_POINTS} different numbers of workers; this run has ${different}.`,
    }
  if (points.some(({ workers, throughput }) => !(workers >= 1) || !(throughput > 0)))
    return { fitted: false, reason: 'A law needs throughputs above zero.' }
  const terms: Term[] = law === 'usl' ? ['sigma', 'kappa'] : ['sigma']
  const solution = fitFromZero(points, terms)
  const found = solution && withIntervals(points, terms, solution)
  if (!found) return { fitted: false, reason: 'The throughputs jump about too much for a law: measure again.' }
  return { fitted: true, fit: describe(found) }
}

/**
 * The share of the work that is serial, worked out from one speedup (Karp & Flatt, "Measuring parallel processor
 * performance", 1990): (1/speedup − 1/workers) / (1 − 1/workers). For two workers or more.
 */
export function karpFlatt(speedup: number, workers: number): number {
  return (1 / speedup - 1 / workers) / (1 - 1 / workers)
}

type Term = 'sigma' | 'kappa'

/** What a term adds to the denominator, per unit of its parameter. */
const load: Record<Term, (n: number) => number> = {
  sigma: (n) => n - 1,
  kappa: (n) => n * (n - 1),
}

/** λ and every term, those that would be negative at zero; undefined where the steps do not settle. */
function fitFromZero(points: readonly ScalingPoint[], terms: readonly Term[]): number[] | undefined {
  let free = [...terms]
  for (;;) {
    const [lambda = NaN, ...found] = leastSquares(points, free) ?? []
    if (Number.isNaN(lambda)) return undefined
    const lowest = found.indexOf(Math.min(0, ...found))
    if (lowest === -1) return [lambda, ...terms.map((term) => found[free.indexOf(term)] ?? 0)]
    free = free.filter((_, index) => index !== lowest)
  }
}

function leastSquares(points: readonly ScalingPoint[], free: readonly Term[]): number[] | undefined {
  let parameters = linearStart(points, free)
  for (let step = 0; step < 100; step++) {
    const { normal, gradient } = normalEquations(points, free, parameters)
    const change = solve(normal, gradient)
    if (!change?.every(Number.isFinite)) return undefined
    parameters = parameters.map((value, index) => value + (change[index] ?? 0))
    // Relative to each parameter, or to 1e-6 where it is nearly nothing: σ and κ are shares of 1.
    if (change.every((delta, index) => Math.abs(delta) <= 1e-9 * Math.max(1e-6, Math.abs(parameters[index] ?? 0))))
      return parameters
  }
  return undefined
}

/** n/X = (1 + σ(n − 1) + κn(n − 1)) / λ is linear in 1/λ, σ/λ and κ/λ (Gunther, "Guerrilla Capacity Planning", 5.4). */
function linearStart(points: readonly ScalingPoint[], free: readonly Term[]): number[] {
  const rows = points.map(({ workers }) => [1, ...free.map((term) => load[term](workers))])
  const costs = points.map(({ workers, throughput }) => workers / throughput)
  const solution = solve(...leastNorm(rows, costs)) ?? []
  const [base = NaN, ...terms] = solution
  return [1 / base, ...terms.map((value) => value / base)]
}

function normalEquations(points: readonly ScalingPoint[], free: readonly Term[], parameters: readonly number[]) {
  const [lambda = 0] = parameters
  const rows: Matrix = []
  const residuals: number[] = []
  let squares = 0
  for (const { workers, throughput } of points) {
    const denominator = free.reduce((sum, term, index) => sum + (parameters[index + 1] ?? 0) * load[term](workers), 1)
    const model = (lambda * workers) / denominator
    rows.push([workers / denominator, ...free.map((term) => (-model * load[term](workers)) / denominator)])
    residuals.push(throughput - model)
    squares += (throughput - model) ** 2
  }
  const [normal, gradient] = leastNorm(rows, residuals)
  return { normal, gradient, squares }
}

/** JᵀJ and Jᵀr. */
function leastNorm(rows: Matrix, right: readonly number[]): [Matrix, number[]] {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? 0)) ?? []
  return [columns.map((a) => columns.map((b) => dot(a, b))), columns.map((a) => dot(a, right))]
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

function withIntervals(points: readonly ScalingPoint[], terms: readonly Term[], parameters: number[]) {
  const { normal, squares } = normalEquations(points, terms, parameters)
  const covariance = invert(normal)
  if (!covariance) return undefined
  const freedom = points.length - parameters.length
  const t = studentQuantile(0.95, freedom)
  return parameters.map((value, index): Estimate => {
    const reach = t * Math.sqrt((Math.max(0, covariance[index]?.[index] ?? 0) * squares) / freedom)
    return { value, low: Math.max(0, value - reach), high: value + reach }
  })
}

function describe([lambda, sigma, kappa]: Estimate[]): ScalingFit {
  if (!lambda || !sigma) throw new Error('A fit has a throughput of one worker and a contention')
  const at = (n: number) => (lambda.value * n) / (1 + sigma.value * load.sigma(n) + (kappa?.value ?? 0) * load.kappa(n))
  const peakWorkers = kappa?.value ? Math.sqrt(Math.max(0, 1 - sigma.value) / kappa.value) : Infinity
  const limit = peakWorkers < Infinity ? at(Math.max(1, peakWorkers)) : lambda.value / sigma.value
  return { lambda, sigma, ...(kappa && { kappa }), limit, peakWorkers, at }
}
