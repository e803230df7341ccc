/**
 * `npm run bench -- normals [DRAWS]`: how far njit's normals are from those of NumPy's legacy generator for the same
 * seeds, in units in the last place, at 2e7 draws. Fails on a single draw that is more than two away. Needs NumPy.
 */
import { spawnSync } from 'node:child_process'
import { compile } from '../../packages/kernels/src/compiler/index.ts'
import { createRuntime, elementsOf, isArrayView } from '../../packages/kernels/src/runtime/index.ts'

const draws = Number(process.argv[2] ?? 2e7)
const MOST = 2
const PER_SEED = 1_000_000
const SOURCE = `
import numpy as np
from numba import njit

@njit
def normals(seed, n):
    np.random.seed(seed)
    return np.random.standard_normal(n)
`
const NUMPY = `
import sys, numpy
numpy.random.seed(int(sys.argv[1]))
sys.stdout.buffer.write(numpy.random.standard_normal(int(sys.argv[2])).tobytes())
`

const python = ['python3', '/usr/bin/python3'].find((name) => spawnSync(name, ['-c', 'import numpy']).status === 0)
if (python === undefined) console.log('Normals are compared where NumPy is installed.')
else compareWith(python)

function compareWith(command: string): void {
  const runtime = createRuntime()
  const normals = compile(SOURCE, { runtime }).functions.get('normals')
  const counts: number[] = []
  const seeds = Math.ceil(draws / PER_SEED)
  for (let seed = 1; seed <= seeds; seed++) {
    const options = { maxBuffer: 16 * PER_SEED }
    const { stdout } = spawnSync(command, ['-c', NUMPY, String(seed), String(PER_SEED)], options)
    const theirs = new BigInt64Array(Uint8Array.from(stdout).buffer)
    const drawn = normals?.call([BigInt(seed), BigInt(PER_SEED)])
    if (!isArrayView(drawn)) throw new Error('an array of normals was expected')
    const { buffer, byteOffset } = elementsOf(drawn)
    const ours = new BigInt64Array(buffer, byteOffset, PER_SEED)
    ours.forEach((bits, index) => {
      // Neighbouring doubles of one sign have neighbouring bits.
      const apart = Math.abs(Number(bits - (theirs[index] ?? 0n)))
      counts[apart] = (counts[apart] ?? 0) + 1
    })
  }
  runtime.dispose()
  console.log(`njit's normals beside NumPy's, ${seeds * PER_SEED} draws of ${seeds} seeds`)
  counts.forEach((count, apart) =>
    console.log(`  ${apart} units apart: ${count} (${((100 * count) / (seeds * PER_SEED)).toFixed(4)} %)`),
  )
  if (counts.length > MOST + 1) {
    console.log(`\nFailed: a draw is more than ${MOST} units away`)
    process.exitCode = 1
  }
}
