// Compiles packages/kernels/assembly to WASM, once for memory that is shared between workers and once for memory that
// is not: WASM has no module that takes either. Skips what is newer than its sources.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { main, root, run } from './lib/process.mjs'

const source = path.join(root, 'packages/kernels/assembly')
const output = path.join(root, 'packages/kernels/build')

/** Most 64 KiB pages a kernel's memory may grow to: 1 GiB holds 50 M simulations twice. */
const MAXIMUM_PAGES = '16384'

const variants = {
  'simd.wasm': [],
  'simd-shared.wasm': ['--enable', 'threads', '--sharedMemory'],
}

await main(async () => {
  mkdirSync(output, { recursive: true })
  const changedMs = Math.max(
    ...[import.meta.filename, ...readdirSync(source).map((name) => path.join(source, name))].map(
      (file) => statSync(file).mtimeMs,
    ),
  )
  for (const [name, flags] of Object.entries(variants)) {
    const file = path.join(output, name)
    if (existsSync(file) && statSync(file).mtimeMs > changedMs) continue
    const memory = ['--importMemory', '--initialMemory', '1', '--maximumMemory', MAXIMUM_PAGES]
    const code = ['--runtime', 'stub', '--use', 'abort=', '--enable', 'simd']
    const speed = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert']
    await run('asc', [path.join(source, 'index.ts'), '--outFile', file, ...memory, ...code, ...speed, ...flags])
  }
})
