/** The rewrites, in order: each a file and a sentence. */
import type { AppliedRewrite } from '../api.ts'
import type { Func } from '../ir.ts'
import { ENTRY } from '../run.ts'
import { countWithoutBranch } from './count-without-branch.ts'
import { followCopies } from './follow-copies.ts'
import { foldSums } from './fold-sums.ts'
import { guardLoops } from './guard-loops/index.ts'
import { hoistInvariants } from './hoist-invariants.ts'
import { inlineHelpers, inlineInto } from './inline-helpers.ts'
import { LOWERING_REWRITES, type Lowering } from './lower/program.ts'
import { outlineLoops } from './outline-loops.ts'
import { pairRounds } from './pair-rounds/index.ts'
import { passConstants } from './pass-constants.ts'
import { proveRanges } from './prove-ranges.ts'
import type { Rewrite } from './rewrite.ts'
import { strengthReduction } from './strength-reduction.ts'
import { unrollLoops } from './unroll-loops.ts'

/** After inlining, each function on its own. */
const REWRITES: readonly Rewrite[] = [
  foldSums,
  countWithoutBranch,
  followCopies,
  proveRanges,
  strengthReduction,
  guardLoops,
  hoistInvariants,
  outlineLoops,
  pairRounds,
  unrollLoops,
  passConstants,
]

/** Rewrites a module. What is told counts the program's own functions: those of the library are kept rewritten. */
export function rewrite(lowering: Lowering, entry: string): { functions: Func[]; applied: AppliedRewrite[] } {
  const applied = [...lowering.changes].map(([rewrite, changes]): AppliedRewrite => {
    const [name, sentence] = LOWERING_REWRITES[rewrite]
    // Done on the way, in no time of its own.
    return { name, sentence, changes, elapsedMs: 0 }
  })
  const run = ({ name, sentence, apply }: Rewrite, functions: Func[]): Func[] => {
    const begin = performance.now()
    const result = apply(functions, entry)
    if (result.changes > 0)
      applied.push({ name, sentence, changes: result.changes, elapsedMs: performance.now() - begin })
    return result.functions
  }
  const library = rewriteLibrary(lowering.functions)
  const whole = run(
    inlineHelpers,
    lowering.functions.map((func) => library.get(func.id)?.inlined ?? func),
  )
  let own = whole.filter((func) => !func.library)
  for (const each of REWRITES) own = run(each, own)
  const kept = whole.flatMap(({ id }) => library.get(id)?.rewritten ?? [])
  return {
    functions: [...kept, ...own.map((func) => (func.id === entry ? { ...func, exported: ENTRY } : func))],
    applied,
  }
}

interface Kept {
  /** As callers inline it. */
  inlined: Func
  /** Itself and the slices of its loops. */
  rewritten: Func[]
}

/** Library functions as they were lowered, with what became of them: each is rewritten once in the life of the process. */
const kept = new WeakMap<Func, Kept>()

function rewriteLibrary(functions: readonly Func[]): Map<string, Kept> {
  const found = new Map<string, Kept>()
  const inlined = new Map<string, Func>()
  for (const func of functions) {
    if (!func.library) continue
    let known = kept.get(func)
    if (!known) {
      const own = inlineInto(func, inlined).func
      known = { inlined: own, rewritten: REWRITES.reduce((all, { apply }) => apply(all, '').functions, [own]) }
      kept.set(func, known)
    }
    found.set(func.id, known)
    inlined.set(func.id, known.inlined)
  }
  return found
}
