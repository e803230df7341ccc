/** Compiling inside a page's worker, as the lab does it: each of the lesson's cells, from text to runnable. */
import { compile, warm } from '../../../packages/kernels/src/compiler/index.ts'
import { createRuntime } from '../../../packages/kernels/src/runtime/index.ts'
import { CELLS } from '../programs/cells.ts'
import { HEAD } from '../programs/program.ts'

/** Milliseconds of each round, by the program's name. */
export type Compiled = { readonly name: string; readonly roundsMs: readonly number[] }[]

self.onmessage = ({ data: rounds }: MessageEvent<number>) => {
  warm()
  const compiled: Compiled = CELLS.map(({ name, source, args }) => {
    const runtime = createRuntime()
    const values = args(runtime)
    const roundsMs = Array.from({ length: rounds }, () => {
      const f = compile(HEAD + source).functions.get('f')
      return f?.prepare(values.map(f.typeOf)).compileMs ?? NaN
    })
    runtime.dispose()
    return { name, roundsMs }
  })
  self.postMessage(compiled)
}
