/** The rewrites, in order: each a file and a sentence. */
import type { AppliedRewrite } from '../api.ts'
import type { Func } from '../ir.ts'
import { ENTRY } from '../run.ts'
import { countWithoutBranch } from './count-without-branch.ts'
import { foldSums } from './fold-sums.ts'
import { hoistInvariants } from './hoist-invariants.ts'
import { inlineHelpers } from './inline-helpers.ts'
import type { Lowering } from './lower/program.ts'
import { outlineLoops } from './outline-loops.ts'
import { proveRanges } from './prove-ranges.ts'

/** Takes the functions of a module, changes some, and says how many places it changed. */
export interface Rewrite {
  name: string
  sentence: string
  apply(functions: Func[], entry: string): { functions: Func[]; changes: number }
}

const REWRITES: readonly Rewrite[] = [
  inlineHelpers,
  foldSums,
  countWithoutBranch,
  proveRanges,
  hoistInvariants,
  outlineLoops,
]

export function rewrite(lowering: Lowering, entry: string): { functions: Func[]; applied: AppliedRewrite[] } {
  const applied: AppliedRewrite[] = []
  let functions = lowering.functions
  for (const { name, sentence, apply } of REWRITES) {
    const begin = performance.now()
    const result = apply(functions, entry)
    functions = result.functions
    if (result.changes > 0)
      applied.push({ name, sentence, changes: result.changes, elapsedMs: performance.now() - begin })
  }
  return { functions: functions.map((func) => (func.id === entry ? { ...func, exported: ENTRY } : func)), applied }
}
