/**
 * `npm run bench -- random [DRAWS]`: whether the fast random numbers are as random as they say, at 1e8 draws: the
 * normals of the fast value at risk (moments, Kolmogorov–Smirnov, tails), and the darts of the fast π.
 */
import { FIRST_ADDRESS, ownSimd } from '../../packages/kernels/src/catalog/simd.ts'

const draws = Number(process.argv[2] ?? 1e8)
const BLOCK = 65_536
const STATE = FIRST_ADDRESS
const COEFFICIENTS = STATE + 128
const OUT = COEFFICIENTS + 16
/** Bins of 1/1024 deviation from −8 to 8. */
const RANGE = 8
const PER_UNIT = 1024
const BINS = 2 * RANGE * PER_UNIT
const { simd, memory } = await ownSimd(OUT + 4 * BLOCK)
const failed: string[] = []

normals()
darts()
if (failed.length > 0) {
  console.log(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}

/** One asset of weight and deviation 1 and mean 0: the returns are the normals themselves. */
function normals(): void {
  simd.xoshiroSeed(STATE, 42, 0)
  // The other two assets weigh nothing.
  new Float32Array(memory.buffer, COEFFICIENTS, 4).set([1, 0, 0, 0])
  const values = new Float32Array(memory.buffer, OUT, BLOCK)
  const moments = [0, 0, 0, 0]
  const bins = new Float64Array(BINS)
  let count = 0
  while (count < draws) {
    simd.varFast(STATE, COEFFICIENTS, OUT, BLOCK / 8)
    for (const value of values) {
      const square = value * value
      moments[0]! += value
      moments[1]! += square
      moments[2]! += square * value
      moments[3]! += square * square
      bins[Math.min(BINS - 1, Math.max(0, Math.floor((value + RANGE) * PER_UNIT)))]!++
    }
    count += BLOCK
  }

  console.log(`Normals of the fast method, ${count} draws`)
  // Raw moments of the normal, and the variance of x^k: E[x^2k] − E[x^k]².
  const expected = [0, 1, 0, 3]
  const variances = [1, 2, 15, 96]
  expected.forEach((moment, k) =>
    judge(`moment ${k + 1}`, (moments[k]! / count - moment) / Math.sqrt(variances[k]! / count), 5),
  )

  let below = 0
  let distance = 0
  bins.forEach((inBin, bin) => {
    below += inBin
    distance = Math.max(distance, Math.abs(below / count - cumulative((bin + 1) / PER_UNIT - RANGE)))
  })
  // √n·D exceeds 1.95 once in a thousand; the bins are fine enough to change it by less than 1 %.
  judge('Kolmogorov–Smirnov √n·D', Math.sqrt(count) * distance, 1.95)

  for (const sigma of [3, 4, 5]) {
    const beyond = bins.reduce((sum, inBin, bin) => {
      const low = bin / PER_UNIT - RANGE
      return sum + (low >= sigma || low + 1 / PER_UNIT <= -sigma ? inBin : 0)
    }, 0)
    const mean = 2 * count * cumulative(-sigma)
    judge(`beyond ${sigma}σ: ${beyond} of ${mean.toFixed(1)}`, (beyond - mean) / Math.sqrt(mean), 5)
  }
}

function darts(): void {
  simd.xoshiroSeed(STATE, 42, 1)
  const rounds = Math.ceil(draws / 8 / 16_384)
  let inside = 0
  for (let i = 0; i < rounds; i++) inside += simd.piFast(STATE, 16_384)
  const thrown = rounds * 8 * 16_384
  console.log(`Darts of the fast π, ${thrown}: ${(4 * inside) / thrown}`)
  const share = Math.PI / 4
  judge('darts inside', (inside - thrown * share) / Math.sqrt(thrown * share * (1 - share)), 5)
}

function judge(what: string, statistic: number, limit: number): void {
  const fine = Math.abs(statistic) <= limit
  if (!fine) failed.push(what)
  console.log(`  ${fine ? '✓' : '✗'} ${what}: ${statistic.toFixed(3)} (limit ${limit})`)
}

/** Φ(x), by the series below 3 and the continued fraction beyond; 1e-14. */
function cumulative(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  const a = Math.abs(x)
  if (a > 3) {
    let fraction = a
    for (let k = 60; k > 0; k--) fraction = a + k / fraction
    const tail = density / fraction
    return x > 0 ? 1 - tail : tail
  }
  let term = x
  let sum = x
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) sum += term *= (x * x) / k
  return 0.5 + density * sum
}
