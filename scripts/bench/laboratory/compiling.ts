/** Compiling inside a page's worker, as the lab does it: each of the lesson's cells, from text to runnable. */
import { warm } from '../../../packages/kernels/src/compiler/index.ts'
import { createRuntime } from '../../../packages/kernels/src/runtime/index.ts'
import { CELLS } from '../programs/cells.ts'
import { compileMsOf } from '../programs/program.ts'

/** Milliseconds of each round, by the program's name. */
export type Compiled = { readonly name: string; readonly roundsMs: readonly number[] }[]

self.onmessage = ({ data: rounds }: MessageEvent<number>) => {
  warm()
  const compiled: Compiled = CELLS.map((program) => {
    const runtime = createRuntime()
    const values = program.args(runtime)
    const roundsMs = Array.from({ length: rounds }, () => compileMsOf(program, values))
    runtime.dispose()
    return { name: program.name, roundsMs }
  })
  self.postMessage(compiled)
}
