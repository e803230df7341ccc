/** The lesson's fifteen cells and what each prints. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../apps/web/content/cells')

/** One line of a simulated download. */
const quote = String.raw`(?:[A-Z]+: \$\d{3}\.\d\d\n){6}`

/**
 * What each cell prints under CPython and Numba; a cell that only defines or discards prints nothing. The darts of π are
 * not seeded: five standard deviations are 0.008 for a million of them and 0.0026 for ten million.
 */
const printed: Record<string, RegExp> = {
  '07_downloads_sequential.py': new RegExp(`^${quote}Time: 6\\.\\ds$`),
  '08_downloads_threads.py': new RegExp(`^${quote}Time: [12]\\.\\ds$`),
  '09_sum_sequential.py': /^Sequential: \d+\.\ds$/,
  '10_sum_threads.py': /^Threaded: \d+\.\ds$/,
  '11_sum_processes.py': /^Parallel: \d+\.\ds$/,
  '12_sum_njit.py': /^Numba: \d\.\d{3}s$/,
  '13_pi_python.py': /^π ≈ 3\.1[34]\d*\nTime: \d+\.\d\ds$/,
  '14_pi_njit.py': /^π ≈ 3\.1(?:39|4[0-4])\d*\nTime: \d+\.\d\ds$/,
}

export const cells: readonly { name: string; code: string; printed: RegExp }[] = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => ({
    name,
    code: readFileSync(path.join(folder, name), 'utf8'),
    printed: printed[name] ?? /^$/,
  }))
